"""What tests of notices do over and over."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from pocplan.access.binding import as_system
from pocplan.access.domain.work import do, rooms_with
from pocplan.access.models import Post
from pocplan.access.queries.rooms import room_of
from pocplan.notices.domain.events import notify
from pocplan.notices.registry import register
from tests.world import World

CODE = "tests.something"
register(CODE, _("Something happened"), url="people:post", model=Post)


def tell_room(world: World, who: str, audience: str, **details: Any) -> None:
    """An event about the actor's own post, which everybody of that owner sees, in a room of the owner's."""
    with world.acting(who) as actor:
        room = room_of(actor, audience).pk
        assert actor.post_id
        notify(actor=actor, compartment_id=room, code=CODE, kind="post", subject_id=actor.post_id, **details)


def plan() -> int:
    """The planner's walk through all rooms."""
    total = 0
    for room in rooms_with("events"):
        with as_system(room, purpose="notices"):
            total += do("plan_events")
    return total
