"""Many rows into a guarded table in one statement, under the same row security as a single one.

PostgreSQL refuses COPY into a table with row security; this is nearly as fast and asks the same policy.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Self

from django.db import connections

from pocplan.access.actor import current_actor
from pocplan.access.gate import GuardedModel, demand_seat

CELL, LINE, NOTHING = "\x1f", "\x1e", "\x1d"


class Meanwhile:
    """One statement that the database works on while the next rows are read.

    Whoever starts one asks the connection for nothing else before `wait`, which raises what went wrong.
    """

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._started: Future[int] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: Any, *_rest: Any) -> None:
        with suppress(*([Exception] if kind else [])):  # what went wrong first is what is told
            self.wait()
        self._pool.shutdown()

    def start(self, send: Callable[[], int]) -> None:
        self.wait()
        self._started = self._pool.submit(send)

    def wait(self) -> None:
        started, self._started = self._started, None
        if started:
            started.result()


def add_rows(
    model: type[GuardedModel], compartment_id: int, columns: Sequence[str], rows: Iterable[Sequence[str | None]]
) -> int:
    """Insert rows of text values, given in the order of `columns`; returns how many.

    Raises NotSeated where the actor may not create, ValueError for a text that holds the separators, which
    are control characters that no text of ours has.
    """
    return packed_rows(model, compartment_id, columns, rows)()


def packed_rows(
    model: type[GuardedModel], compartment_id: int, columns: Sequence[str], rows: Iterable[Sequence[str | None]]
) -> Callable[[], int]:
    """The same in two steps: everything is checked and packed now, and sent by calling what is returned."""
    demand_seat(compartment_id)
    lines = [CELL.join([NOTHING if cell is None else cell for cell in row]) for row in rows]
    if not lines:
        return lambda: 0
    packed = LINE.join(lines)
    if packed.count(CELL) != len(lines) * (len(columns) - 1) or packed.count(LINE) != len(lines) - 1:
        raise ValueError("A text holds a control character.")
    return _sending(_statement(model, columns), [compartment_id, CELL, NOTHING, packed, LINE])


def _sending(statement: str, values: list[Any]) -> Callable[[], int]:
    cursor = connections[current_actor().alias].cursor()  # a connection is opened where it belongs

    def send() -> int:
        with cursor:
            cursor.execute(statement, values)
            return int(cursor.rowcount)

    return send


def _statement(model: type[GuardedModel], columns: Sequence[str]) -> str:
    connection = connections[current_actor().alias]
    fields = [next(field for field in model._meta.local_concrete_fields if field.column == one) for one in columns]
    kinds = [(field.db_type(connection) or "text").split("(")[0].replace("varchar", "text") for field in fields]
    names = ", ".join(f'"{column}"' for column in columns)
    cells = ", ".join(f"cell[{place}]::{kind}" for place, kind in enumerate(kinds, 1))
    head = f'INSERT INTO "{model._meta.db_table}" ({names}, compartment_id)'
    lines = "(SELECT string_to_array(line, %s, %s) AS cell FROM unnest(string_to_array(%s, %s)) AS line"
    lines += " OFFSET 0) AS lines"  # else the planner takes each line apart again for every cell
    # Names come from the model, all values are parameters.
    return f"{head} SELECT {cells}, %s FROM {lines}"  # noqa: S608
