"""What we hold of a set and a newer file of it does not have any more. It is said; nothing is taken away by it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from django.db.models import BooleanField, F, Func, QuerySet, Value

from missions.domain.incident_rows import BATCH, Judged
from missions.domain.seen import BETWEEN, Seen
from missions.enums.incidents import EventSource, Reason, Verdict
from missions.models import Incident
from pocplan.access.ids import new_id


@dataclass
class Covered:
    """Of which countries and days a file speaks. What we hold of others, it says nothing about."""

    first: date | None = None
    last: date | None = None
    countries: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)

    def add(self, batch: Iterable[Judged]) -> None:
        told = [one for one in batch if one.verdict != Verdict.REFUSED]
        days = [one.event.happened_on for one in told if one.event.happened_on]
        until = [one.event.happened_until for one in told if one.event.happened_until]
        if days:
            self.first = min((*days, self.first) if self.first else days)
            self.last = max((*days, *until, self.last) if self.last else (*days, *until))
        self.countries.update(one.found[0] for one in told)
        self.kinds.update(one.event.kind for one in told)

    def within(self, rows: QuerySet[Incident], source: str) -> QuerySet[Incident]:
        """Those of these rows that the file would have, were they still in the set."""
        if self.first is None:
            return rows.none()
        rows = rows.filter(happened_on__range=(self.first, self.last), country__any=sorted(self.countries))
        # Their sets on aid workers, health care and schools are files of their own under one name.
        return rows.filter(kind__any=sorted(self.kinds)) if source == EventSource.INSECURITY_INSIGHT else rows


def absent_lines(import_id: object, rows: QuerySet[Incident], seen: Seen) -> Iterator[list[list[str | None]]]:
    """Lines of the report for those of the rows that the file does not name, in handfuls: one question in all."""
    names = Func(Value(seen.packed()), Value(BETWEEN), function="string_to_array")
    # A comparison with one array, which the database hashes. Joins depend on statistics that the rows of this
    # transaction are not in yet: the planner would walk the whole file for each of them.
    unnamed = Func(
        F("reference"), names, template="(%(expressions)s))", arg_joiner=" <> ALL (", output_field=BooleanField()
    )
    found = rows.filter(unnamed).order_by("happened_on", "reference").values_list("reference", "happened_on")
    told = found.iterator(chunk_size=BATCH)
    while some := list(islice(told, BATCH)):
        yield [
            [str(new_id()), str(import_id), None, Verdict.ABSENT, Reason.ABSENT, "", f"{reference} ({day})"]
            for reference, day in some
        ]
