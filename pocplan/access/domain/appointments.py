"""Posts, persons and who holds what. An appointment seats nobody before a head of that side agrees."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connections, transaction
from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.domain.founding import directory_of
from pocplan.access.errors import Refused
from pocplan.access.models import Incumbency, Person, Post

# The database's constraint, and what a person is told.
WORDS = {
    "appointed_by_others": _("Nobody appoints himself. Ask another administrator to propose this."),
    "confirmed_by_a_head": _(
        "A head of this side confirms an appointment: neither who proposed it nor who is appointed."
    ),
    "withdrawn_seats_nobody": _("This proposal was withdrawn. Propose the appointment anew."),
    "seats_exclude": _(
        "This person holds a post that excludes this one. End that one first, or use a cluster post that is marked as"
        " affiliated with the mission."
    ),
    "appointment_stands": _("A confirmed appointment is not changed. End it and propose a new one."),
    "ends_after_start": _("The last day is before the first. Give a later last day."),
}


def create_post(*, actor: Actor, owner_id: UUID, kind: str, title_en: str, title_fr: str, **fields: Any) -> Post:
    """A post in an owner's directory; it is vacant until somebody's appointment is confirmed."""
    room = directory_of(actor=actor, owner_id=owner_id)
    return Post.objects.create(
        compartment_id=room, owner_id=owner_id, kind=kind, title_en=title_en, title_fr=title_fr, **fields
    )


def register_person(*, actor: Actor, owner_id: UUID, user_id: UUID, name: str) -> Person:
    """Somebody's name in this owner's directory."""
    room = directory_of(actor=actor, owner_id=owner_id)
    known = Person.objects.visible_in(actor, room).filter(user_id=user_id).first()
    return known or Person.objects.create(compartment_id=room, owner_id=owner_id, user_id=user_id, name=name)


def propose(
    *, actor: Actor, post: Post, person: Person, starts: date, ends: date | None = None, acting: bool = False
) -> Incumbency:
    """Propose an appointment; at installation it counts at once. Refuses proposing oneself."""
    with _in_words(actor):
        return Incumbency.objects.create(
            compartment_id=post.compartment_id, post=post, person=person, starts=starts, ends=ends, acting=acting
        )


def confirm(*, actor: Actor, incumbency: Incumbency) -> Incumbency:
    """A head of that side agrees, who is neither the proposer nor the appointed person."""
    incumbency.confirmed_at = now()
    with _in_words(actor):
        incumbency.save(update_fields=["confirmed_at"])
    return incumbency


def end(*, actor: Actor, incumbency: Incumbency, last_day: date) -> Incumbency:
    """The last day on which the person sits; from the next day on nothing is seen."""
    incumbency.ends = last_day
    with _in_words(actor):
        incumbency.save(update_fields=["ends"])
    return incumbency


def withdraw(*, actor: Actor, incumbency: Incumbency) -> Incumbency:
    """Take back a proposal. Refuses one that was confirmed: that is ended by a day."""
    incumbency.withdrawn_at = now()
    with _in_words(actor):
        incumbency.save(update_fields=["withdrawn_at"])
    return incumbency


def confirm_first(*, actor: Actor, incumbency_id: UUID) -> None:
    """A head of the same side confirms the first head of a body that has none yet."""
    with _in_words(actor), connections[actor.alias].cursor() as cursor:
        cursor.execute("SELECT access.confirm_first(%s)", [str(incumbency_id)])


class _in_words:
    """One savepoint; the database's refusal becomes a sentence."""

    def __init__(self, actor: Actor) -> None:
        self.atomic = transaction.atomic(using=actor.alias)

    def __enter__(self) -> None:
        self.atomic.__enter__()

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        self.atomic.__exit__(kind, error, trace)
        if not isinstance(error, IntegrityError):
            return
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
        raise Refused(WORDS.get(name or "", _("This appointment cannot be made."))) from error
