"""Opening shared rooms and seating people in them. The database's functions decide; these name them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, ProgrammingError, connections, transaction
from django.utils.translation import gettext as _
from psycopg2.extras import Json

from pocplan.access.actor import Actor
from pocplan.access.binding import refresh
from pocplan.access.errors import NotSeated, Refused
from pocplan.access.ids import new_id


@dataclass(frozen=True)
class Addressee:
    """All who sit in one audience of one owner, as guests of a shared room."""

    owner_id: UUID
    audience: str
    area_id: UUID | None = None
    may_write: bool = False

    def as_json(self) -> dict[str, Any]:
        return {
            "owner": str(self.owner_id),
            "audience": self.audience,
            "area": str(self.area_id) if self.area_id else None,
            "may_write": self.may_write,
        }


def open_shared(*, actor: Actor, label: str, addressees: Sequence[Addressee], discreet: bool = False) -> int:
    """A new shared room of the actor's owner, for these addressees one by one.

    Returns its key. Refuses an addressee that does not exist in this operation, is deactivated or
    is chaired by a government, all with the same sentence. The guests of a discreet room see its
    host and their own body there, and do not learn of each other.
    """
    rows = Json([one.as_json() for one in addressees])
    key: int = _call(actor, "open_shared(%s, %s, %s)", [str(new_id()), label, rows])
    if discreet:
        _call(actor, "keep_discreet(%s)", [key])
    refresh(actor)
    return key


def address(*, actor: Actor, room: int, addressee: Addressee) -> None:
    """One more addressee of a shared room that the actor's owner hosts."""
    one = addressee
    area = str(one.area_id) if one.area_id else None
    _call(actor, "address(%s, %s, %s, %s, %s)", [room, str(one.owner_id), one.audience, area, one.may_write])


def end_addressing(*, actor: Actor, room: int, owner_id: UUID) -> None:
    """From now on this owner reads nothing in the room; what was read cannot be unread."""
    _call(actor, "end_addressing(%s, %s)", [room, str(owner_id)])


def give_seat(
    *, actor: Actor, room: int, post_id: UUID, may_write: bool, reason: str, until: date | None = None
) -> UUID:
    """A seat by name in a room of the actor's owner; the reason is kept and journalled by the caller."""
    seat: UUID = _call(actor, "give_seat(%s, %s, %s, %s, %s)", [room, str(post_id), may_write, reason, until])
    return seat


def except_host_state(
    *, actor: Actor, room: int, post_id: UUID, may_write: bool, reason: str, until: date | None = None
) -> UUID:
    """Seat a body of the host state in one room, which everybody there is shown. For heads of the room's owner."""
    seat: UUID = _call(actor, "except_host_state(%s, %s, %s, %s, %s)", [room, str(post_id), may_write, reason, until])
    return seat


def take_seat(*, actor: Actor, seat_id: UUID) -> None:
    """End a seat by name; for a transaction that runs already it counts from the next one on."""
    _call(actor, "take_seat(%s)", [str(seat_id)])


def archive(*, actor: Actor, room: int) -> None:
    """Nobody writes in this shared room again; who could read it still can."""
    _call(actor, "archive(%s)", [room])


def _call(actor: Actor, call: str, params: list[Any]) -> Any:
    try:
        with transaction.atomic(using=actor.alias), connections[actor.alias].cursor() as cursor:
            cursor.execute(f"SELECT access.{call}", params)
            return cursor.fetchone()[0]
    except IntegrityError as error:
        raise Refused(_("This body or post cannot be given a seat here. Choose another one.")) from error
    except ProgrammingError as error:  # 42501, raised by the functions themselves
        raise NotSeated("The actor may not do this with this room.") from error
