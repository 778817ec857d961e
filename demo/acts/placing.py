"""The gazetteer of Orvane with its outlines, and a year of incidents. No place is real and nothing happened."""

import json
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.base import ContentFile

from demo.acts.hats import acting
from missions.domain.gazetteer import take_in_gazetteer
from missions.domain.incident_imports import (
    READING,
    STORING,
    begin_events,
    confirm_events,
    read_events,
    request_incident_import,
    store_events,
)
from missions.intake.formats import TEMPLATE
from missions.queries.incident_rooms import rooms_to_keep_in
from pocplan.access.clock import today
from pocplan.access.enums import Audience
from pocplan.jobs.files import folder

Ring = list[tuple[float, float]]
HEAD = "Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date"
# code, name, what it lies in, corners of its outline
AREAS: tuple[tuple[str, str, str, Ring], ...] = (
    ("OR1", "Tuleni Plains", "ORV", [(20.0, 4.2), (21.6, 4.0), (22.4, 4.6), (22.2, 5.6), (21.9, 6.4), (20.9, 6.7),
                                     (20.1, 6.2), (19.8, 5.1)]),
    ("OR2", "Besh Valley", "ORV", [(22.4, 4.6), (23.3, 4.4), (24.3, 4.9), (24.6, 5.8), (24.0, 6.6), (22.9, 6.9),
                                   (21.9, 6.4), (22.2, 5.6)]),
    ("OR3", "Karvel", "ORV", [(20.9, 6.7), (21.9, 6.4), (22.9, 6.9), (23.0, 7.7), (22.1, 8.3), (21.0, 8.0)]),
    ("OR4", "Upper Oru", "ORV", [(18.6, 5.3), (19.8, 5.1), (20.1, 6.2), (20.9, 6.7), (21.0, 8.0), (19.7, 8.1),
                                 (18.7, 7.0)]),
    ("OR11", "Namoshe", "OR1", [(20.0, 4.2), (21.6, 4.0), (21.5, 5.0), (20.8, 5.4), (19.8, 5.1)]),
    ("OR12", "Tuleni east camps", "OR1", [(21.6, 4.0), (22.4, 4.6), (22.2, 5.6), (21.5, 5.0)]),
    ("OR21", "Hesk Crossing", "OR2", [(22.4, 4.6), (23.3, 4.4), (23.4, 5.4), (22.2, 5.6)]),
    ("OR22", "Dorrim", "OR2", [(23.3, 4.4), (24.3, 4.9), (24.6, 5.8), (23.4, 5.4)]),
)  # fmt: skip
# name of the area, what happened, how often in a month, killed each time
YEAR = (
    ("Tuleni Plains", "civilians", 3, 2),
    ("Besh Valley", "armed_clash", 2, 3),
    ("Karvel", "unrest", 1, 0),
    ("Upper Oru", "abduction", 1, 0),
)


def place() -> None:
    """P-codes and outlines for everybody in the operation, then events in the mission's room."""
    with TemporaryDirectory() as name, acting("adviser") as actor:
        codes, outlines = Path(name, "places.csv"), Path(name, "outlines.json")
        lines = [f"ORV,{_level(code)},{code},{said},{above}," for code, said, above, _ring in AREAS]
        codes.write_text("\n".join([HEAD, *lines]), encoding="utf-8")
        outlines.write_text(json.dumps({"type": "FeatureCollection", "features": list(map(_feature, AREAS))}))
        for path in (codes, outlines):
            take_in_gazetteer(actor=actor, path=path)


def report() -> None:
    """A year of events, in the room that all components of the mission read."""
    with acting("human.rights") as actor:
        room = next(one for one in rooms_to_keep_in(actor) if one.audience == Audience.MISSION)
        upload: Any = ContentFile(_events(), name="events.csv")
        row = request_incident_import(actor=actor, room=room, upload=upload)
        path = folder() / row.stored_as
        begin_events(actor=actor, import_id=row.pk, step=READING)
        read_events(actor=actor, import_id=row.pk, path=path)
        confirm_events(actor=actor, import_id=row.pk, takes_offers=False)
        begin_events(actor=actor, import_id=row.pk, step=STORING)
        store_events(actor=actor, import_id=row.pk, path=path)


def _level(code: str) -> int:
    return len(code) - 2


def _feature(area: tuple[str, str, str, Ring]) -> dict[str, Any]:
    code, name, _above, ring = area
    named = {f"admin{_level(code)}Pcode": code, f"admin{_level(code)}Name": name, "admin0Pcode": "ORV"}
    return {
        "type": "Feature", "properties": named, "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
    }  # fmt: skip


def _events() -> bytes:
    """More in the dry months than in the rains, so that the year has a shape."""
    lines = [",".join(TEMPLATE)]
    for back in range(360, 0, -9):
        day = today() - timedelta(days=back)
        for area, kind, often, killed in YEAR:
            for number in range(often if day.month in (11, 12, 1, 2, 3, 4) else often - 1):
                said = {
                    "reference": f"ORV-{day:%y%m%d}-{area[:3].upper()}{number}", "date": day.isoformat(), "kind": kind,
                    "country": "ORV", "admin1": area, "precision": "admin1", "killed": str(killed),
                }  # fmt: skip
                lines.append(",".join(said.get(name, "") for name in TEMPLATE))
    return "\n".join(lines).encode()
