"""Operations, owners and areas with the rooms they are founded with."""

from typing import Any
from uuid import UUID

from django.db import ProgrammingError, connections, transaction

from pocplan.access.actor import Actor
from pocplan.access.binding import refresh
from pocplan.access.enums import SIDE_OF_OWNER, OwnerKind
from pocplan.access.errors import NotSeated
from pocplan.access.ids import new_id
from pocplan.access.seating import STANDING, STANDING_IN_AREA


def found_operation(*, actor: Actor, code: str, country: str, timezone: str = "UTC") -> tuple[UUID, int]:
    """A new operation and its commons, at installation only. Returns its id and the commons' key."""
    the_id = new_id()
    room = _call(actor, "found_operation(%s, %s, %s, %s)", [str(the_id), code, country, timezone])
    return the_id, room


def found_owner(*, actor: Actor, operation_id: UUID, kind: str, name: str, short: str) -> UUID:
    """A mission, cluster or team with its standing rooms. For administrators of that operation."""
    the_id = new_id()
    audiences = [str(one) for one in STANDING[kind]]
    side = str(SIDE_OF_OWNER[kind])
    _call(
        actor,
        "found_owner(%s, %s, %s, %s, %s, %s, %s)",
        [str(the_id), str(operation_id), kind, side, name, short, audiences],
    )
    return the_id


def found_area(*, actor: Actor, owner_id: UUID, name: str, kind: str = OwnerKind.MISSION) -> UUID:
    """A sector or field office; a mission's has rooms of its own."""
    the_id = new_id()
    audiences = [str(one) for one in STANDING_IN_AREA] if kind == OwnerKind.MISSION else []
    _call(actor, "found_area(%s, %s, %s, %s)", [str(the_id), str(owner_id), name, audiences])
    return the_id


def set_owner_state(*, actor: Actor, owner_id: UUID, state: str) -> None:
    """Active, deactivated or chaired by the government: what is shared follows the same day."""
    _call(actor, "set_owner_state(%s, %s)", [str(owner_id), state])


def directory_of(*, actor: Actor, owner_id: UUID) -> int:
    """The key of an owner's directory, for administrators and at installation."""
    room: int = _call(actor, "directory_of(%s)", [str(owner_id)])
    return room


def _call(actor: Actor, call: str, params: list[Any]) -> Any:
    try:
        with transaction.atomic(using=actor.alias), connections[actor.alias].cursor() as cursor:
            cursor.execute(f"SELECT access.{call}", params)
            answer = cursor.fetchone()[0]
    except ProgrammingError as error:
        raise NotSeated("Only administrators of this operation may do this.") from error
    refresh(actor)
    return answer
