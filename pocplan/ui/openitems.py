"""What is open for a post: each app registers named queries, pages and takeover briefs ask them all.

    register("mandates", _("Mandates that end"), mandates_that_end)

A query takes (actor, post) and gives items that this actor may read; what it gives is shown as it is.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pocplan.access.actor import Actor
from pocplan.access.models import Post

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class OpenItem:
    """One thing that waits for whoever holds the post."""

    title: str
    address: str
    why: str = ""
    due: date | None = None
    level: str = "low"  # critical, high, medium, low: how late or how bad


@dataclass(frozen=True)
class Group:
    key: str
    heading: "StrOrPromise"
    items: list[OpenItem]


Query = Callable[[Actor, Post], Iterable[OpenItem]]
_queries: dict[str, tuple["StrOrPromise", Query]] = {}


def register(key: str, heading: "StrOrPromise", query: Query) -> None:
    """Add a query under a key of its own; called once, when the app is ready."""
    if key in _queries and _queries[key][1] is not query:
        raise ValueError(f"Two queries are registered as {key}.")
    _queries[key] = (heading, query)


LEVELS = ("critical", "high", "medium", "low")


def open_items(actor: Actor, post: Post) -> list[Group]:
    """Every group that has something open: the worst and the soonest first, groups by their worst item."""
    groups = (Group(key, heading, sorted(query(actor, post), key=_harm)) for key, (heading, query) in _queries.items())
    return sorted((group for group in groups if group.items), key=lambda group: _harm(group.items[0]))


def _harm(item: OpenItem) -> tuple[int, str]:
    return LEVELS.index(item.level), str(item.due or "9999")
