"""What bodies decided and nobody carried out, and actions past their day: by which post or organisation."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from bodies.models import Action, Decision
from bodies.queries.decisions import overdue_actions, overdue_decisions
from leadership.queries.rows import Row
from pocplan.access.actor import Actor

LONGEST = 160
OWED = ("compartment", "owner_name", "owner_post_id", "due_on")


def decisions(actor: Actor, today: date) -> QuerySet[Decision]:
    """Decisions past their day that are neither carried out, set aside nor superseded."""
    return overdue_decisions(actor, today).only("text", "decided_on", "body__name", *OWED)


def actions(actor: Actor, today: date) -> QuerySet[Action]:
    """Actions past their day that are neither done nor answered."""
    return overdue_actions(actor, today).only("what", "given_at", "decision__body__name", *OWED)


def decision_row(one: Any) -> Row:
    return _row(one, one.text[:LONGEST], reverse("bodies:decision", args=[one.pk]), one.body.name, one.decided_on)


def action_row(one: Any) -> Row:
    address = reverse("bodies:action", args=[one.pk])
    return _row(one, one.what, address, one.decision.body.name, one.given_at.date())


def _row(one: Any, title: str, address: str, why: str, since: date) -> Row:
    room, owner = one.compartment, {"by": one.owner_name, "post": one.owner_post_id}
    return Row(title, address, why, room.audience, room.label, "high", since=since, due=one.due_on, **owner)
