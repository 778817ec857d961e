"""A frozen picture in the reader's words: the names of its fields and what their codes mean."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from missions.enums import ComponentKind
from missions.enums.incidents import Finding
from missions.enums.places import Precision
from picture.enums.actors import ActorKind
from picture.enums.hotspots import Basis, HotspotPhase, HotspotState, Priority, Trend
from picture.enums.protection import Coverage, Decided, Grade, NotBecause, Unarmed
from picture.enums.ratings import Confidence, RatingSide
from picture.enums.threats import Capacity, Exposed, ProtectionRisk, ThreatState, ThreatType, Will
from pocplan.ui.punctuation import grouped
from strategies.queries.picture import Said

NAMES = {
    "title": gettext_lazy("Title"),
    "place": gettext_lazy("Place"),
    "precision": gettext_lazy("Precision"),
    "sector": gettext_lazy("Sector or area"),
    "risks": gettext_lazy("Protection risks"),
    "types": gettext_lazy("The mission’s types"),
    "actor": gettext_lazy("From whom"),
    "actor_kind": gettext_lazy("Kind of actor"),
    "exposed": gettext_lazy("Who is exposed"),
    "state_capacity": gettext_lazy("Capacity of the host state"),
    "state_will": gettext_lazy("Will of the host state"),
    "threat_state": gettext_lazy("State of the threat"),
    "finding": gettext_lazy("Verification"),
    "people": gettext_lazy("People at risk"),
    "priority": gettext_lazy("Priority"),
    "trend": gettext_lazy("Trend"),
    "phase": gettext_lazy("Phase"),
    "hotspot_state": gettext_lazy("State of the hotspot"),
    "reviewed": gettext_lazy("Reviewed"),
    "verified": gettext_lazy("Verified on the ground"),
    "grade": gettext_lazy("Cluster’s protection priority"),
    "decisions": gettext_lazy("Decisions of Force and police"),
    "coverage": gettext_lazy("Coverage"),
    "covered_on": gettext_lazy("Coverage as of"),
    "unarmed": gettext_lazy("Unarmed strategy"),
    "settled": gettext_lazy("Settled"),
    "ratings": gettext_lazy("Ratings"),
    "shown": gettext_lazy("Shown to the invitees"),
    "where": gettext_lazy("Group"),
}
CODES: dict[str, Any] = {
    "precision": Precision,
    "actor_kind": ActorKind,
    "state_capacity": Capacity,
    "state_will": Will,
    "threat_state": ThreatState,
    "finding": Finding,
    "priority": Priority,
    "trend": Trend,
    "phase": HotspotPhase,
    "hotspot_state": HotspotState,
    "coverage": Coverage,
    "grade": Grade,
}
LISTS: dict[str, Any] = {"risks": ProtectionRisk, "types": ThreatType, "exposed": Exposed, "unarmed": Unarmed}


def field_words(name: str, value: Any) -> str:
    """A field of a frozen row in words; empty where nothing was said."""
    if value in (None, "", [], False):
        return ""
    if name in CODES:
        return _label(CODES[name], value)
    if name in LISTS:
        return " · ".join(_label(LISTS[name], one) for one in value)
    return OTHERS[name](value) if name in OTHERS else str(value)


def _label(words: Any, code: str) -> str:
    return str(dict(words.choices).get(code, code))


def _day(text: str) -> str:
    return date_format(date.fromisoformat(text), "SHORT_DATE_FORMAT")


def _people(value: Sequence[Any]) -> str:
    number, basis = value
    return f"{grouped(number)} ({_label(Basis, basis)})"


def _decisions(value: Sequence[Sequence[str]]) -> str:
    return "; ".join(_decision(*one) for one in value)


def _decision(component: str, grade: str, reason: str) -> str:
    said = _("%(side)s: %(words)s") % {"side": _label(ComponentKind, component), "words": _label(Decided, grade)}
    return f"{said} ({_label(NotBecause, reason)})" if reason else said


OTHERS: dict[str, Callable[[Any], str]] = {
    "reviewed": _day,
    "verified": _day,
    "covered_on": _day,
    "people": _people,
    "decisions": _decisions,
    "settled": lambda value: _("yes"),
    "shown": lambda value: _("yes"),
}


def side_words(said: Said) -> str:
    """Who says it: the side, and the body where several of a side can stand beside each other."""
    side = _label(RatingSide, said.side)
    return f"{side}, {said.body_name}" if said.side == RatingSide.CLUSTER and said.body_name else side


def rating_words(said: Said) -> str:
    """One side's figures on its own scale, with confidence and cut-off date. Nothing is computed of them."""
    if said.severity:
        figures = _("severity %(severity)s") % {"severity": said.severity}
    else:
        figures = _("likelihood %(likelihood)s, impact %(impact)s") % {
            "likelihood": said.likelihood,
            "impact": said.impact,
        }
    more = _("confidence %(confidence)s, information up to %(day)s") % {
        "confidence": _label(Confidence, said.confidence),
        "day": date_format(said.cut_off, "SHORT_DATE_FORMAT"),
    }
    return f"{figures} ({more})"


@dataclass(frozen=True)
class Shown:
    """A picture for a page: its rows, and per row what each side says of it."""

    threats: list[tuple[dict[str, Any], list[tuple[str, str]]]]
    hotspots: list[dict[str, Any]]

    def __bool__(self) -> bool:
        return bool(self.threats or self.hotspots)


def shown(body: dict[str, list[dict[str, Any]]] | None, ratings: Sequence[Said] = ()) -> Shown:
    """What the tables of a picture are drawn from."""
    rows = body or {}
    threats = [(row, said_of(row["key"], ratings)) for row in rows.get("threats", [])]
    return Shown(threats, list(rows.get("hotspots", [])))


def said_of(key: str, ratings: Sequence[Said]) -> list[tuple[str, str]]:
    return [(side_words(one), rating_words(one)) for one in ratings if one.row_key == key]
