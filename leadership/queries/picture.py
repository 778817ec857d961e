"""What is worse, how urgent places are and which threats are rated apart, counted from what one hat reads."""

from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from leadership.queries.rows import Lot, Row
from picture.enums.hotspots import Priority
from picture.enums.threats import OPEN
from picture.models import Hotspot, Threat
from picture.queries import worsening
from picture.queries.ratings import Difference, Told, differences_in
from pocplan.access.actor import Actor

# What a row says of a place, and of a threat.
PLACE = ("compartment", "place_said", "sector", "priority", "trend", "reviewed_on", "population")
THREAT = ("compartment", "title")


def short(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def worse(actor: Actor, since: date, told: list[Told], *, enclaves: bool = True) -> list[Lot]:
    """Places raised or said to get worse since this day, then threats that a side rates higher than before."""
    raised = worsening.raised_places(actor)
    higher = worsening.higher_ratings(actor, since, told)
    places = worsening.worse_places(actor, since, raised)
    return [
        Lot(
            _named(places, enclaves).only(*PLACE),
            lambda rows: [_worse_place(one, raised) for one in rows],
            population="population",
        ),
        Lot(
            worsening.worse_threats(actor, higher).only(*THREAT),
            lambda rows: [_worse_threat(one, higher) for one in rows],
        ),
    ]


def _named(rows: QuerySet[Hotspot], enclaves: bool) -> QuerySet[Hotspot]:
    """Naming an enclave can mark it: what leaves on paper leaves it out, without a gap."""
    return rows if enclaves else rows.filter(is_enclave=False)


def _worse_place(spot: Hotspot, raised: dict[Any, worsening.Raised]) -> Row:
    why = _("Trend worse, reviewed on %(day)s.") % {"day": short(spot.reviewed_on)}
    if step := raised.get(spot.pk):
        said = {"before": Priority(step.before).label, "after": Priority(step.after).label, "day": short(step.on)}
        why = _("Priority raised from %(before)s to %(after)s on %(day)s.") % said
    return Row(
        title=", ".join(filter(None, [spot.place_said, spot.sector])),
        address=reverse("hotspots:detail", args=[spot.pk]),
        why=why,
        level=spot.priority,
        people=spot.population,
        **room_of(spot),
    )


def _worse_threat(threat: Threat, higher: dict[Any, list[worsening.Higher]]) -> Row:
    steps = [
        _("%(who)s: %(scale)s raised to %(value)s of 5 on %(day)s")
        % {"who": one.who, "scale": _scale(one.scale), "value": one.value, "day": short(one.on)}
        for one in higher[threat.pk]
    ]
    address = reverse("threats:detail", args=[threat.pk])
    return Row(title=threat.title, address=address, why="; ".join(steps) + ".", level="high", **room_of(threat))


def _scale(name: str) -> str:
    return {"likelihood": _("likelihood"), "impact": _("impact"), "severity": _("severity")}[name]


def room_of(row: Any) -> dict[str, Any]:
    return {"audience": row.compartment.audience, "label": row.compartment.label}


def by_priority(actor: Actor, *, enclaves: bool = True) -> list[tuple[str, str, int]]:
    """Places on the matrices by urgency: code, word, number."""
    listed = _named(Hotspot.objects.visible_to(actor).exclude(state="delisted"), enclaves)
    rows = listed.order_by().values_list("priority")
    found: dict[str, int] = dict(rows.annotate(count=Count("pk")))
    return [(one.value, str(one.label), found.get(one.value, 0)) for one in Priority]


def places(actor: Actor, priority: str) -> Lot:
    rows = Hotspot.objects.visible_to(actor).exclude(state="delisted")
    rows = rows.filter(priority=priority) if priority else rows
    return Lot(rows.order_by("place_said", "id").only(*PLACE), lambda found: [_place(one) for one in found])


def _place(spot: Hotspot) -> Row:
    why = _("Trend %(trend)s, reviewed on %(day)s.") % {
        "trend": spot.get_trend_display(),
        "day": short(spot.reviewed_on),
    }
    address = reverse("hotspots:detail", args=[spot.pk])
    title = ", ".join(filter(None, [spot.place_said, spot.sector]))
    return Row(title, address, why, level=spot.priority, people=spot.population, **room_of(spot))


def apart(actor: Actor, told: list[Told]) -> Lot:
    """Threats of which released ratings differ, the newest first."""
    found = differences_in(told)
    threats = Threat.objects.visible_to(actor).filter(pk__any=list(found), state__in=OPEN)
    threats = threats.order_by("-proposed_at", "-id").only(*THREAT)
    return Lot(threats, lambda rows: [_differing_row(one, found[one.pk]) for one in rows])


def _differing_row(threat: Threat, found: list[Difference]) -> Row:
    why = "; ".join(f"{_scale(one.scale)}{_colon()}{_said(one.said)}" for one in found)
    address = reverse("threats:detail", args=[threat.pk])
    scales = [(_scale(one.scale), one.said) for one in found]
    return Row(threat.title, address, why[:1].upper() + why[1:] + ".", level="medium", parts=scales, **room_of(threat))


def _colon() -> str:
    return pgettext("between a label and its value", ": ")


def _said(said: list[tuple[str, Any]]) -> str:
    return ", ".join(f"{who} {value}" for who, value in said)
