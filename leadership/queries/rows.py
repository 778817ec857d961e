"""Rows behind a figure: counted first, read by the page, and the same ones wherever the figure stands."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet, Sum, Window

from missions.enums.people import FEW

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Row:
    """One thing behind a figure, and where to read on."""

    title: str
    address: str
    why: str = ""
    audience: str = ""
    label: str = ""
    level: str = "low"  # critical, high, medium, low
    by: str = ""
    since: date | None = None
    due: date | None = None
    people: int | None = None
    parts: Any = None


@dataclass(frozen=True)
class Lot:
    """Rows of one kind: a question to the database, and how its answers read."""

    query: QuerySet[Any]
    read: Callable[[list[Any]], list[Row]]
    heading: "StrOrPromise" = ""
    key: str = ""

    @cached_property
    def total(self) -> int:
        return self.query.count()

    def part(self, start: int, stop: int) -> list[Row]:
        return self.read(list(self.query[start:stop]))

    def first(self, most: int) -> list[Row]:
        """The first rows, and in the same question how many there are."""
        found: list[Any] = list(self.query.annotate(of_all=Window(Count("*")))[:most])
        self.__dict__["total"] = found[0].of_all if found else 0  # where cached_property keeps it
        return self.read(found)


class Together(Sequence[Row]):
    """Several lots after each other, as a list that pages can be cut from."""

    def __init__(self, lots: Sequence[Lot]) -> None:
        self.lots = lots

    def __len__(self) -> int:
        return sum(lot.total for lot in self.lots)

    def __getitem__(self, wanted: Any) -> Any:
        if isinstance(wanted, int):
            return self[wanted : wanted + 1][0]
        start, stop, _step = wanted.indices(len(self))
        return list(self._between(start, stop))

    def _between(self, start: int, stop: int) -> Iterator[Row]:
        for lot in self.lots:
            first, last = max(start, 0), min(stop, lot.total)
            if first < last:
                yield from lot.part(first, last)
            start, stop = start - lot.total, stop - lot.total


@dataclass(frozen=True)
class People:
    """How many people stand behind some rows. A number under ten is in no row and in no total."""

    total: int = 0
    counted: int = 0
    few: int = 0
    unknown: int = 0


def people_at(rows: QuerySet[Any], field: str) -> People:
    """The sum of what is told row by row, so that no total gives away what a row keeps back."""
    enough, few = Q(**{f"{field}__gte": FEW}), Q(**{f"{field}__lt": FEW})
    found = rows.order_by().aggregate(
        total=Sum(field, filter=enough),
        counted=Count("pk", filter=enough),
        few=Count("pk", filter=few),
        unknown=Count("pk", filter=Q(**{f"{field}__isnull": True})),
    )
    return People(found["total"] or 0, found["counted"], found["few"], found["unknown"])
