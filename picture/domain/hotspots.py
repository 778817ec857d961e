"""The life of a hotspot: listed, reviewed, verified, delisted with a reason. Every step is kept, with who and why."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from missions.queries.calendar import begun
from picture.domain.guards import demand_writer, signed
from picture.domain.history import changed_fields
from picture.domain.naming import demand_no_person, fill_without_names, reason_given
from picture.domain.placing import place_name, place_of
from picture.enums.hotspots import HotspotState, HotspotStep, Standing
from picture.models import Hotspot, HotspotChange, Threat
from picture.queries.freshness import standing
from pocplan.access.actor import Actor
from pocplan.access.clock import now, today
from pocplan.access.counters import next_number
from pocplan.access.errors import Conflict, Refused
from pocplan.access.models import Compartment
from pocplan.access.verb import verb
from pocplan.access.wording import check_fields, plain
from pocplan.journal.telling import tell
from pocplan.notices.domain.events import notify

FIELDS = (
    "external_ref", "place_said", "precision", "sector", "is_enclave", "population", "population_basis", "situation",
    "needed", "priority", "trend", "phase",
)  # fmt: skip
OVERTAKEN = _("Somebody changed this hotspot while you wrote. Look at it and save again.")
ALREADY = {"hotspot_reference_once": _("Another hotspot of this matrix has this reference already.")}
OLDEST = 3650  # days: an older day is a slip of the pen


@verb(ALREADY)
def list_hotspot(*, actor: Actor, room: Compartment, threats: Sequence[UUID] = (), **values: Any) -> Hotspot:
    """Put a place on the matrix of a room that the actor writes in; it counts as reviewed today.

    Raises Refused with the field at fault: a word outside its list, a number of people that rests on
    nothing, a threat of another room, or what seems to name a person.
    """
    demand_writer(actor, room.pk)
    spot = Hotspot(compartment=room, reviewed_on=today(), listed_at=now())
    fill(actor, spot, values)
    spot.threats = _threats(actor, room, threats)
    spot.number = next_number(room.pk, "hotspot")
    Hotspot.objects.bulk_create([spot])
    step(actor, spot, HotspotStep.LISTED)
    tell(actor, spot, "list_hotspot", number=spot.number)
    _notify(actor, spot, "hotspot_listed")
    return spot


@verb(ALREADY)
def change_hotspot(
    *,
    actor: Actor,
    hotspot: Hotspot,
    revision: int,
    reason: str,
    threats: Sequence[UUID] | None = None,
    **values: Any,
) -> Hotspot:
    """Change what was seen at `revision`, and say why. Raises Conflict where somebody was first."""
    _demand_listed(actor, hotspot)
    before = {name: getattr(hotspot, name) for name in (*FIELDS, "threats", "locality_ref")}
    fill(actor, hotspot, values)
    if threats is not None:
        hotspot.threats = _threats(actor, hotspot.compartment, threats)
    fields = changed_fields(hotspot, before)
    if not fields:
        raise Refused(_("Nothing was changed."))
    why = reason_given(reason)
    changed = [name for name, _before, _after in fields]
    stored = {name: getattr(hotspot, name) for name in (*FIELDS, "threats", "locality_ref")}
    swap(actor, hotspot, revision, stored)
    kind = HotspotStep.PRIORITY if "priority" in changed else HotspotStep.CHANGED
    step(actor, hotspot, kind, why, _told(actor, fields))
    tell(actor, hotspot, "change_hotspot", fields=len(fields))
    return hotspot


def _told(actor: Actor, fields: list[list[Any]]) -> list[list[Any]]:
    """What the history says: of a place of the gazetteer its name, where the words for it stayed the same."""
    names = {one[0] for one in fields}
    told = [one for one in fields if one[0] not in ("threats", "locality_ref")]
    placed = [one for one in fields if one[0] == "locality_ref" and "place_said" not in names]
    return [*told, *([name, *(place_name(actor, key) for key in keys)] for name, *keys in placed)]


@verb()
def review_hotspot(*, actor: Actor, hotspot: Hotspot, revision: int, trend: str, reason: str = "") -> Hotspot:
    """Somebody looked at the row today and says how it goes on. A proposal to delist it falls away.

    It says nothing of the ground: that is `verify_hotspot`.
    """
    _demand_listed(actor, hotspot)
    before = {"trend": hotspot.trend}
    check_fields(hotspot, {"trend": trend})
    words = demand_no_person(plain(reason, limit=2000, field="reason"), "reason")
    values = {"reviewed_on": today(), "trend": hotspot.trend, "state": HotspotState.OPEN}
    swap(actor, hotspot, revision, values)
    step(actor, hotspot, HotspotStep.REVIEWED, words, changed_fields(hotspot, before))
    tell(actor, hotspot, "review_hotspot")
    return hotspot


@verb()
def verify_hotspot(*, actor: Actor, hotspot: Hotspot, revision: int, verified_on: date, reason: str) -> Hotspot:
    """Somebody was there on this day, or had it from there, and `reason` says how. It is not a review.

    Raises Refused for a day that lies in the future, too far back, or before the one that stands there.
    """
    _demand_listed(actor, hotspot)
    why = reason_given(reason)
    _demand_day(actor, verified_on, "verified_on")
    if hotspot.verified_on and verified_on < hotspot.verified_on:
        raise Refused(_("It was verified on a later day already."), "verified_on")
    fields = [["verified_on", _iso(hotspot.verified_on), verified_on.isoformat()]]
    swap(actor, hotspot, revision, {"verified_on": verified_on})
    step(actor, hotspot, HotspotStep.VERIFIED, why, fields)
    tell(actor, hotspot, "verify_hotspot")
    return hotspot


@verb(ALREADY)
def refer_hotspot(*, actor: Actor, hotspot: Hotspot, revision: int, external_ref: str, reason: str) -> Hotspot:
    """Say by which reference another system knows this place, or take that back. Conflict where another has it."""
    return change_hotspot(actor=actor, hotspot=hotspot, revision=revision, reason=reason, external_ref=external_ref)


@verb()
def note_no_access(*, actor: Actor, hotspot: Hotspot, revision: int, reason: str) -> Hotspot:
    """Nobody could go there. Without review for long, the place is escalated instead of delisted."""
    _note(actor, hotspot, revision, HotspotStep.NO_ACCESS, "no_access_on", reason)
    tell(actor, hotspot, "note_no_access")
    return hotspot


@verb()
def note_alert(*, actor: Actor, hotspot: Hotspot, revision: int, reason: str) -> Hotspot:
    """A new alert came in; it does not wait for verification."""
    _note(actor, hotspot, revision, HotspotStep.ALERTED, "alerted_on", reason)
    tell(actor, hotspot, "note_alert")
    _notify(actor, hotspot, "hotspot_alerted")
    return hotspot


def _note(actor: Actor, hotspot: Hotspot, revision: int, kind: HotspotStep, field: str, reason: str) -> None:
    _demand_listed(actor, hotspot)
    why = reason_given(reason)
    swap(actor, hotspot, revision, {field: today()})
    step(actor, hotspot, kind, why)


@verb()
def propose_delisting(*, actor: Actor, hotspot: Hotspot, revision: int, reason: str) -> Hotspot:
    """Ask to take it off the matrix. After thirty days without review the clock asks by itself."""
    _demand_listed(actor, hotspot)
    if hotspot.state == HotspotState.PROPOSED:
        raise Refused(_("Its delisting is proposed already."))
    why = reason_given(reason)
    swap(actor, hotspot, revision, {"state": HotspotState.PROPOSED})
    step(actor, hotspot, HotspotStep.DELIST_PROPOSED, why)
    tell(actor, hotspot, "propose_delisting")
    return hotspot


@verb()
def delist(*, actor: Actor, hotspot: Hotspot, revision: int, reason: str) -> Hotspot:
    """Take it off, with the reason for all who read it.

    Raises Refused unless a person or the clock proposed it, and while no access or a new alert
    since the last review escalates it.
    """
    _demand_listed(actor, hotspot)
    said = standing(hotspot, today())
    if said == Standing.ESCALATED:
        raise Refused(_("There was no access or a new alert since the last review. Review it first."))
    if hotspot.state != HotspotState.PROPOSED and said != Standing.TO_DELIST:
        raise Refused(_("Propose its delisting first."))
    why = reason_given(reason)
    swap(actor, hotspot, revision, {"state": HotspotState.DELISTED, "delisted_because": why})
    step(actor, hotspot, HotspotStep.DELISTED, why)
    tell(actor, hotspot, "delist")
    _notify(actor, hotspot, "hotspot_delisted")
    return hotspot


@verb()
def relist(*, actor: Actor, hotspot: Hotspot, revision: int, reason: str) -> Hotspot:
    """Back on the matrix, reviewed today."""
    demand_writer(actor, hotspot.compartment_id)
    if hotspot.state != HotspotState.DELISTED:
        raise Refused(_("This hotspot is on the matrix already."))
    why = reason_given(reason)
    again = {"state": HotspotState.OPEN, "delisted_because": "", "reviewed_on": today()}
    swap(actor, hotspot, revision, again)
    step(actor, hotspot, HotspotStep.RELISTED, why)
    tell(actor, hotspot, "relist")
    return hotspot


def step(actor: Actor, spot: Hotspot, kind: str, why: str = "", fields: list[Any] | None = None) -> None:
    """One line of the hotspot's history, in its own room."""
    room = spot.compartment
    row = HotspotChange(compartment_id=room.pk, hotspot=spot, kind=kind, at=now(), by=signed(actor, room), reason=why)
    row.fields = fields or []
    HotspotChange.objects.bulk_create([row])


def swap(actor: Actor, spot: Hotspot, revision: int, values: dict[str, Any]) -> None:
    """Write what was decided on what was seen. Raises Conflict where somebody was first."""
    rows = Hotspot.objects.visible_to(actor).filter(pk=spot.pk, revision=revision)
    if not rows.update(revision=F("revision") + 1, **values):
        raise Conflict(OVERTAKEN)
    spot.refresh_from_db(fields=["revision", *values])


def fill(actor: Actor, spot: Hotspot, values: dict[str, Any]) -> None:
    """Put `values` into a row that is not stored yet. Raises Refused with the field at fault."""
    given = {name: value for name, value in values.items() if name in FIELDS}
    fill_without_names(spot, given)
    if spot.population is not None and not spot.population_basis:
        raise Refused(_("Say on what this number of people rests."), "population_basis")
    spot.locality_ref = place_of(actor, spot)


def _threats(actor: Actor, room: Compartment, keys: Sequence[UUID]) -> list[UUID]:
    rows = Threat.objects.visible_in(actor, room.pk).filter(pk__in=list(keys))
    known = set(rows.values_list("pk", flat=True))
    if known != set(keys):
        raise Refused(_("Choose one of the listed values."), "threats")
    return list(dict.fromkeys(keys))


def _demand_listed(actor: Actor, spot: Hotspot) -> None:
    demand_writer(actor, spot.compartment_id)
    if spot.state == HotspotState.DELISTED:
        raise Refused(_("This hotspot is delisted. List it again first."))


def _demand_day(actor: Actor, day: date, field: str) -> None:
    if day > begun(actor):
        raise Refused(_("This day lies in the future."), field)
    if (today() - day).days > OLDEST:
        raise Refused(_("This day lies more than ten years back."), field)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _notify(actor: Actor, spot: Hotspot, code: str) -> None:
    notify(actor=actor, compartment_id=spot.compartment_id, code=code, kind="hotspot", subject_id=spot.pk)
