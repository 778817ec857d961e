"""The gazetteer: what is taken in, how names are matched, what a person decides, and who sees bases."""

import json
from pathlib import Path
from typing import Any

import pytest

from missions.domain.gazetteer import take_in_gazetteer
from missions.domain.known import Line, Outcome
from missions.domain.places import close_facility, decide_name, enter_facility, name_place
from missions.enums.places import How, Level, NameState
from missions.intake.folding import fold, fold_bare
from missions.intake.outlines import crosses_itself, rings_of
from missions.models import Facility, Locality, PlaceAlias, PlaceName, PlaceOutline
from missions.queries.gazetteer import places
from missions.queries.matching import Gazetteer, gazetteer, likely_places
from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.errors import Conflict, Refused
from pocplan.access.queries.rooms import room_of
from tests.world import World

SHARED = Path(__file__).parents[3] / "shared" / "data"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="the shared data folder is not beside the project")

LONG = """\ufeffLocation,Admin Level,P-Code,Name,Parent P-Code,Valid from date
ORV,1,OR1,Tuleni,ORV,2015-06-15
ORV,1,OR2,Bésh-Valley,ORV,
ORV,2,OR11,Hesk,OR1,
ORV,2,OR21,Hesk,OR2,
ORV,2,OR22,Dorrim,OR2,
"""

TOWNS = """Location,Admin Level,P-Code,Name,Parent P-Code,Latitude,Longitude
ORV,1,OR1,Tuleni,ORV,2.0,20.0
ORV,5,OR1001,Mirefield,OR1,3.25,21.5
ORV,5,OR1002,Sorrel,OR1,"3,25",21.5
ORV,5,OR1003,Halves,OR1,3.25,
ORV,5,OR1004,Nowhere,OR1,93,21.5
ORV,5,OR1005,Unknown,OR1,,
"""


def write(folder: Path, text: str, name: str = "places.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def adviser(world: World) -> Any:
    with world.acting("adviser", "Senior") as actor:
        yield actor


def take(actor: Actor, path: Path) -> list[Line]:
    return take_in_gazetteer(actor=actor, path=path)


def named(actor: Actor, code: str) -> Locality:
    return Locality.objects.visible_to(actor).get(code=code)


@pytest.fixture
def known(adviser: Actor, tmp_path: Path) -> Gazetteer:
    take(adviser, write(tmp_path, LONG))
    return gazetteer(adviser)


def test_a_list_of_codes_comes_in_once(adviser: Actor, tmp_path: Path) -> None:
    path = write(tmp_path, LONG)
    assert [line.outcome for line in take(adviser, path)] == [Outcome.CREATED] * 5
    assert [line.outcome for line in take(adviser, path)] == [Outcome.UNCHANGED] * 5
    assert named(adviser, "OR22").parent == named(adviser, "OR2")
    assert named(adviser, "ORV").level == Level.COUNTRY


def test_a_newer_edition_keeps_the_former_name(adviser: Actor, known: Gazetteer, tmp_path: Path) -> None:
    lines = take(adviser, write(tmp_path, LONG.replace("Dorrim", "Dorrim-on-Sea")))
    assert [line.outcome for line in lines if line.row == 6] == [Outcome.UPDATED]
    alias = PlaceAlias.objects.visible_to(adviser).get(locality=named(adviser, "OR22"))
    assert alias.name == "Dorrim"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("ORV,1,XX9,Elsewhere,ORV,", "another country"),
        ("ORV,9,OR9,Too deep,ORV,", "not an administrative level"),
        ("ORV,2,OR91,Lost,OR9,", "is not in the gazetteer"),
        ("ORV,1,OR9,,ORV,", "cannot be empty"),
        ("nowhere at all,1,OR9,Nine,ORV,", "Which country"),
        ("ZZZ,1,ZZ9,Nine,ZZZ,", "No country has the code ZZZ"),
        ("ORX,1,OR9,Nine,ORX,", "No country has the code ORX"),
        ("ORV,1,OR9,Nine,ORV,2040-01-01", "lies in the future"),
    ],
)
def test_a_row_that_does_not_fit_is_refused_alone(adviser: Actor, tmp_path: Path, row: str, reason: str) -> None:
    lines = take(adviser, write(tmp_path, LONG + row + "\n"))
    refused = [line for line in lines if line.outcome == Outcome.REFUSED]
    assert [line.row for line in refused] == [7]
    assert reason in refused[0].reason
    assert len(lines) == 6


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("Location,Admin Level,P-Code,Name,Valid from date\nZZZ,0,ZZZ,Zed,\n", "Location"),
        ("Location,Admin Level,P-Code,Name,Valid from date\nKEN,0,KEN,Kenya,2040-01-01\n", "Valid from date"),
        ("ADM1_EN,ADM1_PCODE,ADM0_EN,ADM0_PCODE,validTo,validOn\nZed,ZZ1,Zed,ZZZ,,2020-01-01\n", "ADM0_PCODE"),
        ("ADM1_EN,ADM1_PCODE,ADM0_EN,ADM0_PCODE,validTo,validOn\nMombasa,KE1,Kenya,KEN,,2040-01-01\n", "validOn"),
    ],
)
def test_an_unknown_country_and_a_day_to_come_are_refused_by_column(
    adviser: Actor, tmp_path: Path, text: str, column: str
) -> None:
    lines = take(adviser, write(tmp_path, text))
    assert [(line.row, line.outcome, line.column) for line in lines] == [(2, Outcome.REFUSED, column)]
    assert not Locality.objects.visible_to(adviser).filter(country__in=["ZZZ", "KEN"]).exists()


def test_a_table_of_cod_ab_names_all_levels_in_each_row(adviser: Actor, tmp_path: Path) -> None:
    text = (
        "ADM2_EN,ADM2_FR,ADM2_PCODE,ADM1_EN,ADM1_PCODE,ADM0_EN,ADM0_PCODE,validOn\n"
        "Hesk,Hesque,OR11,Tuleni,OR1,Orvane,ORV,2020-01-01\nMurn,,OR12,Tuleni,OR1,Orvane,ORV,2020-01-01\n"
    )
    lines = take(adviser, write(tmp_path, text))
    assert sorted(line.label for line in lines) == ["OR1 Tuleni", "OR11 Hesk", "OR12 Murn", "ORV Orvane"]
    assert PlaceAlias.objects.visible_to(adviser).get(name="Hesque").locality == named(adviser, "OR11")


def test_only_those_who_keep_the_commons_take_it_in(world: World, tmp_path: Path) -> None:
    with world.acting("force.planner") as actor, pytest.raises(Refused):
        take(actor, write(tmp_path, LONG))


def test_something_else_is_refused_in_words(adviser: Actor, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no table of P-codes"):
        take(adviser, write(tmp_path, "one,two\n1,2\n"))
    with pytest.raises(Refused, match="more columns"):
        take(adviser, write(tmp_path, ",".join(["x"] * 1_000_000)))
    with pytest.raises(Refused, match="TopoJSON"):
        take(adviser, write(tmp_path, '{"type":"Topology","objects":{}}'))


def square(west: float, south: float) -> list[list[float]]:
    corners = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
    return [[west + x, south + y] for x, y in corners]


def collection(ring: list[list[float]], **properties: Any) -> str:
    feature = {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    return json.dumps({"type": "FeatureCollection", "features": [feature]})


def test_an_outline_finds_its_place_whatever_its_properties_are_called(
    adviser: Actor, known: Gazetteer, tmp_path: Path
) -> None:
    for properties in (
        {"admin1Pcode": "OR1", "admin1Name": "Tuleni", "admin0Pcode": "ORV", "validOn": 1434326400000},
        {"ADM1_PCODE": "OR1", "ADM1_FR": "Touléni", "ADM1_EN": "Tuleni", "ADM0_PCODE": "ORV"},
    ):
        lines = take(adviser, write(tmp_path, collection(square(20, 5), **properties)))
        assert not [line.reason for line in lines if line.reason]
    outline = PlaceOutline.objects.visible_to(adviser).get()
    assert outline.box == [20, 5, 21, 6]
    assert outline.locality == named(adviser, "OR1")
    assert PlaceAlias.objects.visible_to(adviser).get().name == "Touléni"


def test_an_outline_that_crosses_itself_is_refused(adviser: Actor, known: Gazetteer, tmp_path: Path) -> None:
    bow = [[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]
    lines = take(adviser, write(tmp_path, collection(bow, admin1Pcode="OR1", admin1Name="Tuleni", admin0Pcode="ORV")))
    assert "crosses itself" in lines[0].reason
    assert lines[0].label == "OR1 Tuleni"  # so that it can be found where it was drawn


SOUND = {"admin1Pcode": "OR1", "admin1Name": "Tuleni", "admin0Pcode": "ORV"}


@pytest.mark.parametrize(
    "feature",
    [
        {"properties": ["OR1"], "geometry": {"type": "Polygon", "coordinates": [square(20, 5)]}},
        {"properties": SOUND, "geometry": ["Polygon"]},
        {"properties": SOUND, "geometry": {"type": "MultiPolygon", "coordinates": [[]]}},
        {"properties": SOUND, "geometry": {"type": "Polygon", "coordinates": 7}},
        {"properties": SOUND, "geometry": {"type": "Polygon", "coordinates": [7]}},
        {"properties": SOUND, "geometry": {"type": "Polygon", "coordinates": {"0": "x"}}},
        {"properties": SOUND, "geometry": {"type": "MultiPolygon", "coordinates": [7, "x"]}},
        {"properties": {**SOUND, "validOn": 1e40}, "geometry": {"type": "Polygon", "coordinates": [square(20, 5)]}},
        {"properties": {**SOUND, "admin1Pcode": {"a": 1}}, "geometry": None},
    ],
)
def test_a_feature_of_another_shape_is_refused_alone(
    adviser: Actor, known: Gazetteer, tmp_path: Path, feature: dict[str, Any]
) -> None:
    good = {"properties": SOUND, "geometry": {"type": "Polygon", "coordinates": [square(20, 5)]}}
    text = json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", **feature}, good]})
    bad, taken = take(adviser, write(tmp_path, text))
    assert bad.reason and not taken.reason


def test_a_file_that_leads_ever_deeper_is_refused(adviser: Actor, known: Gazetteer, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="breaks off"):
        take(adviser, write(tmp_path, '{"features": [{"geometry": ' + "[" * 150_000))


def test_simplifying_keeps_a_ring_whole() -> None:
    jagged = [[x / 1000, (x % 2) / 5000] for x in range(1000)] + [[1.0, 1.0], [0.0, 1.0], [0.0, 0.0]]
    (ring,) = rings_of({"type": "Polygon", "coordinates": [jagged]})
    assert len(ring) < 20
    assert ring[0] == ring[-1]
    assert not crosses_itself(ring)


@pytest.mark.parametrize(
    ("name", "level", "how", "code"),
    [
        ("Tuleni", 1, How.EXACT, "OR1"),
        ("Besh Valley", 1, How.FOLDED, "OR2"),
        ("BÉSH VALLEY province", 1, How.FOLDED, "OR2"),
        ("Dorrim", 2, How.EXACT, "OR22"),
    ],
)
def test_names_are_matched_step_by_step(
    adviser: Actor, known: Gazetteer, name: str, level: int, how: How, code: str
) -> None:
    match = known.match("ORV", level, name)
    assert match
    assert (match.how, match.locality_id) == (how, named(adviser, code).pk)


def test_nothing_is_matched_to_another_level_country_or_by_chance(adviser: Actor, known: Gazetteer) -> None:
    assert known.match("ORV", 1, "Dorrim") is None
    assert known.match("TAL", 2, "Dorrim") is None
    assert known.match("ORV", 2, "Hesk") is None
    assert known.match("ORV", 2, "Dorrim", within=named(adviser, "OR1").pk) is None


def test_of_two_places_the_one_in_the_same_district_is_meant(adviser: Actor, known: Gazetteer) -> None:
    match = known.match("ORV", 2, "Hesk", within=named(adviser, "OR2").pk)
    assert match
    assert (match.how, match.locality_id) == (How.DISTRICT, named(adviser, "OR21").pk)


def test_another_name_is_as_good(adviser: Actor, known: Gazetteer) -> None:
    place = named(adviser, "OR1")
    name_place(actor=adviser, place=place, name="Old Town")
    match = gazetteer(adviser).match("ORV", 1, "old-town")
    assert match
    assert (match.how, match.locality_id) == (How.ALIAS, place.pk)
    with pytest.raises(Conflict):
        name_place(actor=adviser, place=place, name="OLD TOWN")


def waiting(actor: Actor, name: str, level: int = 1) -> PlaceName:
    room = room_of(actor, "mission")
    return PlaceName.objects.create(
        compartment_id=room.pk, country="ORV", level=level, name=name, folded=fold(name), asked_at=now()
    )


def test_a_decision_is_remembered_in_its_room(adviser: Actor, known: Gazetteer) -> None:
    name, place = waiting(adviser, "Toolenny"), named(adviser, "OR1")
    assert place in likely_places(adviser, name)
    decide_name(actor=adviser, name=name, place_id=place.pk)
    match = gazetteer(adviser, name.compartment_id).match("ORV", 1, "Toolenny")
    assert match
    assert (match.how, match.locality_id) == (How.PERSON, place.pk)
    assert gazetteer(adviser).match("ORV", 1, "Toolenny") is None


def test_that_it_is_no_place_is_remembered_too(adviser: Actor, known: Gazetteer) -> None:
    name = waiting(adviser, "Unknown")
    decide_name(actor=adviser, name=name, place_id=None)
    match = gazetteer(adviser, name.compartment_id).match("ORV", 1, "Unknown")
    assert match
    assert match.locality_id is None
    assert PlaceName.objects.visible_to(adviser).get().state == NameState.NO_PLACE


def test_a_place_of_another_country_is_refused(adviser: Actor, known: Gazetteer, tmp_path: Path) -> None:
    take(adviser, write(tmp_path, "Location,Admin Level,P-Code,Name,Parent P-Code\nKEN,1,KE1,Far,KEN\n"))
    with pytest.raises(Refused, match="another country"):
        decide_name(actor=adviser, name=waiting(adviser, "Fahr"), place_id=named(adviser, "KE1").pk)


def test_a_base_stays_with_the_force(world: World, tmp_path: Path) -> None:
    with world.acting("adviser", "Senior") as actor:
        take(actor, write(tmp_path, LONG))
        place = named(actor, "OR1")
        enter_facility(actor=actor, place=place, kind="school", name="Upper school", precision="exact")
        with pytest.raises(Refused, match="Force"):
            enter_facility(actor=actor, place=place, kind="base", name="Camp", precision="exact")
    with world.acting("force.planner") as actor:
        base = enter_facility(
            actor=actor, place=place, kind="base", name="Camp", precision="exact", latitude=5.5, longitude=20.5
        )
        assert base.compartment_id == room_of(actor, "force").pk
        assert Facility.objects.visible_to(actor).count() == 2
        close_facility(actor=actor, facility=base)
    for who in ("cluster.lead", "police.planner", "adviser"):
        with world.acting(who) as actor:
            assert [one.kind for one in Facility.objects.visible_to(actor)] == ["school"], who


def test_a_facility_known_to_its_province_has_no_point(adviser: Actor, known: Gazetteer) -> None:
    place = named(adviser, "OR1")
    values = {"name": "Clinic", "precision": "admin1", "latitude": 5.5, "longitude": 20.5}
    facility = enter_facility(actor=adviser, place=place, kind="health", **values)
    assert (facility.latitude, facility.longitude) == (None, None)


def test_the_list_finds_names_without_accents(adviser: Actor, known: Gazetteer) -> None:
    assert [place.code for place in places(adviser, words="besh")] == ["OR2"]
    assert [place.code for place in places(adviser, words="or2")] == ["OR2", "OR22", "OR21"]
    assert places(adviser, level=2, country="ORV").count() == 3


def test_folding_knows_ligatures_signs_and_words_for_levels() -> None:
    assert fold("Ombella-M’Poko") == fold("Ombella MPoko")
    assert fold_bare("Préfecture de l'Œuvre") == fold("oeuvre")
    assert fold_bare("Province") == "province"


@needs_shared
@pytest.mark.realdata
def test_published_codes_and_outlines_come_in(adviser: Actor) -> None:
    lines = take(adviser, SHARED / "10_gazetteer_pcodes_caf-cod-ssd.csv")
    assert sum(line.outcome == Outcome.CREATED for line in lines) == 394
    for name, count in (("caf", 17), ("ssd", 10)):
        path = SHARED / f"11_boundaries_cod-ab-adm1_{name}.geojson"
        assert [line.outcome for line in take(adviser, path)] == [Outcome.CREATED] * count
        assert [line.outcome for line in take(adviser, path)] == [Outcome.UNCHANGED] * count
    known = gazetteer(adviser)
    for country, spelled, how in (
        ("CAF", "Ouham-Pendé province", How.FOLDED),
        ("CAF", "Ombella-M'Poko", How.FOLDED),
        ("COD", "Nord-Kivu", How.EXACT),
    ):
        match = known.match(country, 1, spelled)
        assert match, spelled
        assert match.how == how, spelled
    assert known.match("CAF", 1, "Nana-Grebizi") is None
    assert known.match("SSD", 1, "Juba") is None


def test_settlements_stand_where_a_table_says_and_areas_are_no_points(adviser: Actor, tmp_path: Path) -> None:
    lines = take(adviser, write(tmp_path, TOWNS))
    told = {line.row: line.reason for line in lines if line.outcome == Outcome.REFUSED}
    assert told == {
        4: "“3,25” has a decimal comma. If 3.25 is meant, write it so.",
        5: "Give both latitude and longitude, or neither.",
        6: "93 degrees is not a place on earth.",
    }
    points = {place.code: (place.longitude, place.latitude) for place in places(adviser)}
    assert points["OR1"] == points["OR1005"] == (None, None) and points["OR1001"] == (21.5, 3.25)
    again = take(adviser, write(tmp_path, TOWNS.replace("3.25,21.5", "3.5,21.5")))
    assert [line.label for line in again if line.outcome == Outcome.UPDATED] == ["OR1001 Mirefield"]
    assert named(adviser, "OR1001").latitude == 3.5


def test_a_point_that_seems_mirrored_or_abroad_is_offered_and_not_taken(adviser: Actor, tmp_path: Path) -> None:
    take(adviser, write(tmp_path, LONG))
    ring = [[20, 2], [24, 2], [24, 6], [20, 6], [20, 2]]
    area = {
        "properties": {"ADM1_PCODE": "OR1", "ADM1_EN": "Tuleni", "ADM0_PCODE": "ORV"},
        "geometry": {"type": "Polygon"},
    }
    area["geometry"]["coordinates"] = [ring]  # type: ignore[assignment]
    outlines = {"type": "FeatureCollection", "features": [{"type": "Feature", **area}]}
    take(adviser, write(tmp_path, json.dumps(outlines), "areas.geojson"))
    towns = TOWNS.splitlines()[0] + "\nORV,5,OR1001,Mirefield,OR1,21.5,3.25\nORV,5,OR1002,Sorrel,OR1,-30,21\n"
    told = [(line.row, line.reason) for line in take(adviser, write(tmp_path, towns))]
    assert told == [
        (2, "Latitude and longitude seem swapped. If latitude 3.25 and longitude 21.5 are meant, write so."),
        (3, "This point lies outside of the country, as its outlines show it."),
    ]
    assert not Locality.objects.visible_to(adviser).filter(level=Level.SETTLEMENT).exists()
