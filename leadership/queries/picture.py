"""What is worse, what troops do not cover and where sides differ, counted from what one hat reads."""

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from leadership.queries.rows import Lot, Row
from missions.enums import ComponentKind
from picture.enums.hotspots import Priority
from picture.enums.protection import Coverage, Grade
from picture.enums.ratings import RatingSide
from picture.enums.threats import OPEN
from picture.models import Hotspot, ProtectionDecision, ProtectionPriority, Threat
from picture.models.protection import PROTECTED_OTHERWISE
from picture.queries import protection, worsening
from picture.queries.ratings import Difference, Line, current_releases, differences, differing
from pocplan.access.actor import Actor

LEVEL = {"must": "critical", "should": "high", "could": "medium"}


def short(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def worse(actor: Actor, since: date, *, enclaves: bool = True) -> list[Lot]:
    """Places raised or said to get worse since this day, then threats that a side rates higher than before."""
    raised = worsening.raised_places(actor)
    higher = worsening.higher_ratings(actor, since)
    places = worsening.worse_places(actor, since, raised)
    return [
        Lot(
            _named(places, enclaves),
            lambda rows: [_worse_place(one, raised) for one in rows],
            population="population",
        ),
        Lot(worsening.worse_threats(actor, higher), lambda rows: [_worse_threat(one, higher) for one in rows]),
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
        **_room(spot),
    )


def _worse_threat(threat: Threat, higher: dict[Any, list[worsening.Higher]]) -> Row:
    steps = [
        _("%(who)s: %(scale)s raised to %(value)s of 5 on %(day)s")
        % {"who": one.who, "scale": _scale(one.scale), "value": one.value, "day": short(one.on)}
        for one in higher[threat.pk]
    ]
    address = reverse("threats:detail", args=[threat.pk])
    return Row(title=threat.title, address=address, why="; ".join(steps) + ".", level="high", **_room(threat))


def _scale(name: str) -> str:
    return {"likelihood": _("likelihood"), "impact": _("impact"), "severity": _("severity")}[name]


def _room(row: Any) -> dict[str, Any]:
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
    return Lot(rows.order_by("place_said", "id"), lambda found: [_place(one) for one in found])


def _place(spot: Hotspot) -> Row:
    why = _("Trend %(trend)s, reviewed on %(day)s.") % {
        "trend": spot.get_trend_display(),
        "day": short(spot.reviewed_on),
    }
    address = reverse("hotspots:detail", args=[spot.pk])
    title = ", ".join(filter(None, [spot.place_said, spot.sector]))
    return Row(title, address, why, level=spot.priority, people=spot.population, **_room(spot))


def classes(actor: Actor, *, enclaves: bool = True) -> list[tuple[str, str, dict[str, int]]]:
    """By grade: how many places of each class of coverage; `none` where the Force has not said."""
    rows = covered(actor, "", "", enclaves=enclaves).query.order_by().values_list("grade", "coverage")
    found = {(grade, coverage): count for grade, coverage, count in rows.annotate(count=Count("pk"))}
    every = [*Coverage.values, ""]
    return [
        (one.value, str(one.label), {cover or "none": found.get((one.value, cover), 0) for cover in every})
        for one in Grade
    ]


def covered(actor: Actor, grade: str, coverage: str, *, enclaves: bool = True) -> Lot:
    """Places with a protection priority, by what was asked and what troops cover."""
    rows = protection.priorities_in_force(actor)
    rows = rows.filter(grade=grade) if grade else rows
    rows = rows.filter(coverage="" if coverage == "none" else coverage) if coverage else rows
    rows = rows if enclaves else rows.filter(hotspot__is_enclave=False)
    return Lot(rows, lambda found: [_covered(one) for one in found], population="hotspot__population")


def _covered(one: ProtectionPriority) -> Row:
    word = one.get_coverage_display() if one.coverage else _("not said yet")
    said = _("%(grade)s: %(cover)s") % {"grade": one.get_grade_display(), "cover": word}
    if one.covered_on:
        said = _("%(said)s, as of %(day)s") % {"said": said, "day": short(one.covered_on)}
    return Row(
        title=", ".join(filter(None, [one.hotspot.place_said, one.hotspot.sector])),
        address=reverse("hotspots:detail", args=[one.hotspot_id]),
        why=f"{said[:1].upper()}{said[1:]}. {_otherwise(one)}".strip(),
        level=LEVEL[one.grade] if one.coverage == Coverage.NOT else "medium",
        people=one.hotspot.population,
        **_room(one),
    )


def _otherwise(one: ProtectionPriority) -> str:
    if one.coverage != Coverage.NOT:
        return ""
    if not one.unarmed_words:
        return _("No unarmed strategy is planned.")
    if one.accepted_at is None:
        return _("An unarmed strategy waits for the acceptance of its owner.")
    if one.cleared_on is None:
        return _("An unarmed strategy waits for a security clearance.")
    return _("An unarmed strategy is accepted and cleared.")


def unprotected(actor: Actor) -> QuerySet[ProtectionPriority]:
    """Must, not by troops, and nothing accepted and cleared instead."""
    rows = protection.priorities_in_force(actor).filter(grade=Grade.MUST, coverage=Coverage.NOT, settled_at=None)
    return rows.exclude(PROTECTED_OTHERWISE)


def apart(actor: Actor, *, enclaves: bool = True) -> list[Lot]:
    """Threats of which released ratings differ, then places where decision and priority differ."""
    threats = Threat.objects.visible_to(actor).filter(pk__in=differing(actor, OPEN), state__in=OPEN)
    threats = threats.order_by("-proposed_at", "-id")
    items = protection.differing_items(actor)
    items = items if enclaves else items.filter(hotspot__is_enclave=False)
    return [
        Lot(threats, lambda rows: _differing(actor, rows)),
        Lot(items, lambda rows: _items(actor, rows)),
    ]


def _differing(actor: Actor, threats: list[Threat]) -> list[Row]:
    beside: dict[UUID, list[Line]] = defaultdict(list)
    for one in current_releases(actor, threats):
        beside[one.threat_id].append(Line(RatingSide(one.side), one, body=one.body_name))
    return [_differing_row(threat, differences(beside[threat.pk])) for threat in threats]


def _differing_row(threat: Threat, found: list[Difference]) -> Row:
    why = "; ".join(f"{_scale(one.scale)}{_colon()}{_said(one.said)}" for one in found)
    address = reverse("threats:detail", args=[threat.pk])
    scales = [(_scale(one.scale), one.said) for one in found]
    return Row(threat.title, address, why[:1].upper() + why[1:] + ".", level="medium", parts=scales, **_room(threat))


def _colon() -> str:
    return pgettext("between a label and its value", ": ")


def _said(said: list[tuple[str, Any]]) -> str:
    return ", ".join(f"{who} {value}" for who, value in said)


def _items(actor: Actor, items: list[ProtectionPriority]) -> list[Row]:
    decisions = protection.latest_decisions(actor, items)
    return [
        Row(
            title=", ".join(filter(None, [one.hotspot.place_said, one.hotspot.sector])),
            address=reverse("hotspots:detail", args=[one.hotspot_id]),
            why=_asked_and_decided(one, decisions[one.pk]),
            level="medium",
            **_room(one),
        )
        for one in items
    ]


def _asked_and_decided(one: ProtectionPriority, decisions: list[ProtectionDecision]) -> str:
    asked = _("Cluster’s protection priority: %(grade)s.") % {"grade": one.get_grade_display()}
    return " ".join([asked, *map(_decided, decisions)])


def _decided(decision: ProtectionDecision) -> str:
    military = decision.component == ComponentKind.MILITARY
    said = _("Force decision: %(grade)s") if military else _("Police decision: %(grade)s")
    reason = f" ({decision.get_reason_code_display()})" if decision.reason_code else ""
    return said % {"grade": decision.get_grade_display()} + reason + "."
