"""Keeping groups of addressees. A group opens nothing by itself."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.domain.rooms import Addressee
from pocplan.access.enums import OwnerState
from pocplan.access.errors import Conflict, Refused
from pocplan.access.regret import LATE, REGRET
from pocplan.access.verb import verb
from pocplan.access.wording import check_fields
from pocplan.journal.telling import tell
from pocplan.people.models import AddresseeGroup, GroupEntry
from pocplan.people.queries.groups import Choice, room_of_groups

TAKEN = {"group_name_once": _("There is a group of this name already. Choose another one.")}
ALREADY = _("Somebody changed this meanwhile. Yours was not saved; look at theirs and save again.")


@verb(TAKEN)
def make_group(*, actor: Actor, name: str, purpose: str, addressees: Sequence[Choice]) -> AddresseeGroup:
    """A named list in the actor's own room. Refuses an empty list; raises NotSeated for who does not write there."""
    group = AddresseeGroup(compartment=room_of_groups(actor), owner_id=actor.owner_id)
    check_fields(group, {"name": name, "purpose": purpose})
    AddresseeGroup.objects.bulk_create([group])
    _write_entries(group, addressees)
    tell(actor, group, "make_group", addressees=len(addressees))
    return group


@verb(TAKEN)
def change_group(
    *, actor: Actor, group: AddresseeGroup, version: int, name: str, purpose: str, addressees: Sequence[Choice]
) -> AddresseeGroup:
    """Another name or other addressees; rooms that were opened for the group stay as they were.

    Raises Conflict where somebody saved first.
    """
    check_fields(group, {"name": name, "purpose": purpose})
    mine = AddresseeGroup.objects.visible_to(actor).filter(pk=group.pk, version=version, withdrawn_at=None)
    if not mine.update(name=group.name, purpose=group.purpose, version=version + 1):
        raise Conflict(ALREADY)
    GroupEntry.objects.visible_to(actor).filter(group=group).delete()
    _write_entries(group, addressees)
    tell(actor, group, "change_group", addressees=len(addressees))
    return group


@verb()
def withdraw_group(*, actor: Actor, group: AddresseeGroup) -> None:
    """The group is offered no more."""
    AddresseeGroup.objects.visible_to(actor).filter(pk=group.pk, withdrawn_at=None).update(withdrawn_at=now())
    tell(actor, group, "withdraw_group")


@verb(TAKEN)
def put_group_back(*, actor: Actor, group: AddresseeGroup) -> None:
    """Undo withdrawing a group. Refuses after the moment of regret."""
    rows = AddresseeGroup.objects.visible_to(actor).filter(pk=group.pk, withdrawn_at__gte=now() - REGRET)
    if group.compartment_id not in actor.writable or not rows.update(withdrawn_at=None):
        raise Refused(LATE)
    tell(actor, group, "put_group_back")


def addressees_of(actor: Actor, group: AddresseeGroup) -> list[Addressee]:
    """For opening a room: the entries of today, without bodies that nothing is shared with any more."""
    entries = GroupEntry.objects.visible_to(actor).filter(group=group, body__state=OwnerState.ACTIVE)
    return [Addressee(entry.body_id, entry.audience, entry.area_id, entry.may_write) for entry in entries]


def _write_entries(group: AddresseeGroup, addressees: Sequence[Choice]) -> None:
    if not addressees:
        raise Refused(_("Choose at least one addressee."), "addressees")
    GroupEntry.objects.bulk_create(
        GroupEntry(
            compartment_id=group.compartment_id, group=group, body=one.owner, audience=one.audience, area=one.area
        )
        for one in addressees
    )
