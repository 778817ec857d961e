"""A mission and its rooms; who founds one, and what everybody in the operation reads of it."""

import pytest

from missions.domain.founding import found_mission, open_sector
from missions.domain.missions import change_mission
from missions.enums import StructuralModel
from missions.models import Mission
from missions.queries.missions import components_of, mission_of, missions_for, offices_of
from pocplan.access.errors import Conflict, NotSeated, Refused
from tests.world import World

FACTS = {"kind": "peacekeeping", "structural_model": "separate"}


def found(actor, **values):
    return found_mission(
        actor=actor, operation_id=actor.operation_id, **{"name": "New", "short": "N", **FACTS, **values}
    )


@pytest.mark.parametrize("who", ["adviser", "cluster.lead", "observer", "dsrsg.hc"])
def test_everybody_in_the_operation_reads_its_mission_and_no_other(still_world: World, who: str) -> None:
    with still_world.acting(who) as actor:
        assert [mission.owner.short for mission in missions_for(actor)] == ["UNMOR"]


def test_a_political_mission_has_no_force(still_world: World) -> None:
    with still_world.acting("other.adviser") as actor:
        mission = mission_of(actor)
        assert mission is not None
        assert [row.component.kind for row in components_of(actor, mission)] == ["civilian", "police"]


def test_the_administrator_founds_a_mission_with_rooms_for_each_sector(world: World) -> None:
    with world.acting("admin") as actor:
        mission = found(actor, short="UNNEW", sectors=["North", "South"])
        assert [office.name for office in offices_of(actor, mission)] == ["North", "South"]
    assert world.room("UNNEW", "force", "North")
    assert world.room("UNNEW", "leadership")


def test_nobody_else_founds_one(still_world: World) -> None:
    with still_world.acting("chief.of.staff") as actor, pytest.raises(NotSeated):
        found(actor)
    assert still_world.query("SELECT count(*) FROM access_owner WHERE name = 'New'") == [(0,)]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "a" * 201}, "name"),
        ({"short": "A\u202eB"}, "short"),
        ({"kind": "army"}, "kind"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"weekend_days": [1, 2, 3, 4, 5, 6, 7]}, "weekend_days"),
        ({"sectors": ["North", ""]}, "sectors"),
    ],
)
def test_what_does_not_fit_is_refused_beside_its_field_and_changes_nothing(still_world: World, values, field) -> None:
    with still_world.acting("admin") as actor:
        with pytest.raises(Refused) as refusal:
            found(actor, **values)
        assert refusal.value.field == field
        assert missions_for(actor).count() == 1


def test_two_sectors_of_one_name_are_refused(still_world: World) -> None:
    with still_world.acting("admin") as actor, pytest.raises(Conflict):
        found(actor, sectors=["North", "North"])


def test_a_sector_is_opened_by_the_administrator_alone(world: World) -> None:
    with world.acting("adviser") as actor, pytest.raises(NotSeated):
        open_sector(actor=actor, mission=mission_of(actor), name="Sector North")
    with world.acting("admin") as actor:
        open_sector(actor=actor, mission=mission_of(actor), name="Sector North")
    assert world.room("UNMOR", "police", "Sector North")


def test_its_keepers_change_it_and_a_stale_page_loses_nothing(world: World) -> None:
    with world.acting("adviser") as actor:
        mission = mission_of(actor)
        assert mission is not None
        seen = mission.version
        change_mission(actor=actor, mission=mission, version=seen, structural_model=StructuralModel.PARTLY)
        with pytest.raises(Conflict):
            change_mission(actor=actor, mission=mission, version=seen, headquarters="Elsewhere")
        stored = Mission.objects.visible_to(actor).get(pk=mission.pk)
        assert (stored.structural_model, stored.headquarters) == ("partly", "Karvel")


@pytest.mark.parametrize("who", ["cluster.lead", "force.planner", "civil.affairs"])
def test_nobody_else_changes_it(still_world: World, who: str) -> None:
    with still_world.acting(who) as actor:
        mission = mission_of(actor)
        assert mission is not None
        with pytest.raises(Refused):
            change_mission(actor=actor, mission=mission, version=mission.version, headquarters="Elsewhere")


def test_a_mission_with_a_force_does_not_become_political(still_world: World) -> None:
    with still_world.acting("adviser") as actor:
        mission = mission_of(actor)
        assert mission is not None
        with pytest.raises(Refused):
            change_mission(actor=actor, mission=mission, version=mission.version, kind="political")
