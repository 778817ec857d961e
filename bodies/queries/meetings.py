"""Meetings as a reader finds them."""

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q, QuerySet

from bodies.enums import MeetingState
from bodies.models import AgendaItem, Attendance, Body, Decision, Dissent, Meeting, Member
from pocplan.access.actor import Actor
from pocplan.access.enums import Audience
from pocplan.access.models import Compartment, Post


@dataclass(frozen=True)
class Discussed:
    """An item of the agenda with what was decided under it."""

    item: AgendaItem
    decisions: list[Decision] = field(default_factory=list)


def meetings_of(actor: Actor, body: Body) -> QuerySet[Meeting]:
    return Meeting.objects.visible_to(actor).filter(body=body)


def meeting_for(actor: Actor, meeting_id: UUID) -> Meeting:
    """One meeting with its body. Raises Meeting.DoesNotExist for hidden and absent alike."""
    return Meeting.objects.visible_to(actor).select_related("compartment__area", "body__compartment").get(pk=meeting_id)


def item_for(actor: Actor, item_id: UUID) -> AgendaItem:
    rows = AgendaItem.objects.visible_to(actor).select_related("meeting__body__compartment", "compartment__area")
    return rows.get(pk=item_id)


def items_of(actor: Actor, meeting: Meeting) -> list[AgendaItem]:
    return list(AgendaItem.objects.visible_to(actor).filter(meeting=meeting))


def discussed_at(actor: Actor, meeting: Meeting) -> list[Discussed]:
    """The agenda in its order, each item with its decisions."""
    found: dict[UUID | None, list[Decision]] = defaultdict(list)
    for one in decisions_at(actor, meeting):
        found[one.item_id].append(one)
    return [Discussed(item, found[item.pk]) for item in items_of(actor, meeting)]


def decisions_at(actor: Actor, meeting: Meeting) -> QuerySet[Decision]:
    return Decision.objects.visible_to(actor).filter(meeting=meeting).order_by("number")


def dissent_at(actor: Actor, meeting: Meeting) -> list[Dissent]:
    rows = Dissent.objects.visible_to(actor).filter(decision__meeting=meeting)
    return list(rows.select_related("decision").order_by("decision__number", "at", "id"))


def attendance_of(actor: Actor, meeting: Meeting) -> list[Attendance]:
    return list(Attendance.objects.visible_to(actor).filter(meeting=meeting).order_by("-was_present", "name", "id"))


def planned_for(actor: Actor, post: Post) -> QuerySet[Meeting]:
    """Meetings that are planned, of bodies where this post sits, or in shared rooms the post's own organisation."""
    shared = Compartment.objects.filter(pk__any=sorted(actor.readable), audience=Audience.SHARED)
    by_organisation = Q(of_owner_id=post.owner_id, compartment_id__in=shared.values("pk"))
    mine = Member.objects.visible_to(actor).filter(Q(post_id=post.pk) | by_organisation, ended_on=None)
    rows = Meeting.objects.visible_to(actor).filter(state=MeetingState.PLANNED, body_id__in=mine.values("body_id"))
    return rows.select_related("body").order_by("held_on", "id")
