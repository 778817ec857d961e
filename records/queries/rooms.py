"""Rooms that records lie in: the mission's own, and those that it shares with others."""

from pocplan.access.actor import Actor
from pocplan.access.enums import Audience
from pocplan.access.models import Compartment, Post


def mission_rooms(actor: Actor, *, to_write: bool = False) -> list[Compartment]:
    """Rooms that all components of the actor's own mission read: of the whole mission first, then of its areas."""
    keys = sorted(actor.writable if to_write else actor.readable)
    rows = Compartment.objects.filter(pk__any=keys, audience=Audience.MISSION, owner_id=actor.owner_id)
    return sorted(rows.select_related("area"), key=lambda room: (room.area_id is not None, room.pk))


def posts_to_name(actor: Actor) -> list[Post]:
    """Open posts of the actor's own body, for who is to answer for something."""
    rows = Post.objects.visible_to(actor).filter(owner_id=actor.owner_id, closed_on=None)
    return list(rows.order_by("title_en", "id"))
