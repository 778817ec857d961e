"""Preparing a meeting from what is open, its agenda and minutes, that it was held or called off."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from bodies.domain.guards import CHOOSE, OVERTAKEN, demand_keeper
from bodies.enums import ItemKind, MeetingState, Role
from bodies.models import AgendaItem, Attendance, Body, Meeting
from bodies.queries.agenda import LONGEST, proposals_for
from bodies.queries.bodies import chairs, members_of
from missions.queries.calendar import today_of
from picture.domain.guards import signed
from picture.domain.naming import demand_no_person, demand_no_persons, reason_given
from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.counters import next_number
from pocplan.access.errors import Conflict, Refused
from pocplan.access.verb import verb
from pocplan.access.wording import plain
from pocplan.journal.telling import tell
from pocplan.notices.domain.events import notify

FARTHEST = timedelta(days=400)
MOST_OWN = 12


@verb()
def prepare_meeting(
    *, actor: Actor, body: Body, held_on: date, venue: str = "", proposed: Sequence[str] = (), own: str = ""
) -> Meeting:
    """A planned meeting with those items that the agenda proposed and were kept, and own ones, one on a line.

    What is not proposed any more (or never was) is left out. Raises Refused for who does not keep the body, a day
    long past or far ahead, and for what seems to name a person.
    """
    demand_keeper(actor, body)
    day = today_of(actor)
    if not day - FARTHEST <= held_on <= day + FARTHEST:
        raise Refused(_("Choose a day within a year."), "held_on")
    meeting = Meeting(compartment_id=body.compartment_id, body=body, held_on=held_on, prepared_at=now())
    meeting.venue = demand_no_person(plain(venue, limit=160, field="venue"), "venue")
    meeting.prepared_by = signed(actor, body.compartment)
    meeting.number = next_number(body.compartment_id, f"meeting {body.number}")
    Meeting.objects.bulk_create([meeting])
    rows = [*_kept(actor, body, proposed), *((ItemKind.OWN, None, line) for line in _lines(own))]
    AgendaItem.objects.bulk_create([_item(meeting, place, *row) for place, row in enumerate(rows, 1)])
    tell(actor, meeting, "prepare_meeting", items=len(rows))
    notify(
        actor=actor, compartment_id=meeting.compartment_id, code="meeting_prepared", kind="meeting",
        subject_id=meeting.pk, deadline=held_on,
    )  # fmt: skip
    return meeting


def _kept(actor: Actor, body: Body, keys: Sequence[str]) -> list[tuple[ItemKind, UUID | None, str]]:
    chosen = set(keys)
    return [(one.kind, one.subject_id, one.title) for one in proposals_for(actor, body) if one.key in chosen]


def _lines(text: str) -> list[str]:
    lines = [line for line in plain(text, limit=MOST_OWN * LONGEST, field="own").splitlines() if line.strip()]
    if len(lines) > MOST_OWN:
        raise Refused(_("An agenda takes %(most)s items of one’s own at once."), "own", most=MOST_OWN)
    demand_no_persons({"own": "\n".join(lines)})
    return [plain(line, limit=LONGEST, field="own") for line in lines]


def _item(meeting: Meeting, place: int, kind: ItemKind, subject: UUID | None, title: str) -> AgendaItem:
    return AgendaItem(
        compartment_id=meeting.compartment_id, meeting=meeting, position=place, kind=kind, subject_ref=subject,
        title=title,
    )  # fmt: skip


@verb()
def add_item(*, actor: Actor, meeting: Meeting, title: str) -> AgendaItem:
    """An item that the preparer or the meeting adds, in words."""
    _demand_going_on(actor, meeting)
    words = demand_no_person(plain(title, limit=LONGEST, field="title", required=True), "title")
    last = AgendaItem.objects.visible_to(actor).filter(meeting=meeting).aggregate(last=Max("position"))["last"] or 0
    item = _item(meeting, last + 1, ItemKind.OWN, None, words)
    AgendaItem.objects.bulk_create([item])
    tell(actor, item, "add_agenda_item")
    return item


@verb()
def write_minutes(*, actor: Actor, item: AgendaItem, revision: int, minutes: str) -> AgendaItem:
    """What was said to an item, by post or organisation. Raises Conflict where somebody was first."""
    _demand_going_on(actor, item.meeting)
    words = plain(minutes, limit=6000, field="minutes")
    if words != item.minutes:
        demand_no_person(words, "minutes")
    rows = AgendaItem.objects.visible_to(actor).filter(pk=item.pk, revision=revision)
    if not rows.update(revision=F("revision") + 1, minutes=words):
        raise Conflict(OVERTAKEN)
    item.refresh_from_db(fields=["revision", "minutes"])
    tell(actor, item, "write_minutes")
    return item


@verb()
def hold_meeting(
    *, actor: Actor, meeting: Meeting, revision: int, chair: UUID, present: Sequence[UUID] = (), guests: str = ""
) -> Meeting:
    """It took place, under a chair of its own, and who was there: members that are ticked, guests one on a line.

    Presence is not consent to anything. Raises Refused before its day and without a chair.
    """
    _demand_planned(actor, meeting)
    if meeting.held_on > today_of(actor):
        raise Refused(_("Its day lies ahead."))
    members = members_of(actor, meeting.body)
    leading = next((one for one in chairs(members) if one.pk == chair), None)
    if leading is None:
        raise Refused(_("Choose the chair or a co-chair of this body. Name one first where it has none."), "chair")
    there = {*present, leading.pk}
    names = [(one.name, one.role, one.pk in there) for one in members]
    names += [(name, Role.OBSERVER, True) for name in _guests(guests)]
    _move(actor, meeting, revision, {"state": MeetingState.HELD, "chaired_by": leading.name})
    Attendance.objects.bulk_create(
        Attendance(compartment_id=meeting.compartment_id, meeting=meeting, name=name, role=role, was_present=was)
        for name, role, was in names
    )
    tell(actor, meeting, "hold_meeting", present=sum(was for *_, was in names))
    return meeting


def _guests(text: str) -> list[str]:
    words = demand_no_person(plain(text, limit=2000, field="guests"), "guests")
    return [plain(line, limit=200, field="guests") for line in words.splitlines() if line.strip()]


@verb()
def call_off(*, actor: Actor, meeting: Meeting, revision: int, reason: str) -> Meeting:
    """It does not take place, and why."""
    _demand_planned(actor, meeting)
    values = {"state": MeetingState.CALLED_OFF, "called_off_because": reason_given(reason)}
    _move(actor, meeting, revision, values)
    tell(actor, meeting, "call_off_meeting")
    notify(
        actor=actor, compartment_id=meeting.compartment_id, code="meeting_called_off", kind="meeting",
        subject_id=meeting.pk,
    )  # fmt: skip
    return meeting


def _demand_planned(actor: Actor, meeting: Meeting) -> None:
    demand_keeper(actor, meeting.body)
    if meeting.state != MeetingState.PLANNED:
        raise Refused(_("This meeting was held or called off already."))


def _demand_going_on(actor: Actor, meeting: Meeting) -> None:
    demand_keeper(actor, meeting.body)
    if meeting.state == MeetingState.CALLED_OFF:
        raise Refused(_("This meeting was called off."))


def _move(actor: Actor, meeting: Meeting, revision: int, values: dict[str, Any]) -> None:
    rows = Meeting.objects.visible_to(actor).filter(pk=meeting.pk, revision=revision)
    if not rows.update(revision=F("revision") + 1, **values):
        raise Conflict(OVERTAKEN)
    meeting.refresh_from_db(fields=["revision", *values])


def chosen_item(actor: Actor, meeting: Meeting, item_id: UUID | None) -> AgendaItem | None:
    """The item of this meeting with this id, or none. Raises Refused for another's."""
    if item_id is None:
        return None
    found = AgendaItem.objects.visible_to(actor).filter(meeting=meeting, pk=item_id).first()
    if found is None:
        raise Refused(CHOOSE, "item")
    return found
