"""What the pages of people share."""

from typing import Any

from django.utils.translation import get_language

from pocplan.access.actor import Actor
from pocplan.access.enums import Audience, PostKind
from pocplan.access.queries.rooms import room_of, who_can_see


def language() -> str:
    return get_language() or "en"


def is_admin(actor: Actor) -> bool:
    return actor.post_kind == PostKind.ADMINISTRATOR


def directory_strip(actor: Actor) -> Any:
    """Who can see the directory of the actor's own body."""
    return who_can_see(actor, room_of(actor, Audience.DIRECTORY).pk, language())
