"""Founding a body, changing its terms of reference, who sits in it, closing it."""

from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from bodies.domain.guards import CHOOSE, OVERTAKEN, demand_standing
from bodies.enums import BodyState
from bodies.models import Body, Member
from bodies.queries.bodies import (
    below,
    may_compose,
    may_found,
    members_of,
    organisations_for,
    parents_for,
)
from picture.domain.guards import demand_writer, signed
from picture.domain.naming import demand_no_person, fill_without_names, reason_given
from pocplan.access.actor import Actor
from pocplan.access.clock import now, today
from pocplan.access.counters import next_number
from pocplan.access.enums import Audience
from pocplan.access.errors import Conflict, Refused
from pocplan.access.models import Compartment
from pocplan.access.verb import verb
from pocplan.access.wording import check_fields, plain
from pocplan.journal.telling import tell
from pocplan.people.queries.posts import standing_posts

TERMS = ("name", "level", "purpose", "may_decide", "dissent_rule", "rhythm")
TWICE = {"member_of_body_once": _("This post or organisation sits there already.")}


@verb()
def found_body(*, actor: Actor, room: Compartment, parent: Body | None = None, **values: str) -> Body:
    """A body in a room that the actor writes in, with its terms of reference; nobody sits in it yet.

    For advisers, clearers, heads of field offices, commanders and who coordinates a cluster. Raises Refused for
    others, for a parent of another room or not above it, and for what seems to name a person.
    """
    demand_writer(actor, room.pk)
    if not may_found(actor, room.pk):
        raise Refused(_("Advisers, heads of offices and components, and cluster coordination found a body. Ask one."))
    body = Body(compartment=room, founded_at=now(), founded_by=signed(actor, room))
    fill_without_names(body, {name: values.get(name, "") for name in TERMS})
    body.parent = _above(actor, body, parent)
    body.number = next_number(room.pk, "body")
    Body.objects.bulk_create([body])
    tell(actor, body, "found_body", level=body.level)
    return body


def _above(actor: Actor, body: Body, parent: Body | None) -> Body | None:
    if parent is not None and parent.pk not in {
        one.pk for one in parents_for(actor, body.compartment_id, body.level) if one.pk != body.pk
    }:
        raise Refused(_("Choose a body of this room that stands higher than this one."), "parent")
    return parent


@verb()
def change_body(*, actor: Actor, body: Body, revision: int, parent: Body | None = None, **values: str) -> Body:
    """Other terms of reference. Raises Conflict where somebody was first."""
    _demand_composer(actor, body)
    level = body.level
    fill_without_names(body, {name: values.get(name, "") for name in TERMS})
    if level != body.level and below(actor, body):
        raise Refused(_("Other bodies stand below this one. Its level stays."), "level")
    body.parent = _above(actor, body, parent)
    _move(actor, body, revision, {name: getattr(body, name) for name in (*TERMS, "parent")})
    tell(actor, body, "change_body")
    return body


@verb()
def close_body(*, actor: Actor, body: Body, revision: int, reason: str) -> Body:
    """It meets no more, and why. What it decided stands."""
    _demand_composer(actor, body)
    _move(actor, body, revision, {"state": BodyState.CLOSED, "closed_because": reason_given(reason)})
    tell(actor, body, "close_body")
    return body


@verb(TWICE)
def add_member(
    *, actor: Actor, body: Body, role: str, post: UUID | None = None, owner: UUID | None = None, organisation: str = ""
) -> Member:
    """A post of the actor's own side, or an organisation, by name where it has no account.

    In a shared room organisations alone are named: across the wall there are no posts. Raises Refused for none or
    more than one of the three, and Conflict for who sits there already.
    """
    _demand_composer(actor, body)
    named = plain(organisation, limit=200, field="organisation")
    if sum(map(bool, (post, owner, named))) != 1:
        raise Refused(_("Choose a post, an organisation, or write the name of one: exactly one of the three."))
    member = Member(compartment_id=body.compartment_id, body=body, since=today())
    check_fields(member, {"role": role})
    if named:
        member.name = demand_no_person(named, "organisation")
    elif post:
        _seat_post(actor, member, body, post)
    else:
        _seat_organisation(actor, member, body, owner)
    Member.objects.bulk_create([member])
    tell(actor, member, "add_body_member", role=member.role)
    return member


def _seat_post(actor: Actor, member: Member, body: Body, post_id: UUID) -> None:
    found = standing_posts(actor).filter(pk=post_id).first()
    if found is None or body.compartment.audience == Audience.SHARED:
        raise Refused(CHOOSE, "post")
    member.post_id, member.of_owner_id, member.name = found.pk, actor.owner_id, found.title_en


def _seat_organisation(actor: Actor, member: Member, body: Body, owner_id: UUID | None) -> None:
    found = next((one for one in organisations_for(actor, body.compartment) if one.pk == owner_id), None)
    if found is None:
        raise Refused(CHOOSE, "owner")
    member.of_owner_id, member.name = found.pk, found.name


@verb()
def end_member(*, actor: Actor, member: Member) -> Member:
    """It sits there no more; meetings that were held keep it."""
    _demand_composer(actor, member.body)
    rows = Member.objects.visible_to(actor).filter(pk=member.pk, ended_on=None)
    if not rows.update(ended_on=today()):
        raise Conflict(OVERTAKEN)
    tell(actor, member, "end_body_member", role=member.role)
    return member


def _demand_composer(actor: Actor, body: Body) -> None:
    demand_writer(actor, body.compartment_id)
    demand_standing(body)
    if not may_compose(actor, body, members_of(actor, body)):
        raise Refused(_("Who founds bodies, or chairs or keeps this one, does this. Ask one of them."))


def _move(actor: Actor, body: Body, revision: int, values: dict[str, Any]) -> None:
    rows = Body.objects.visible_to(actor).filter(pk=body.pk, revision=revision)
    if not rows.update(revision=F("revision") + 1, **values):
        raise Conflict(OVERTAKEN)
    body.refresh_from_db(fields=["revision", *values])
