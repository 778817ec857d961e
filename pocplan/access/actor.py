"""Who is acting now."""

from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from pocplan.access.enums import Side
from pocplan.access.errors import Unbound

NOBODY = UUID(int=0)  # the system has no post, person or body of its own; no row ever has this id


@dataclass(frozen=True)
class Actor:
    """A person under one hat, or the system with a written purpose.

    `readable` and `writable` are compartment keys as the database gave them when the binding was
    made; the database derives them itself, so a seat withdrawn meanwhile counts from the next transaction on.
    """

    side: Side
    readable: frozenset[int] = frozenset()
    writable: frozenset[int] = frozenset()
    user_id: UUID = NOBODY
    person_id: UUID = NOBODY
    incumbency_id: UUID = NOBODY
    post_id: UUID = NOBODY
    post_kind: str = ""
    owner_id: UUID = NOBODY
    area_id: UUID | None = None
    operation_id: UUID = NOBODY
    purpose: str = ""
    alias: str = field(default="default", compare=False)
    # What was asked once in this binding and cannot change within it: it ends with the transaction.
    asked: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def is_system(self) -> bool:
        return bool(self.purpose)


_current: ContextVar[Actor | None] = ContextVar("pocplan_actor", default=None)


def current_actor() -> Actor:
    """The bound actor. Raises Unbound where nobody acts: guarded data has no anonymous reader."""
    actor = _current.get()
    if actor is None:
        raise Unbound("Nobody is acting here. Open the walls with acting_as(...) or as_system(...).")
    return actor


def bound_actor() -> Actor | None:
    """The bound actor or None, for the router and the page shell, which must work unbound."""
    return _current.get()
