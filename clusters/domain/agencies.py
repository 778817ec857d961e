"""Founding an agency of the country team, keeping its entry, and saying that it is no longer there."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from clusters.domain.clusters import ALREADY
from clusters.models import Agency
from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.domain.founding import found_owner, set_owner_state
from pocplan.access.enums import Audience, OwnerKind, OwnerState, PostKind
from pocplan.access.errors import Conflict, Refused
from pocplan.access.models import Compartment
from pocplan.access.verb import verb
from pocplan.access.wording import check_fields, plain
from pocplan.journal.telling import tell


def may_keep_agency(actor: Actor, owner_id: UUID) -> bool:
    """Whether this post keeps the entry: the agency's representative, and administrators."""
    if actor.purpose == "installation" or actor.post_kind == PostKind.ADMINISTRATOR:
        return True
    return actor.owner_id == owner_id and actor.post_kind == PostKind.AGENCY_REPRESENTATIVE


@verb()
def found_agency(*, actor: Actor, operation_id: UUID, name: str, short: str, works_on: str = "") -> Agency:
    """An agency with a room and a directory of its own, that rounds can invite by itself.

    For administrators and at installation; raises NotSeated for others, Refused for what does not fit.
    """
    name = plain(name, limit=200, field="name", required=True)
    short = plain(short, limit=60, field="short", required=True)
    commons = Compartment.objects.get(operation_id=operation_id, audience=Audience.COMMONS)
    agency = Agency(compartment=commons, changed_at=now())
    check_fields(agency, {"works_on": works_on})
    agency.owner_id = found_owner(actor=actor, operation_id=operation_id, kind=OwnerKind.AGENCY, name=name, short=short)
    Agency.objects.bulk_create([agency])
    tell(actor, agency, "found", owner=str(agency.owner_id))
    return agency


@verb()
def change_agency(*, actor: Actor, agency: Agency, version: int, works_on: str) -> Agency:
    """Say what the agency works on. For its representative and administrators.

    Raises Refused for others, Conflict where somebody saved first.
    """
    _demand_keeper(actor, agency)
    check_fields(agency, {"works_on": works_on})
    mine = Agency.objects.visible_to(actor).filter(pk=agency.pk, version=version)
    if not mine.update(version=version + 1, changed_at=now(), works_on=agency.works_on):
        raise Conflict(ALREADY)
    tell(actor, agency, "change", fields=["works_on"])
    return agency


@verb()
def set_agency_state(*, actor: Actor, agency: Agency, state: str, reason: str) -> Agency:
    """Active or no longer there; an agency that is not active loses every shared room that day.

    Its representative can close it; only an administrator says "active" again, and nothing that was
    shared before comes back by itself. Raises Refused for others, for no reason and for no change.
    """
    _demand_keeper(actor, agency)
    reason = plain(reason, limit=300, field="reason", required=True)
    _refuse_state(actor, agency, state)
    # Written first: the agency's own representative writes nothing more in the commons once it is closed.
    Agency.objects.visible_to(actor).filter(pk=agency.pk).update(state_reason=reason, state_set_at=now())
    tell(actor, agency, "set_agency_state", state=state)
    set_owner_state(actor=actor, owner_id=agency.owner_id, state=state)
    return agency


def _demand_keeper(actor: Actor, agency: Agency) -> None:
    if not may_keep_agency(actor, agency.owner_id):
        raise Refused(_("The representative of this agency keeps this. Ask there."))


def _refuse_state(actor: Actor, agency: Agency, state: str) -> None:
    if state not in (OwnerState.ACTIVE, OwnerState.DEACTIVATED):
        raise Refused(_("Choose a state."), "state")
    if agency.owner.state == state:
        raise Refused(_("The agency is in this state already."), "state")
    if state == OwnerState.ACTIVE and actor.post_kind != PostKind.ADMINISTRATOR:
        raise Refused(_("Only the administrator of the system makes an agency active again. Ask there."), "state")
