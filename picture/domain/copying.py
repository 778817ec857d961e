"""Copying a hotspot into an exercise: what goes is seen before, and the original does not move."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext_lazy as _

from missions.enums.people import FEW
from missions.intake.folding import fold
from picture.domain.guards import post_title
from picture.domain.hotspots import OVERTAKEN, step
from picture.enums.hotspots import HotspotState, HotspotStep
from picture.models import Hotspot, HotspotSharing
from picture.queries.hotspots import sharings_of
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

# An enclave stays marked as one, and a review keeps its own day: a copy is not fresher than what it shows.
ALWAYS = ("place_said", "locality_ref", "precision", "is_enclave", "priority", "phase", "reviewed_on")
LEAVABLE = ("sector", "population", "situation", "needed", "trend", "verified_on")


def copy_for(spot: Hotspot, room: Compartment, left_out: Collection[str]) -> Hotspot:
    """The copy as its readers will find it; the preview and the act both show this and nothing else.

    It has neither the reference in another system, nor threats, efforts, alerts or history; a number of people
    that is small stays behind.
    """
    fields: dict[str, Any] = {name: getattr(spot, name) for name in ALWAYS}
    fields |= {name: getattr(spot, name) for name in LEAVABLE if name not in left_out}
    if fields.get("population") is not None and fields["population"] < FEW:
        fields["population"] = None
    if fields.get("population") is not None:
        fields["population_basis"] = spot.population_basis
    return Hotspot(compartment=room, listed_at=now(), number=0, **fields)


@verb()
def share_hotspot(
    *, actor: Actor, hotspot: Hotspot, room: Compartment, revision: int, left_out: Collection[str] = ()
) -> HotspotSharing:
    """Copy what was previewed at `revision` to an exercise.

    For the posts that clear what leaves the hotspot's room. Raises Refused for others, for who does not write in
    the exercise, for a delisted place and for one whose copy stands there; Conflict where it was changed after the
    preview.
    """
    if room.audience != Audience.SHARED or room.pk not in actor.writable:
        raise Refused(_("Choose one of the listed values."), "room")
    if not may_share(actor, hotspot.compartment):
        raise Refused(_("Your post does not clear what leaves this room. Ask the one that does."))
    if hotspot.state == HotspotState.DELISTED:
        raise Refused(_("This hotspot is delisted. List it again first."))
    if hotspot.revision != revision:
        raise Conflict(OVERTAKEN)
    if copy_in(actor, hotspot, room):
        raise Refused(_("A copy of it stands in this exercise already. Change it there, or delist it first."))
    copy = _list(actor, copy_for(hotspot, room, left_out))
    sharing = HotspotSharing(
        compartment_id=hotspot.compartment_id,
        hotspot=hotspot,
        copy_id=copy.pk,
        copied_to=room.label,
        revision=revision,
        shared_at=now(),
        by=post_title(actor),
    )
    HotspotSharing.objects.bulk_create([sharing])
    tell(actor, sharing, "share_hotspot", left_out=sorted(left_out))
    return sharing


def _list(actor: Actor, copy: Hotspot) -> Hotspot:
    copy.number = next_number(copy.compartment_id, "hotspot")
    Hotspot.objects.bulk_create([copy])
    step(actor, copy, HotspotStep.LISTED)
    notify(actor=actor, compartment_id=copy.compartment_id, code="hotspot_listed", kind="hotspot", subject_id=copy.pk)
    tell(actor, copy, "list_hotspot", number=copy.number)
    return copy


def copy_in(actor: Actor, hotspot: Hotspot, room: Compartment) -> Hotspot | None:
    """The copy of it that stands in this room."""
    keys = list(sharings_of(actor, hotspot).values_list("copy_id", flat=True))
    return _standing(actor, room).filter(pk__any=keys).first() if keys else None


def same_name_in(actor: Actor, hotspot: Hotspot, room: Compartment) -> Hotspot | None:
    """What stands there under the same name, whoever listed it."""
    wanted = fold(hotspot.place_said)
    return next((one for one in _standing(actor, room)[:1000] if fold(one.place_said) == wanted), None)


def _standing(actor: Actor, room: Compartment) -> Any:
    return Hotspot.objects.visible_in(actor, room.pk).exclude(state=HotspotState.DELISTED)
