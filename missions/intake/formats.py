"""The published sets and our own template: which file is which, and how its columns read. Columns go by name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from missions.enums.files import Note, Noticed
from missions.enums.incidents import DayPrecision, EventSource, IncidentKind, Reason
from missions.enums.places import Precision
from missions.intake.events import Event, Known, Row, month_, one_of, partial_day, week_, written_day
from missions.intake.features import features, looks_like_geojson, part_of
from missions.intake.sheets import open_table
from pocplan.access.errors import Refused

TEMPLATE = (
    "reference", "date", "until", "kind", "actor", "country", "admin1", "admin2", "place", "precision", "latitude",
    "longitude", "killed", "injured", "abducted", "other harmed", "women", "men", "children", "what happened",
    "reported by",
)  # fmt: skip


@dataclass
class Events:
    """The events of a file, what set they are of, and what was noticed about the file."""

    source: EventSource
    rows: Iterator[Event]
    notes: list[Note]
    close: Callable[[], None] = lambda: None


def open_events(path: Path) -> Events:
    """Read a file of events, one row at a time. Raises Refused for a file that is none of the known sets."""
    if looks_like_geojson(path):
        return Events(EventSource.UCDP, _features(path), [Note(Noticed.GEOJSON)])
    table = open_table(path, lambda head: _format_of(head) is not None)
    head = [name.lower() for name in table.head]
    known = _format_of(head)
    if known is None:
        table.close()
        raise Refused(
            _("This is none of the sets that are known here (UCDP GED, ACLED, Aid Worker Security Database, Insecurity"
              " Insight), and not our own template. Its first row reads: %(names)s."),
            "file", names=", ".join(table.head)[:200],
        )  # fmt: skip
    return Events(known.source, _rows(table.rows, head, known.read, table.notes), table.notes, table.close)


def _format_of(head: list[str]) -> "Format | None":
    names = {name.lower() for name in head}
    return next((one for one in FORMATS if one.needs <= names), None)


def _rows(rows: Iterator[tuple[int, list[str]]], head: list[str], read: Any, notes: list[Note]) -> Iterator[Event]:
    width, known, doubted = len(head), Known(), False
    for number, cells in rows:
        row = Row(number, dict(zip(head, cells, strict=False)), known)
        if len(cells) > width and any(cell.strip() for cell in cells[width:]):
            row.event.say(Reason.BROKEN, "", cells[width])
        else:
            read(row)
        if not doubted and any(reason == Reason.MONTH_FIRST for reason, _column, _cell in row.event.remarks):
            doubted = True
            notes.append(Note(Noticed.MONTH_FIRST))
        yield row.event


def _features(path: Path) -> Iterator[Event]:
    for number, feature in enumerate(features(path), 1):
        cells = {name.lower(): _cell(value) for name, value in part_of(feature, "properties").items()}
        geometry = part_of(feature, "geometry")
        point = geometry.get("coordinates")
        if geometry.get("type") == "Point" and isinstance(point, list) and len(point) >= 2:
            cells["longitude"], cells["latitude"] = map(str, point[:2])
        row = Row(number, cells)
        _ucdp(row)
        yield row.event


def _cell(value: Any) -> str:
    return "" if value is None else str(value)


UCDP_PLACES = {
    "1": Precision.EXACT, "2": Precision.ABOUT, "3": Precision.ADMIN2, "4": Precision.ADMIN1, "5": Precision.ADMIN1,
}  # fmt: skip
UCDP_KINDS = {"1": IncidentKind.ARMED_CLASH, "2": IncidentKind.ARMED_CLASH, "3": IncidentKind.CIVILIANS}


def _ucdp(row: Row) -> None:
    event = row.event
    event.reference = row.words("id", 80)
    event.happened_on, last = row.day("date_start"), row.day("date_end")
    precise = row.cell("date_prec").strip()
    if last and last != event.happened_on:
        event.happened_until, event.day_precision = last, DayPrecision.DAYS
    if precise in ("4", "5"):
        event.day_precision = DayPrecision.MONTH if precise == "4" else DayPrecision.YEAR
        event.say(Reason.PARTIAL_DAY, "date_prec", precise)
    event.kind = UCDP_KINDS.get(row.cell("type_of_violence").strip(), IncidentKind.OTHER)
    event.kind_said, event.actor_said = row.words("conflict_name"), row.words("dyad_name", 200)
    event.country = (row.words("country"),)
    event.admin1, event.admin2 = row.words("adm_1"), row.words("adm_2")
    event.place_said = row.words("where_coordinates", 200)
    event.precision = UCDP_PLACES.get(row.cell("where_prec").strip(), Precision.COUNTRY)
    row.point("latitude", "longitude")
    # Editions before the seventeenth call them estimates.
    best, low, high = (row.either(name, f"{name}_est") for name in ("best", "low", "high"))
    event.killed, event.killed_low, event.killed_high = row.count(best), row.count(low), row.count(high)
    event.civilians_killed = row.count("deaths_civilians")
    event.text, event.attribution = row.text("where_description"), row.text("source_article", 2000)


ACLED_KINDS = {
    "battles": IncidentKind.ARMED_CLASH, "violence against civilians": IncidentKind.CIVILIANS,
    "explosions/remote violence": IncidentKind.EXPLOSIVES, "riots": IncidentKind.UNREST,
    "protests": IncidentKind.UNREST, "sexual violence": IncidentKind.SEXUAL,
    "abduction/forced disappearance": IncidentKind.ABDUCTION,
    # Editions before 2019.
    "remote violence": IncidentKind.EXPLOSIVES, "riots/protests": IncidentKind.UNREST,
    "battle-no change of territory": IncidentKind.ARMED_CLASH,
    "battle-government regains territory": IncidentKind.ARMED_CLASH,
    "battle-non-state actor overtakes territory": IncidentKind.ARMED_CLASH,
}  # fmt: skip
ACLED_PLACES = {"1": Precision.EXACT, "2": Precision.ABOUT, "3": Precision.ADMIN1}

ACLED_DAYS = {"2": week_, "3": month_}


def _acled(row: Row) -> None:
    event, said = row.event, row.words("sub_event_type")
    event.reference = row.words("event_id_cnty", 80)
    written_day(row, "event_date")
    known = ACLED_DAYS.get(row.cell("time_precision").strip())
    if event.happened_on and known:
        known(event, event.happened_on)
        event.say(Reason.PARTIAL_DAY, "time_precision", row.cell("time_precision").strip())
    event.kind_said = said or row.words("event_type")
    event.kind = ACLED_KINDS.get(said.lower()) or ACLED_KINDS.get(row.cell("event_type").lower(), IncidentKind.OTHER)
    event.actor_said = " – ".join(filter(None, (row.words("actor1", 98), row.words("actor2", 98))))
    event.country = (row.words("country"),)
    event.admin1, event.admin2 = row.words("admin1"), row.words("admin2")
    event.place_said = row.words("location", 200)
    event.precision = ACLED_PLACES.get(row.cell("geo_precision").strip(), Precision.ADMIN1)
    row.point("latitude", "longitude")
    event.killed = row.count("fatalities")
    event.text, event.attribution = row.text("notes"), row.text("source", 2000)


def _awsd(row: Row) -> None:
    event = row.event
    event.reference = row.words("incident id", 80)
    partial_day(row, "year", "month", "day")
    event.kind, event.kind_said = IncidentKind.AID, row.words("means of attack")
    event.actor_said = row.words("actor name", 200) or row.words("actor type", 200)
    event.country = (row.words("country code"), row.words("country"))
    event.admin1, event.admin2, event.place_said = row.words("region"), row.words("district"), row.words("city", 200)
    known = (Precision.ABOUT, event.place_said), (Precision.ADMIN2, event.admin2), (Precision.ADMIN1, event.admin1)
    event.precision = next((precision for precision, words in known if words), Precision.COUNTRY)
    row.point("latitude", "longitude")
    event.killed, event.injured = row.count("total killed"), row.count("total wounded")
    event.abducted = row.count("total kidnapped", "total detained")
    event.women, event.men = row.count("gender female"), row.count("gender male")
    event.text, event.state_said = row.text("details"), row.words("verified", 40)
    source = row.text("source", 2000)
    event.attribution = "" if source.lower() in ("archived", "pending") else source


SECURITY_PLACES = {
    "1": Precision.EXACT, "2": Precision.ABOUT, "3": Precision.ADMIN2, "4": Precision.ADMIN1, "5": Precision.ADMIN1,
}  # fmt: skip
# What a set of theirs is about, by a column that it alone has.
SECURITY_KINDS = {
    "aid workers killed": IncidentKind.AID,
    "health workers killed": IncidentKind.HEALTH,
    "educators killed": IncidentKind.EDUCATION,
    "number of attacks on camps reporting destruction": IncidentKind.CAMP,
}
# Each set has columns of its own for those whom it is about: “Educators Killed”, “Students Killed” and so on.
KILLED, INJURED = (" killed",), (" injured", " wounded")
ABDUCTED, HARMED = (" kidnapped", " arrested"), (" targeted with crsv", " sexually assaulted", " assaulted")


def _insecurity(row: Row) -> None:
    event = row.event
    event.reference = row.words(row.either("sind id", "sind event id"), 80)
    written_day(row, "date")
    about = (kind for column, kind in SECURITY_KINDS.items() if column in row.cells)
    event.kind, event.kind_said = next(about, IncidentKind.OTHER), row.words("weapon carried/used")
    named, said = (
        row.either("actor name", "reported perpetrator name"),
        row.either("actor type", "reported perpetrator"),
    )
    event.actor_said = row.words(named, 200) or row.words(said, 200)
    event.country = (row.words("country iso"), row.words("country"))
    event.admin1 = row.words("admin 1")
    event.precision = SECURITY_PLACES.get(row.cell("geo precision").strip()[1:2], Precision.COUNTRY)
    row.point("latitude", "longitude")
    event.killed, event.injured = row.count_ending(*KILLED), row.count_ending(*INJURED)
    event.abducted, event.other_harmed = row.count_ending(*ABDUCTED), row.count_ending(*HARMED)
    event.text = row.text("event description")


def _template(row: Row) -> None:
    event = row.event
    event.reference = row.words("reference", 80)
    written_day(row, "date", "until")
    event.kind_said = row.words("kind")
    event.kind = one_of(IncidentKind, event.kind_said) or IncidentKind.OTHER
    event.actor_said, event.country = row.words("actor", 200), (row.words("country"),)
    event.admin1, event.admin2 = row.words("admin1"), row.words("admin2")
    event.place_said = row.words("place", 200)
    known = Precision.ADMIN2 if event.admin2 else Precision.ADMIN1 if event.admin1 else Precision.COUNTRY
    event.precision = one_of(Precision, row.words("precision")) or known
    row.point("latitude", "longitude")
    event.killed, event.injured = row.count("killed"), row.count("injured")
    event.abducted, event.other_harmed = row.count("abducted"), row.count("other harmed")
    event.women, event.men, event.minors = row.count("women"), row.count("men"), row.count("children")
    event.text, event.attribution = row.text("what happened"), row.text("reported by", 2000)


@dataclass(frozen=True)
class Format:
    """A published set: the columns by which it is known, and how its rows read."""

    source: EventSource
    needs: frozenset[str]
    read: Callable[[Row], None]


FORMATS = (
    Format(EventSource.UCDP, frozenset(("id", "type_of_violence", "date_start", "where_prec")), _ucdp),
    Format(EventSource.ACLED, frozenset(("event_id_cnty", "event_date", "event_type")), _acled),
    Format(EventSource.AWSD, frozenset(("incident id", "year", "means of attack")), _awsd),
    # Their sets on aid workers, health care and schools name the key otherwise.
    Format(EventSource.INSECURITY_INSIGHT, frozenset(("sind id", "date", "country iso")), _insecurity),
    Format(EventSource.INSECURITY_INSIGHT, frozenset(("sind event id", "date", "country iso")), _insecurity),
    Format(EventSource.TEMPLATE, frozenset(("reference", "date", "what happened")), _template),
)
