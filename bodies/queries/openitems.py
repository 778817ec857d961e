"""What bodies leave open for a post: its actions and decisions, its meetings, what was handed to those it chairs."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from bodies.enums import CHAIRING, HandedState
from bodies.models import Handed, Member
from bodies.queries.decisions import open_actions, open_decisions
from bodies.queries.meetings import planned_for
from missions.queries.calendar import today_of
from pocplan.access.actor import Actor
from pocplan.access.models import Post
from pocplan.ui.openitems import OpenItem

MOST = 20
SOON, AHEAD = timedelta(days=7), timedelta(days=60)
LONGEST = 120


def actions_open(actor: Actor, post: Post) -> Iterator[OpenItem]:
    """Actions of this post until they are done or answered with a reason."""
    day = today_of(actor)
    for one in open_actions(actor).filter(owner_post_id=post.pk)[:MOST]:
        address = reverse("bodies:action", args=[one.pk])
        yield OpenItem(one.what, address, one.decision.body.name, one.due_on, _level(one.due_on, day))


def decisions_owed(actor: Actor, post: Post) -> Iterator[OpenItem]:
    """Decisions that this post owns and nobody said to be carried out, from a week before their day on."""
    day = today_of(actor)
    for one in open_decisions(actor).filter(owner_post_id=post.pk, due_on__lte=day + SOON)[:MOST]:
        address = reverse("bodies:decision", args=[one.pk])
        yield OpenItem(one.text[:LONGEST], address, one.body.name, one.due_on, _level(one.due_on or day, day))


def meetings_ahead(actor: Actor, post: Post) -> Iterator[OpenItem]:
    """Meetings of bodies where this post sits; one whose day has passed waits for who was there."""
    day = today_of(actor)
    for one in planned_for(actor, post).filter(held_on__lte=day + AHEAD)[:MOST]:
        late = one.held_on < day
        why = _("Its day has passed: say who was there, or call it off.") if late else _("It meets on this day.")
        level = "high" if late else "medium" if one.held_on <= day + SOON else "low"
        yield OpenItem(one.body.name, reverse("bodies:meeting", args=[one.pk]), why, one.held_on, level)


def handed_waiting(actor: Actor, post: Post) -> Iterator[OpenItem]:
    """Proposals and decisions that wait for a body which this post chairs."""
    for one in waiting_for(actor, [post.pk])[:MOST]:
        yield OpenItem(one.text[:LONGEST], reverse("bodies:handed", args=[one.pk]), one.body.name, level="medium")


def waiting_for(actor: Actor, posts: list[UUID]) -> QuerySet[Handed]:
    chaired = Member.objects.visible_to(actor).filter(post_id__in=posts, role__in=CHAIRING, ended_on=None)
    rows = Handed.objects.visible_to(actor).filter(state=HandedState.WAITING, body_id__in=chaired.values("body_id"))
    return rows.select_related("body").order_by("handed_at", "id")


def _level(due_on: date, day: date) -> str:
    return "high" if due_on < day else "medium" if due_on <= day + SOON else "low"
