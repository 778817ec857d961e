"""The life of a joint mission to a place: planned, who takes part, held or called off, and what was found."""

from datetime import date, timedelta
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from missions.queries.calendar import begun
from picture.domain.guards import demand_writer, signed
from picture.domain.naming import demand_no_person, fill_without_names, reason_given
from picture.domain.threats import place_named
from pocplan.access.actor import Actor
from pocplan.access.clock import now, today
from pocplan.access.counters import next_number
from pocplan.access.enums import Audience, Side
from pocplan.access.errors import Conflict, Refused
from pocplan.access.models import Compartment, Owner
from pocplan.access.verb import verb
from pocplan.access.wording import check_fields, plain
from pocplan.journal.telling import tell
from pocplan.notices.domain.events import notify
from records.domain.tasking import demand_nobody_tasked
from records.enums.visits import OF_HUMANITARIANS, OF_THE_MISSION, Attribution, PartKind, VisitState, VisitStepKind
from records.models import Finding, Participant, Visit, VisitStep
from records.queries.rooms import LYING_IN

FARTHEST = timedelta(days=730)
TEXTS = ("objective", "place_said", "precision")
OVERTAKEN = _("Somebody changed this joint mission while you wrote. Look at it and do it again.")


@verb()
def plan_visit(
    *, actor: Actor, room: Compartment, starts_on: date | None, ends_on: date | None = None, **values: str
) -> Visit:
    """Write down a joint mission in the mission's own room, or in one that it shares.

    Raises Refused with the field at fault: days that do not follow each other or lie years away, words that
    seem to name a person, or that have the mission task a humanitarian organisation.
    """
    demand_writer(actor, room.pk)
    if room.audience not in LYING_IN:
        raise Refused(_("A joint mission lies in the mission’s own room, or in one that it shares."))
    visit = Visit(compartment=room, entered_at=now(), planned_by=signed(actor, room))
    visit.starts_on, visit.ends_on = _days(starts_on, ends_on)
    fill_without_names(visit, {name: values.get(name, "") for name in TEXTS})
    demand_nobody_tasked(visit.objective, "objective")
    visit.locality_ref = place_named(actor, visit.place_said)
    visit.number = next_number(room.pk, "visit")
    Visit.objects.bulk_create([visit])
    step_of_visit(actor, visit, VisitStepKind.PLANNED)
    tell(actor, visit, "plan_visit", number=visit.number)
    notify(actor=actor, compartment_id=room.pk, code="visit_planned", kind="visit", subject_id=visit.pk)
    return visit


@verb()
def add_participant(*, actor: Actor, visit: Visit, kind: str, name: str) -> Participant:
    """Who takes part. A side speaks for itself alone: what is humanitarian is said by humanitarians, under their
    own decision, and in the mission's own room only noted as what they told it. Raises Refused otherwise.
    """
    demand_writer(actor, visit.compartment_id)
    _demand_planned(visit)
    part = Participant(compartment_id=visit.compartment_id, visit=visit, entered_at=now())
    fill_without_names(part, {"kind": kind, "name": name})
    _demand_own(actor, visit, part.kind)
    part.body_owner_id, part.decided_by = actor.owner_id, Owner.objects.get(pk=actor.owner_id).name
    Participant.objects.bulk_create([part])
    step_of_visit(actor, visit, VisitStepKind.PART, part.name)
    tell(actor, part, "add_participant", part=part.kind)
    return part


@verb()
def end_participation(*, actor: Actor, participant: Participant) -> Participant:
    """It no longer takes part; nobody owes a reason. For the body that said so."""
    demand_writer(actor, participant.compartment_id)
    if participant.body_owner_id != actor.owner_id:
        raise Refused(_("Whether it takes part is said by the body that it belongs to."))
    _demand_planned(participant.visit)
    rows = Participant.objects.visible_to(actor).filter(pk=participant.pk, ended_at=None)
    if not rows.update(ended_at=now()):
        raise Conflict(OVERTAKEN)
    step_of_visit(actor, participant.visit, VisitStepKind.PART_ENDED, participant.name)
    tell(actor, participant, "end_participation")
    return participant


@verb()
def hold_visit(*, actor: Actor, visit: Visit, revision: int, reason: str = "") -> Visit:
    """It took place. Raises Refused before its first day, and where nobody takes part."""
    demand_writer(actor, visit.compartment_id)
    _demand_planned(visit)
    if visit.starts_on > begun(actor):
        raise Refused(_("Its first day has not come yet."))
    if not Participant.objects.visible_to(actor).filter(visit=visit, ended_at=None).exists():
        raise Refused(_("Say first who took part."))
    words = demand_no_person(plain(reason, limit=2000, field="reason"), "reason")
    _move(actor, visit, revision, {"state": VisitState.HELD})
    step_of_visit(actor, visit, VisitStepKind.HELD, words)
    tell(actor, visit, "hold_visit")
    return visit


@verb()
def call_off(*, actor: Actor, visit: Visit, revision: int, because: str) -> Visit:
    """It does not take place, and why: the reason is never empty."""
    demand_writer(actor, visit.compartment_id)
    _demand_planned(visit)
    why = reason_given(because, "because")
    _move(actor, visit, revision, {"state": VisitState.CALLED_OFF, "because": why})
    step_of_visit(actor, visit, VisitStepKind.CALLED_OFF, why)
    tell(actor, visit, "call_off_visit")
    return visit


@verb()
def add_finding(*, actor: Actor, visit: Visit, what: str, attribution: str) -> Finding:
    """What was found, under an attribution that is the writer's own to give.

    Raises Refused for what lets a source, a witness or a victim be found, for a name that the other side alone
    may use, and where the joint mission was called off.
    """
    demand_writer(actor, visit.compartment_id)
    if visit.state == VisitState.CALLED_OFF:
        raise Refused(_("This joint mission was called off."))
    finding = Finding(compartment_id=visit.compartment_id, visit=visit, entered_at=now())
    fill_without_names(finding, {"what": what, "attribution": attribution})
    if finding.attribution in OF_HUMANITARIANS and actor.side != Side.HUMANITARIAN:
        raise Refused(_("Only humanitarians choose an attribution to humanitarians."), "attribution")
    finding.said_by = _said_by(actor, visit, finding.attribution)
    Finding.objects.bulk_create([finding])
    step_of_visit(actor, visit, VisitStepKind.FINDING, by=finding.said_by)
    tell(actor, finding, "add_finding")
    return finding


def step_of_visit(actor: Actor, visit: Visit, kind: VisitStepKind, words: str = "", *, by: str | None = None) -> None:
    """One line of its history. `by` keeps from it what an attribution keeps from its finding."""
    who = signed(actor, visit.compartment) if by is None else by
    line = VisitStep(compartment_id=visit.compartment_id, visit=visit, kind=kind, at=now(), by=who)
    check_fields(line, {"reason": words})
    VisitStep.objects.bulk_create([line])


def _said_by(actor: Actor, visit: Visit, attribution: str) -> str:
    return signed(actor, visit.compartment) if attribution == Attribution.BODY else ""


def _demand_own(actor: Actor, visit: Visit, kind: str) -> None:
    mission = actor.side == Side.MISSION
    if kind in OF_THE_MISSION and not mission:
        raise Refused(_("The mission says itself which of its components take part."), "kind")
    if kind == PartKind.HUMANITARIAN and mission and visit.compartment.audience == Audience.SHARED:
        raise Refused(_("A humanitarian organisation takes part under its own decision, and says so itself."), "kind")


def _demand_planned(visit: Visit) -> None:
    if visit.state != VisitState.PLANNED:
        raise Refused(_("This joint mission is no longer being planned."))


def _days(starts_on: date | None, ends_on: date | None) -> tuple[date, date]:
    if starts_on is None or not today() - FARTHEST <= starts_on <= today() + FARTHEST:
        raise Refused(_("Give a first day within two years of today."), "starts_on")
    last = ends_on or starts_on
    if not starts_on <= last <= starts_on + timedelta(days=60):
        raise Refused(_("The last day comes after the first, within sixty days."), "ends_on")
    return starts_on, last


def _move(actor: Actor, visit: Visit, revision: int, values: dict[str, Any]) -> None:
    rows = Visit.objects.visible_to(actor).filter(pk=visit.pk, revision=revision)
    if not rows.update(revision=F("revision") + 1, **values):
        raise Conflict(OVERTAKEN)
    visit.refresh_from_db(fields=["revision", *values])
