"""How fast events come in: a file through the importer, and the very same rows by PostgreSQL's own COPY.

    .venv/bin/python bench/imports.py [--rows 1000000]

COPY runs as a superuser, without row security, into the same tables with the same keys and indexes. Ends with 1
where the import is slower than a third of it. It works on the throw-away servers of the tests and leaves nothing.
"""

import argparse
import csv
import io
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import psycopg2

from pocplan.dev import testing

GOAL, MOST_MS, ROUNDS = 1 / 3, 100, 15
TEXT = "Armed men entered the village at night, burned houses and drove away cattle; people fled towards the river."
PLACES = "Location,Admin Level,P-Code,Name,Parent P-Code\n" + "".join(
    f"ORV,1,OR{n:02d},Province {n},ORV\n" for n in range(10, 30)
)


def main() -> int:
    arguments = _arguments()
    with _database() as name, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.csv"
        _write(path, arguments.rows)
        taken, pages = _import(name, path)
        copied = _copy(name, Path(folder) / "rows")
    ratio = copied / taken["stored"]
    print(f"{arguments.rows:,} events, {path.name}")
    print(f"read with a verdict for each row {taken['read']:8.1f} s   peak memory {taken['read MB']:.0f} MB")
    print(f"stored                           {taken['stored']:8.1f} s   peak memory {taken['stored MB']:.0f} MB")
    print(f"COPY of the same rows            {copied:8.1f} s   {ratio:.2f} of its speed (goal {GOAL:.2f})")
    for topic, milliseconds in pages.items():
        print(f"{topic:<33}{milliseconds:8.1f} ms")
    return 0 if ratio >= GOAL and max(pages.values()) <= MOST_MS else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rows", type=int, default=1_000_000)
    return parser.parse_args()


@contextmanager
def _database() -> Iterator[str]:
    was_running = testing.running().are_alive()
    testing.start()
    name = testing.clone(testing.template())
    try:
        yield name
    finally:
        testing.drop(name)
        if not was_running:
            testing.stop()


def _write(path: Path, rows: int) -> None:
    head = "id,type_of_violence,conflict_name,dyad_name,source_article,where_prec,where_coordinates,where_description"
    head += ",adm_1,adm_2,country,latitude,longitude,date_prec,date_start,date_end,deaths_civilians,best,high,low"
    first = date(2010, 1, 1)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head.split(","))
        for n in range(rows):
            day = (first + timedelta(days=n % 5000)).isoformat()
            writer.writerow(
                [n, 1 + n % 3, "Conflict", f"Group {n % 50} - Group {n % 7}", "", 1 + n % 4, f"Village {n % 9000}",
                 TEXT, f"Province {10 + n % 20}", "", "ORV", 5 + n % 100 / 50, 20 + n % 70 / 50, 1, day, day, n % 9,
                 n % 12, n % 15, n % 9]
            )  # fmt: skip


def _import(name: str, path: Path) -> tuple[dict[str, float], dict[str, float]]:
    import django

    django.setup()
    from django.core.files import File

    from missions.domain import incident_imports as imports
    from missions.domain.gazetteer import take_in_gazetteer
    from missions.queries.incident_rooms import rooms_to_keep_in
    from tests.world import World, point_connections_at

    point_connections_at(name)
    world, taken = World(name), dict[str, float]()
    try:
        with world.acting("adviser", "Senior") as actor:
            places = path.with_name("places.csv")
            places.write_text(PLACES, encoding="utf-8")
            take_in_gazetteer(actor=actor, path=places)
        with world.acting("human.rights") as actor:
            room = next(one for one in rooms_to_keep_in(actor) if one.audience == "mission")
            upload = File(io.BytesIO(b"-"), name=path.name)
            key = imports.request_incident_import(actor=actor, room=room, upload=upload).pk
            imports.begin_events(actor=actor, import_id=key, step=imports.READING)
        for word, step, after in (
            ("read", imports.read_events, lambda actor: imports.confirm_events(actor=actor, import_id=key)),
            ("stored", imports.store_events, lambda actor: None),
        ):
            with world.acting("human.rights") as actor:
                if word == "stored":
                    imports.begin_events(actor=actor, import_id=key, step=imports.STORING)
                began = time.perf_counter()
                step(actor=actor, import_id=key, path=path)
                after(actor)
            taken[word] = time.perf_counter() - began
            taken[f"{word} MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        with closing(psycopg2.connect(testing.superuser_dsn(name))) as connection, connection.cursor() as cursor:
            connection.autocommit = True
            cursor.execute("VACUUM ANALYZE missions_incident")
        with world.acting("human.rights") as actor:
            pages = {topic: _median(ask) for topic, ask in _questions(actor, room.pk)}
    finally:
        point_connections_at(None)
    return taken, pages


def _questions(actor: Any, room_id: int) -> Iterator[tuple[str, Callable[[], Any]]]:
    from missions.models import Locality
    from missions.queries.incidents import incident_for, incidents_in

    deep = (date(2012, 1, 1), incidents_in(actor, room_id, {}).rows[0].pk)
    place = Locality.objects.visible_to(actor).get(code="OR17").pk
    one = incidents_in(actor, room_id, {}).rows[0].pk
    yield "list, first page", lambda: incidents_in(actor, room_id, {})
    yield "list, far back", lambda: incidents_in(actor, room_id, {}, after=deep)
    yield "list, of one kind", lambda: incidents_in(actor, room_id, {"kind": "civilians"})
    yield "list, of one province", lambda: incidents_in(actor, room_id, {"admin1": place})
    yield "list, eleven killed or more", lambda: incidents_in(actor, room_id, {"killed": 11})
    yield (
        "list, of two years",
        lambda: incidents_in(actor, room_id, {"since": date(2011, 1, 1), "until": date(2013, 1, 1)}),
    )
    yield "list, of no such source", lambda: incidents_in(actor, room_id, {"source": "acled"})
    yield "list, more killed than ever", lambda: incidents_in(actor, room_id, {"killed": 5000})
    yield "one incident", lambda: incident_for(actor, one)


def _median(ask: Callable[[], Any]) -> float:
    times = []
    for _turn in range(ROUNDS):
        began = time.perf_counter()
        ask()
        times.append((time.perf_counter() - began) * 1000)
    return median(times)


def _copy(name: str, path: Path) -> float:
    with closing(psycopg2.connect(testing.superuser_dsn(name))) as connection, connection.cursor() as cursor:
        with path.open("wb") as file:
            cursor.copy_expert("COPY missions_incident TO STDOUT", file)
        # An emptied table has small indexes, as the one that the import began with.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("TRUNCATE missions_incident CASCADE")
        cursor.execute("SET session_replication_role = origin")
        connection.commit()
        began = time.perf_counter()
        with path.open("rb") as file:
            cursor.copy_expert("COPY missions_incident FROM STDIN", file)
        connection.commit()
        return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
