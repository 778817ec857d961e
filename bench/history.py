"""Years of a joint picture: incidents, hotspots and what hangs on them, written straight into the tables.

What stands today is the same at every size, so that a page shows the same rows; only the years behind it grow. The
rows are those of the demo, copied with their keys, so that whatever points at one points at its copy.
"""

from typing import Any

from access import PEOPLE, ROOMS, SEATS

PEOPLE_AND_ROOMS = {"people": 2_000, "rooms": 200, "seats": 20}
TODAY = 12  # how many times the demo's picture stands today
A_HOTSPOT_IN = 20  # incidents to one row of a matrix, over the years
A_PAGE = 110  # times that the demo lies in the past, half of them in its own rooms, to fill a page with its first rows
MISSION = """
SELECT c.id FROM access_compartment c JOIN access_owner o ON o.id = c.owner_id
WHERE o.short = 'UNMOR' AND c.audience = 'mission' AND c.area_id IS NULL
"""
NEW = "md5({column}::text || '/' || i)::uuid"
# What is copied, and what differs in a row that lies in the past. Keys follow their copies.
KEYS = {
    "picture_threat": (), "picture_threatchange": ("threat_id",), "picture_threatsource": ("threat_ref",),
    "picture_releasedrating": ("threat_id",), "picture_hotspot": (), "picture_hotspotchange": ("hotspot_id",),
    "picture_lineofeffort": ("hotspot_id",), "picture_protectionpriority": ("hotspot_id",),
    "picture_protectiondecision": ("item_id",), "picture_alert": ("hotspot_id",), "picture_alertchange": ("alert_id",),
}  # fmt: skip
PAST: dict[str, dict[str, str]] = {
    "picture_threat": {"state": "'closed'", "closed_because": "'ended'", "proposed_at": "proposed_at - {ago}"},
    "picture_threatchange": {"at": "at - {ago}"},
    "picture_releasedrating": {"released_on": "released_on - {days}"},
    "picture_hotspot": {
        "state": "'delisted'", "delisted_because": "'Quiet for a season.'", "reviewed_on": "reviewed_on - {days}",
        "listed_at": "listed_at - {ago}",
    },
    "picture_hotspotchange": {"at": "at - {ago}"},
    "picture_lineofeffort": {"state": "'acted'", "due_on": "due_on - {days}", "entered_at": "entered_at - {ago}"},
    "picture_protectionpriority": {"stated_at": "stated_at - {ago}"},
    "picture_protectiondecision": {"decided_at": "decided_at - {ago}"},
    "picture_alert": {
        "state": "'answered'", "answered_by": "'military'", "because": "''", "received_at": "received_at - {ago}",
        "relayed_at": "received_at - {ago} + interval '1 hour'", "ended_at": "received_at - {ago} + interval '2 hours'",
        "decided_at": "NULL", "decision": "''", "told_at": "NULL",
    },
    "picture_alertchange": {"at": "at - {ago}"},
}  # fmt: skip
DAYS = "(120 + i % 3000)"
ROOM = "CASE WHEN i % 2 = 0 THEN {here} ELSE 1200000001 + i % {rooms} END"
PROVINCES = """
INSERT INTO missions_locality (id, compartment_id, country, level, code, name, folded)
SELECT md5('province ' || i)::uuid, c.id, 'ORV', 1, 'OB' || i, 'Bench ' || i, 'bench ' || i
FROM generate_series(10, 29) i, access_compartment c JOIN access_owner o ON o.operation_id = c.operation_id
WHERE c.audience = 'commons' AND o.short = 'UNMOR'
"""
INCIDENTS = """
INSERT INTO missions_incident (id, compartment_id, source, reference, digest, happened_on, day_precision, kind,
  kind_said, actor_said, country, admin1_ref, place_said, precision, longitude, latitude, killed, civilians_killed,
  text, state_said)
SELECT md5('incident ' || i)::uuid, {room}, 'ucdp', 'B' || i, md5(i::text),
  current_date - (i::bigint * 7919 % 3650)::int, 'day',
  (ARRAY['armed_clash', 'civilians', 'abduction', 'other'])[1 + i / 2 % 4], 'Conflict', 'Group ' || i % 50, 'ORV',
  p.keys[1 + i / 2 % cardinality(p.keys)], 'Village ' || i % 9000, 'exact', 20 + i % 70 / 50.0, 5 + i % 100 / 50.0,
  i % 13, i % 9, 'Armed men entered the village at night, burned houses and drove away cattle; people fled.', ''
FROM generate_series(1, {rows}) i, (SELECT array_agg(id ORDER BY id) AS keys FROM missions_locality WHERE level = 1) p
"""


def write(cursor: Any, rows: int) -> None:
    """People and rooms, then today's picture, then the years behind it, `rows` incidents in all."""
    for statement in (PEOPLE, ROOMS, SEATS, PROVINCES):
        cursor.execute(statement, PEOPLE_AND_ROOMS)
    hotspots = _number(cursor, "SELECT count(*) FROM picture_hotspot")
    last = TODAY + max(2, min(rows // 90, A_PAGE), rows // A_HOTSPOT_IN // hotspots)
    for table in KEYS:
        columns = _columns(cursor, table)
        cursor.execute(f"CREATE TEMP TABLE one_{table} AS SELECT * FROM {table}")
        cursor.execute(_copies(table, columns, 1, TODAY, past=False))
        cursor.execute(_copies(table, columns, TODAY + 1, last, past=True))
    room = ROOM.format(here=_number(cursor, MISSION), rooms=PEOPLE_AND_ROOMS["rooms"])
    cursor.execute(INCIDENTS.format(room=room, rows=rows))
    cursor.execute("SELECT access.mend_incident_months()")  # triggers do not see what is planted


def _number(cursor: Any, question: str) -> int:
    cursor.execute(question)
    return int(cursor.fetchone()[0])


def _columns(cursor: Any, table: str) -> list[str]:
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_generated = 'NEVER'", [table]
    )
    return [row[0] for row in cursor.fetchall()]


def _copies(table: str, columns: list[str], first: int, last: int, *, past: bool) -> str:
    """The rows of a table again, once for each number; those of the past in other rooms as well."""
    changed = {name: NEW.format(column=name) for name in ("id", *KEYS[table])}
    if "number" in columns:
        changed["number"] = "10000 * i + row_number() OVER ()"
    if "external_ref" in columns:
        changed["external_ref"] = "CASE external_ref WHEN '' THEN '' ELSE external_ref || '/' || i END"
    if past:
        ago = {"ago": f"{DAYS} * interval '1 day'", "days": DAYS}
        changed["compartment_id"] = ROOM.format(here="compartment_id", rooms=PEOPLE_AND_ROOMS["rooms"])
        changed |= {name: word.format(**ago) for name, word in PAST.get(table, {}).items()}
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(changed.get(name, f'"{name}"') for name in columns)
    return f"INSERT INTO {table} ({names}) SELECT {values} FROM one_{table}, generate_series({first}, {last}) i"
