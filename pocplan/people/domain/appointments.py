"""Appointments, journalled: proposed by one, confirmed by another, ended by a day."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now, today
from pocplan.access.domain import appointments
from pocplan.access.enums import PostKind
from pocplan.access.errors import NotSeated, Refused
from pocplan.access.models import Incumbency, Person, Post
from pocplan.access.verb import verb
from pocplan.access.wording import plain
from pocplan.accounts.domain.invitations import invite
from pocplan.journal.domain.entries import record
from pocplan.journal.telling import tell
from pocplan.people.domain.announcing import tell_appointed, tell_heads
from pocplan.people.domain.posts import demand_keeper

LATE = _("The last day is before the first. Give a later last day.")


@verb()
def propose_appointment(
    *, actor: Actor, post: Post, person: Person, starts: date, ends: date | None = None, acting: bool = False
) -> Incumbency:
    """Propose somebody who is known in this directory. It seats nobody until a head confirms it."""
    demand_keeper(actor, post.owner_id)
    _refuse_days(post, starts, ends)
    _refuse_twice(actor, post, person, starts, ends)
    incumbency = appointments.propose(actor=actor, post=post, person=person, starts=starts, ends=ends, acting=acting)
    tell(actor, incumbency, "propose_appointment", post=str(post.pk), person=str(person.pk))
    tell_heads(actor, incumbency)
    tell_appointed(actor, incumbency, "appointment_proposed")
    return incumbency


@verb()
def invite_to_post(
    *,
    actor: Actor,
    post: Post,
    email: str,
    name: str,
    language: str,
    starts: date,
    ends: date | None = None,
    acting: bool = False,
) -> Incumbency:
    """Write to somebody by mail and propose them for a post. For administrators.

    The answer is the same whether the address has an account already or not.
    """
    if actor.post_kind != PostKind.ADMINISTRATOR:
        raise Refused(_("Only the administrator of the system invites. Ask there."))
    name = plain(name, limit=160, field="name", required=True)
    _refuse_days(post, starts, ends)
    user = invite(email=email, language=language, moment=now())
    person = appointments.register_person(actor=actor, owner_id=post.owner_id, user_id=user.pk, name=name)
    return propose_appointment(actor=actor, post=post, person=person, starts=starts, ends=ends, acting=acting)


@verb()
def confirm_appointment(*, actor: Actor, incumbency: Incumbency) -> Incumbency:
    """A head of that side agrees, who neither proposed it nor is appointed; from its first day it seats."""
    if incumbency.confirmed_at is not None:
        raise Refused(_("This appointment is confirmed already."))
    if incumbency.ends and incumbency.ends < today():
        raise Refused(_("This appointment is over already. Propose a new one."))
    try:
        with transaction.atomic(using=actor.alias):
            appointments.confirm(actor=actor, incumbency=incumbency)
    except NotSeated as error:
        raise Refused(appointments.WORDS["confirmed_by_a_head"]) from error
    tell(actor, incumbency, "confirm_appointment", post=str(incumbency.post_id))
    tell_appointed(actor, incumbency, "appointment_confirmed", and_the_post=True)
    return incumbency


@verb()
def confirm_first_head(*, actor: Actor, incumbency_id: UUID, room: int) -> None:
    """Confirm the first head of another body of one's own side; journalled in `room`, one's own directory."""
    appointments.confirm_first(actor=actor, incumbency_id=incumbency_id)
    record(
        actor=actor,
        compartment_id=room,
        verb="confirm_first_head",
        kind="incumbency",
        subject_id=incumbency_id,
        facts={},
    )


@verb()
def end_appointment(*, actor: Actor, incumbency: Incumbency, last_day: date) -> Incumbency:
    """The last day in the post; from the next day on nothing is seen."""
    demand_keeper(actor, incumbency.post.owner_id)
    if last_day < incumbency.starts:
        raise Refused(LATE, "last_day")
    if incumbency.ends and last_day > incumbency.ends:
        raise Refused(appointments.WORDS["appointment_stands"], "last_day")
    appointments.end(actor=actor, incumbency=incumbency, last_day=last_day)
    tell(actor, incumbency, "end_appointment", post=str(incumbency.post_id))
    tell_appointed(actor, incumbency, "appointment_ended", and_the_post=True)
    return incumbency


@verb()
def withdraw_proposal(*, actor: Actor, incumbency: Incumbency) -> Incumbency:
    """Take back a proposal that nobody confirmed. For heads and administrators."""
    demand_keeper(actor, incumbency.post.owner_id)
    if incumbency.withdrawn_at is None:
        appointments.withdraw(actor=actor, incumbency=incumbency)
        tell(actor, incumbency, "withdraw_proposal", post=str(incumbency.post_id))
    return incumbency


def _refuse_days(post: Post, starts: date, ends: date | None) -> None:
    if post.closed_on is not None:
        raise Refused(_("This post is closed. Open another one."))
    if ends and ends < starts:
        raise Refused(LATE, "ends")
    if ends and ends < today():
        raise Refused(_("This appointment would be over already. Give a later last day."), "ends")


def _refuse_twice(actor: Actor, post: Post, person: Person, starts: date, ends: date | None) -> None:
    same = Incumbency.objects.visible_to(actor).filter(post=post, person=person, withdrawn_at=None)
    for other in same:
        if (other.ends is None or other.ends >= starts) and (ends is None or other.starts <= ends):
            raise Refused(_("This person holds the post, or is proposed for it, in these days already."), "person")
