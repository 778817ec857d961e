"""Taking in the gazetteer: P-codes and outlines. Twice is the same as once, and nothing is deleted."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from missions.domain.known import Line, Outcome
from missions.enums.places import Level
from missions.intake.countries import CODES, country_name
from missions.intake.features import features, looks_like_geojson, part_of
from missions.intake.folding import fold
from missions.intake.outlines import box_of, rings_of
from missions.intake.places import PlaceRow, country_column, depth, place_of_feature, places_of, since_column
from missions.intake.sheets import open_table
from missions.models import Locality, PlaceAlias, PlaceOutline
from missions.queries.calendar import begun
from missions.queries.gazetteer import letters_of_exercise
from missions.queries.reach import Box, inside, reaches
from pocplan.access.actor import Actor
from pocplan.access.errors import NotSeated, Refused
from pocplan.access.queries.rooms import commons_of
from pocplan.access.verb import verb
from pocplan.journal.domain.entries import record

KEEPERS_ONLY = gettext_lazy("The PoC adviser, the Chief of Staff or the cluster's coordinators keep this. Ask them.")
ALREADY = {"one_alias_per_name": gettext_lazy("The place has this name already.")}
Places = dict[tuple[str, str], Locality]
Read = list[PlaceRow] | Refused


def commons_to_keep(actor: Actor) -> int:
    """The room of the gazetteer, for those who keep what everybody reads. Raises Refused for others."""
    try:
        room = commons_of(actor).pk
    except NotSeated as error:
        raise Refused(KEEPERS_ONLY) from error
    if room not in actor.writable:
        raise Refused(KEEPERS_ONLY)
    return room


@verb()
def take_in_gazetteer(*, actor: Actor, path: Path) -> list[Line]:
    """Store a table of P-codes (CSV, XLSX) or a file of outlines (GeoJSON); a row that does not fit is refused alone.

    For those who keep the commons. Raises Refused for others and for a file that is neither.
    """
    room = commons_to_keep(actor)
    lines = _take_outlines(actor, room, path) if looks_like_geojson(path) else _take_places(actor, room, path)
    done = {outcome.value: sum(line.outcome == outcome for line in lines) for outcome in Outcome}
    record(actor=actor, compartment_id=room, verb="take_in_gazetteer", kind="locality", subject_id=actor.operation_id,
           facts=done)  # fmt: skip
    return lines


def _take_places(actor: Actor, room: int, path: Path) -> list[Line]:
    table = open_table(path, depth)
    try:
        read = list(places_of(table))
    finally:
        table.close()
    known: Places = {(place.country, place.code): place for place in Locality.objects.visible_to(actor)}
    read = list(_in_their_time(actor, table.head, _on_the_globe(actor, table.head, read)))
    read = list(_on_their_ground(actor, read))
    rows = [(number, row) for number, found in read if not isinstance(found, Refused) for row in found]
    lines = [Line(n, "", Outcome.REFUSED, bad.field or "", str(bad)) for n, bad in read if isinstance(bad, Refused)]
    _found_countries(room, rows, known)
    by_level: dict[int, list[tuple[int, PlaceRow]]] = defaultdict(list)
    for number, row in rows:
        by_level[row.level].append((number, row))
    for level in sorted(by_level):
        lines += _store_level(actor, room, by_level[level], known)
    return sorted(lines, key=lambda line: line.row)


def _on_the_globe(actor: Actor, head: list[str], read: list[tuple[int, Read]]) -> Iterator[tuple[int, Read]]:
    """Rows as they were read, but refused where no country has their code, nor the one that an exercise plays in."""
    said = {row.country for _number, found in read if not isinstance(found, Refused) for row in found}
    unknown = said - CODES
    if unknown:
        unknown.discard(letters_of_exercise(actor))
    for number, found in read:
        country = "" if isinstance(found, Refused) or not found else found[0].country
        if country in unknown:
            sentence = _("No country has the code %(code)s. Write the three letters of ISO 3166, such as CAF.")
            yield number, Refused(sentence, country_column(head), code=country)
        else:
            yield number, found


def _in_their_time(actor: Actor, head: list[str], read: Iterable[tuple[int, Read]]) -> Iterator[tuple[int, Read]]:
    """Rows as they were read, but refused where they are valid from a day that lies ahead."""
    last = begun(actor)
    for number, found in read:
        days = [] if isinstance(found, Refused) else [row.valid_from for row in found if row.valid_from]
        ahead = next((day for day in days if day > last), None)
        if ahead:
            sentence = _("The day from which this place is valid (%(day)s) lies in the future.")
            yield number, Refused(sentence, since_column(head), day=ahead.isoformat())
        else:
            yield number, found


def _on_their_ground(actor: Actor, read: Iterable[tuple[int, Read]]) -> Iterator[tuple[int, Read]]:
    """Rows as they were read, but refused where a settlement would stand outside its country."""
    boxes = reaches(actor)
    for number, found in read:
        faults = [] if isinstance(found, Refused) else [_misplaced(row, boxes.get(row.country)) for row in found]
        yield number, next(filter(None, faults), found)


def _misplaced(row: PlaceRow, box: Box | None) -> Refused | None:
    if row.point is None or inside(*row.point, box):
        return None
    longitude, latitude = row.point
    if inside(latitude, longitude, box):
        words = _(
            "Latitude and longitude seem swapped. If latitude %(north)s and longitude %(east)s are meant, write so."
        )
        return Refused(words, "Latitude", north=longitude, east=latitude)
    return Refused(_("This point lies outside of the country, as its outlines show it."), "Latitude")


def _found_countries(room: int, rows: Iterable[tuple[int, PlaceRow]], known: Places) -> None:
    """The country itself is the topmost place, also where a list begins below it."""
    for country in sorted({row.country for _number, row in rows}):
        if (country, country) not in known:
            name = country_name(country)
            known[country, country] = Locality.objects.create(
                compartment_id=room, country=country, level=Level.COUNTRY, code=country, name=name, folded=fold(name)
            )


def _store_level(actor: Actor, room: int, rows: list[tuple[int, PlaceRow]], known: Places) -> list[Line]:
    lines: list[Line] = []
    fresh: list[Locality] = []
    extra: list[tuple[Locality, str]] = []
    for number, row in rows:
        stored = known.get((row.country, row.code))
        parent = known.get((row.country, row.parent)) if row.parent else None
        if row.parent and parent is None:
            lines.append(_refused(number, row, _("The place that it lies in (%(code)s) is not in the gazetteer.")))
        elif stored is not None and stored.level != row.level:
            lines.append(_refused(number, row, _("The gazetteer has %(own)s at another level.")))
        elif stored is None:
            place = _fresh(room, row, parent)
            known[row.country, row.code] = place
            fresh.append(place)
            extra += [(place, name) for name in row.aliases]
            lines.append(Line(number, f"{row.code} {row.name}", Outcome.CREATED))
        else:
            lines.append(_renew(actor, stored, row, parent, number, extra))
    Locality.objects.bulk_create(fresh, batch_size=1000)
    add_names(actor, room, extra)
    return _once(lines)


def _once(lines: list[Line]) -> list[Line]:
    """A table of COD-AB names the places above in each of its rows; the first time counts."""
    kept: dict[tuple[str, str], Line] = {}
    for line in lines:
        kept.setdefault((line.label, str(line.row) if line.outcome == Outcome.REFUSED else ""), line)
    return list(kept.values())


def _refused(number: int, row: PlaceRow, sentence: str) -> Line:
    return Line(number, f"{row.code} {row.name}", Outcome.REFUSED, "P-Code", sentence % {
        "code": row.parent[:24], "own": row.code})  # fmt: skip


def _fresh(room: int, row: PlaceRow, parent: Locality | None) -> Locality:
    longitude, latitude = row.point or (None, None)
    return Locality(compartment_id=room, country=row.country, level=row.level, code=row.code, name=row.name,
                    folded=fold(row.name), parent=parent, valid_from=row.valid_from, longitude=longitude,
                    latitude=latitude)  # fmt: skip


def _renew(
    actor: Actor, place: Locality, row: PlaceRow, parent: Locality | None, number: int, extra: list[Any]
) -> Line:
    """A newer edition: what changed is written, and a former name stays as another name."""
    label = f"{row.code} {row.name}"
    extra += [(place, name) for name in row.aliases]
    now: dict[str, Any] = {"name": row.name, "folded": fold(row.name), "parent_id": parent.pk if parent else None}
    if row.valid_from:
        now["valid_from"] = row.valid_from
    if row.point:
        now["longitude"], now["latitude"] = row.point
    changed = {name: value for name, value in now.items() if getattr(place, name) != value}
    if not changed:
        return Line(number, label, Outcome.UNCHANGED)
    if "name" in changed:
        extra.append((place, place.name))
    for name, value in changed.items():
        setattr(place, name, value)
    Locality.objects.visible_to(actor).filter(pk=place.pk).update(**changed)
    return Line(number, label, Outcome.UPDATED)


def add_names(actor: Actor, room: int, names: Iterable[tuple[Locality, str]]) -> None:
    """Other names that the places do not have yet."""
    names = [(place, " ".join(name.split())[:120]) for place, name in names]
    pks = sorted({place.pk for place, _name in names})
    rows = PlaceAlias.objects.visible_to(actor).filter(locality_id__any=pks)
    there: set[tuple[UUID, str]] = set(rows.values_list("locality_id", "folded"))
    fresh = []
    for place, name in names:
        folded = fold(name)
        if folded and folded != place.folded and (place.pk, folded) not in there:
            there.add((place.pk, folded))
            fresh.append(PlaceAlias(compartment_id=room, locality=place, name=name, folded=folded))
    PlaceAlias.objects.bulk_create(fresh, batch_size=1000)


def _take_outlines(actor: Actor, room: int, path: Path) -> list[Line]:
    known: Places = {(place.country, place.code): place for place in Locality.objects.visible_to(actor)}
    there = {one.locality_id: one for one in PlaceOutline.objects.visible_to(actor)}
    lines = []
    for number, feature in enumerate(features(path), 1):
        try:
            lines.append(_take_outline(actor, room, number, feature, known, there))
        except Refused as refusal:
            lines.append(Line(number, _called(feature), Outcome.REFUSED, refusal.field or "", str(refusal)))
    return lines


def _called(feature: dict[str, Any]) -> str:
    """What a feature that cannot be taken calls itself: whoever mends it has to find it where it was drawn."""
    try:
        row = place_of_feature(part_of(feature, "properties"))
    except Refused:
        return ""
    return f"{row.code} {row.name}"


def _take_outline(
    actor: Actor, room: int, number: int, feature: dict[str, Any], known: Places, there: dict[UUID, PlaceOutline]
) -> Line:
    row = place_of_feature(part_of(feature, "properties"))
    place = known.get((row.country, row.code))
    if place is None:
        raise Refused(
            _("The gazetteer has no place %(code)s. Take in the table of P-codes first."), "P-Code", code=row.code
        )
    rings = [[list(point) for point in ring] for ring in rings_of(part_of(feature, "geometry"))]
    add_names(actor, room, [(place, name) for name in (row.name, *row.aliases)])
    label, stored = f"{row.code} {place.name}", there.get(place.pk)
    box = box_of([[(x, y) for x, y in ring] for ring in rings])
    if stored is None:
        PlaceOutline.objects.create(compartment_id=room, locality=place, rings=rings, box=box)
        return Line(number, label, Outcome.CREATED)
    if stored.rings == rings:
        return Line(number, label, Outcome.UNCHANGED)
    PlaceOutline.objects.visible_to(actor).filter(pk=stored.pk).update(rings=rings, box=box)
    return Line(number, label, Outcome.UPDATED)
