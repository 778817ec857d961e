"""Members, observers and the sharing protocol of a cluster."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from clusters.domain.keepers import demand_coordination
from clusters.enums import OrganisationKind
from clusters.models import Membership, SharingProtocol
from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.enums import Audience
from pocplan.access.errors import Conflict, Refused
from pocplan.access.queries.rooms import room_of
from pocplan.access.verb import verb
from pocplan.access.wording import check_fields, plain
from pocplan.journal.telling import tell

TAKEN = {
    "member_once_at_a_time": _("This organisation is listed already. End its present entry first."),
    "member_until_after_since": _("The last day is before the first. Give a later last day."),
}
ALREADY = _("Somebody changed this meanwhile. Yours was not saved; look at theirs and save again.")
MOST_TEXT = 20_000


@verb(TAKEN)
def admit(*, actor: Actor, **values: Any) -> Membership:
    """List an organisation as member or observer of the actor's own cluster. For its coordination.

    Being listed seats nobody: people read through posts. A section of a mission is always listed as
    affiliated with the mission.
    """
    demand_coordination(actor, actor.owner_id)  # type: ignore[arg-type]
    member = Membership(compartment=room_of(actor, Audience.CLUSTER), cluster_owner_id=actor.owner_id)
    check_fields(member, _affiliated(values))
    Membership.objects.bulk_create([member])
    tell(actor, member, "admit", kind=member.kind)
    return member


@verb(TAKEN)
def change_member(*, actor: Actor, member: Membership, version: int, **values: Any) -> Membership:
    """Correct an entry. For the coordination; raises Conflict where somebody saved first."""
    demand_coordination(actor, member.cluster_owner_id)
    values = _affiliated({"organisation_kind": member.organisation_kind, **values})
    check_fields(member, values)
    _swap(actor, member, version, values)
    tell(actor, member, "change_member", fields=sorted(values))
    return member


@verb(TAKEN)
def end_membership(*, actor: Actor, member: Membership, last_day: date) -> Membership:
    """The organisation leaves; what it said stays, by post. For the coordination."""
    demand_coordination(actor, member.cluster_owner_id)
    if last_day < member.since:
        raise Refused(TAKEN["member_until_after_since"], "last_day")
    _swap(actor, member, member.version, {"until": last_day})
    member.until = last_day
    tell(actor, member, "end_membership")
    return member


@verb()
def agree_protocol(*, actor: Actor, text: str, agreed_on: date) -> SharingProtocol:
    """What the cluster agreed to share, in a new text that replaces the former. For the coordination."""
    demand_coordination(actor, actor.owner_id)  # type: ignore[arg-type]
    text = plain(text, limit=MOST_TEXT, field="text", required=True)
    room = room_of(actor, Audience.CLUSTER)
    SharingProtocol.objects.visible_to(actor).filter(compartment=room, replaced_at=None).update(replaced_at=now())
    protocol = SharingProtocol.objects.create(compartment=room, text=text, agreed_on=agreed_on)
    tell(actor, protocol, "agree_protocol")
    return protocol


def _affiliated(values: dict[str, Any]) -> dict[str, Any]:
    if values.get("organisation_kind") == OrganisationKind.MISSION:
        return {**values, "mission_affiliated": True}
    return values


def _swap(actor: Actor, member: Membership, version: int, values: dict[str, Any]) -> None:
    mine = Membership.objects.visible_to(actor).filter(pk=member.pk, version=version)
    if not mine.update(version=version + 1, **values):
        raise Conflict(ALREADY)
