"""Opening a shared room for bodies that look at threats together."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from picture.domain.naming import demand_no_person
from picture.models import ThreatGroup
from picture.queries.releasing import OPENING
from picture.queries.rooms import areas_of, bodies_to_invite
from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.domain.rooms import Addressee, open_shared
from pocplan.access.enums import Audience, OwnerKind, Side
from pocplan.access.errors import Refused
from pocplan.access.models import Owner
from pocplan.access.verb import verb
from pocplan.access.wording import check_fields, plain
from pocplan.journal.telling import tell

AUDIENCE = {OwnerKind.MISSION: Audience.MISSION, OwnerKind.CLUSTER: Audience.CLUSTER_LEAD}


@verb()
def open_group(*, actor: Actor, title: str, bodies: Sequence[UUID], area_id: UUID | None = None) -> ThreatGroup:
    """A shared room of the actor's body and these others, who all read and write threats there.

    For the PoC adviser and the mission's clearers, and for who coordinates a cluster. Of a cluster its
    coordination sits there, of a mission all components, of one sector where `area_id` names one.
    Raises Refused for other posts, for nobody else, and for bodies that nothing restricted is shared with.
    """
    if actor.post_kind not in OPENING:
        raise Refused(_("The PoC adviser, the Chief of Staff or the coordination of a cluster opens a group. Ask one."))
    label = demand_no_person(plain(title, limit=200, field="title", required=True), "title")
    offered = {one.pk: one for one in bodies_to_invite(actor)}
    if not bodies or any(one not in offered for one in bodies):
        raise Refused(_("Choose at least one other body from the list."), "bodies")
    if area_id is not None and area_id not in {one.pk for one in areas_of(actor)}:
        raise Refused(_("Choose one of the listed values."), "area")
    guests = [Addressee(one, AUDIENCE[OwnerKind(offered[one].kind)], may_write=True) for one in dict.fromkeys(bodies)]
    room = open_shared(actor=actor, label=label, addressees=[_own(actor, area_id), *guests])
    group = ThreatGroup(compartment_id=room, opened_at=now())
    check_fields(group, {"title": label, "opened_by": Owner.objects.get(pk=actor.owner_id).name})
    ThreatGroup.objects.bulk_create([group])
    tell(actor, group, "open_group", bodies=len(bodies))
    return group


def _own(actor: Actor, area_id: UUID | None) -> Addressee:
    audience = Audience.MISSION if actor.side == Side.MISSION else Audience.CLUSTER_LEAD
    return Addressee(actor.owner_id, audience, area_id, may_write=True)
