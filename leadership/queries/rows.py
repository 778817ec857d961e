"""Rows behind a figure: counted first, read by the page, and the same ones wherever the figure stands."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Aggregate, Count, Q, QuerySet, Sum, Window

from missions.enums.people import FEW

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Row:
    """One thing behind a figure, and where to read on.

    `by` is who owes it; where a post does, `post` is its key, and `named` puts what it is called in its place.
    """

    title: str
    address: str
    why: str = ""
    audience: str = ""
    label: str = ""
    level: str = "low"  # critical, high, medium, low
    by: str = ""
    post: UUID | None = None
    since: date | None = None
    due: date | None = None
    people: int | None = None
    parts: Any = None


@dataclass(frozen=True)
class People:
    """How many people stand behind some rows. A number under ten is in no row and in no total."""

    total: int = 0
    counted: int = 0
    few: int = 0
    unknown: int = 0

    @classmethod
    def of(cls, numbers: Iterable[int | None]) -> "People":
        """The same from the numbers themselves, as `_sums` has it from the database."""
        known = list(numbers)
        said = [one for one in known if one is not None]
        enough = [one for one in said if one >= FEW]
        return cls(sum(enough), len(enough), len(said) - len(enough), len(known) - len(said))


def _sums(field: str) -> dict[str, Aggregate]:
    """The sum of what is told row by row, so that no total gives away what a row keeps back."""
    enough, few = Q(**{f"{field}__gte": FEW}), Q(**{f"{field}__lt": FEW})
    return {
        "total": Sum(field, filter=enough),
        "counted": Count("pk", filter=enough),
        "few": Count("pk", filter=few),
        "unknown": Count("pk", filter=Q(**{f"{field}__isnull": True})),
    }


@dataclass(frozen=True)
class Lot:
    """Rows of one kind: a question to the database, and how its answers read.

    `population` is the field with the people of a place, where the rows are places.
    """

    query: QuerySet[Any]
    read: Callable[[list[Any]], list[Row]]
    heading: "StrOrPromise" = ""
    key: str = ""
    population: str = ""

    @cached_property
    def total(self) -> int:
        return self.query.count()

    @cached_property
    def people(self) -> People:
        """How many people stand behind the rows."""
        found = self.query.order_by().aggregate(**_sums(self.population))
        return People(**{name: number or 0 for name, number in found.items()})

    def part(self, start: int, stop: int) -> list[Row]:
        return self.read(list(self.query[start:stop]))

    def first(self, most: int) -> list[Row]:
        """The first rows, and in the same question how many there are and how many people stand behind them."""
        sums = {"rows": Count("*"), **(_sums(self.population) if self.population else {})}
        over_all = {f"all_{name}": Window(one) for name, one in sums.items()}
        found: list[Any] = list(self.query.annotate(**over_all)[:most])
        said = {name: _of(found[0], f"all_{name}") or 0 for name in sums} if found else dict.fromkeys(sums, 0)
        self.__dict__["total"] = said.pop("rows")  # where cached_property keeps it
        if self.population:
            self.__dict__["people"] = People(**said)
        return self.read(found)


def _of(row: Any, name: str) -> Any:
    return row[name] if isinstance(row, dict) else getattr(row, name)


@dataclass(frozen=True)
class Chosen:
    """A lot out of light rows that were read already, of which the first ones are there `whole`."""

    rows: Sequence[Any]
    whole: Mapping[Any, Any]
    read: Callable[[list[Any]], list[Row]]
    heading: "StrOrPromise" = ""
    key: str = ""

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def people(self) -> People:
        return People.of(one.population for one in self.rows)

    def first(self, most: int) -> list[Row]:
        """Its first rows; one that went since the light rows were read is left out."""
        return self.read([self.whole[one.pk] for one in self.rows[:most] if one.pk in self.whole])


class Together(Sequence[Row]):
    """Several lots after each other, as a list that pages can be cut from; `told` finishes what was cut."""

    def __init__(self, lots: Sequence[Lot], told: Callable[[list[Row]], list[Row]] = list) -> None:
        self.lots, self.told = lots, told

    def __len__(self) -> int:
        return sum(lot.total for lot in self.lots)

    def __getitem__(self, wanted: Any) -> Any:
        if isinstance(wanted, int):
            return self[wanted : wanted + 1][0]
        start, stop, _step = wanted.indices(len(self))
        return self.told(list(self._between(start, stop)))

    def _between(self, start: int, stop: int) -> Iterator[Row]:
        for lot in self.lots:
            first, last = max(start, 0), min(stop, lot.total)
            if first < last:
                yield from lot.part(first, last)
            start, stop = start - lot.total, stop - lot.total
