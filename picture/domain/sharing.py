"""Copying a threat to a group: what goes is seen before, and the original does not move."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext_lazy as _

from picture.domain.guards import post_title
from picture.domain.threats import CODES, OVERTAKEN, TEXTS, step
from picture.enums.threats import ChangeKind
from picture.models import Threat, ThreatSharing
from picture.queries.releasing import may_share
from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.counters import next_number
from pocplan.access.enums import Audience
from pocplan.access.errors import Conflict, Refused
from pocplan.access.models import Compartment
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from pocplan.notices.domain.events import notify

ALWAYS = ("title", *CODES)
LEAVABLE = (*TEXTS, "actor_name", "state_capacity", "state_will")


def rendition(threat: Threat, room: Compartment, left_out: Collection[str]) -> Threat:
    """The copy as its readers will find it; the preview and the act both show this and nothing else."""
    fields: dict[str, Any] = {name: getattr(threat, name) for name in ALWAYS}
    fields |= {name: getattr(threat, name) for name in LEAVABLE if name not in left_out}
    if "actor_name" not in left_out:
        fields["actor_kind"] = threat.actor_kind
    if "place_said" not in left_out:
        fields["locality_ref"] = threat.locality_ref
    return Threat(compartment=room, proposed_at=now(), number=0, **fields)


@verb()
def share_threat(
    *, actor: Actor, threat: Threat, room: Compartment, revision: int, left_out: Collection[str] = ()
) -> ThreatSharing:
    """Copy what was previewed at `revision` to a group. It carries no rating, source or history with it.

    For the posts that clear what leaves the threat's room. Raises Refused for others and for who does
    not write in the group, Conflict where the threat was changed after the preview.
    """
    if room.audience != Audience.SHARED or room.pk not in actor.writable:
        raise Refused(_("Choose one of the listed values."), "room")
    if not may_share(actor, threat.compartment):
        raise Refused(_("Your post does not clear what leaves this room. Ask the one that does."))
    if threat.revision != revision:
        raise Conflict(OVERTAKEN)
    copy = rendition(threat, room, left_out)
    copy.number = next_number(room.pk, "threat")
    Threat.objects.bulk_create([copy])
    step(actor, copy, ChangeKind.PROPOSED)
    notify(actor=actor, compartment_id=room.pk, code="threat_proposed", kind="threat", subject_id=copy.pk)
    sharing = ThreatSharing(
        compartment_id=threat.compartment_id,
        threat=threat,
        copy_id=copy.pk,
        copied_to=room.label,
        revision=revision,
        shared_at=now(),
        by=post_title(actor),
    )
    ThreatSharing.objects.bulk_create([sharing])
    tell(actor, sharing, "share_threat", left_out=sorted(left_out))
    tell(actor, copy, "propose_threat", number=copy.number)
    return sharing
