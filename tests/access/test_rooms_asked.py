"""Which room an actor writes in for itself, and who is named as reading a room."""

import pytest
from django.db import DatabaseError

from pocplan.access.domain.rooms import Addressee, give_seat, open_shared, take_seat
from pocplan.access.enums import Audience
from pocplan.access.errors import NotSeated
from pocplan.access.models import Compartment, Post
from pocplan.access.queries import rooms as asked
from tests.world import World

# The narrowest in which each writes: that of its own area before others, that of its body where it has no area.
OWN = {
    "adviser": ("civilian", ""),
    "field.adviser": ("civilian", "Sector East"),
    "force.planner": ("force", ""),
    "sector.planner": ("force", "Sector East"),
    "srsg": ("leadership", ""),
    "cluster.lead": ("cluster_lead", ""),
    "cluster.member": ("cluster_own", ""),
    "ocha": ("hc", ""),
}


@pytest.mark.parametrize("who", OWN)
def test_what_concerns_nobody_else_lies_in_the_narrowest_room(shared_world: World, who: str) -> None:
    with shared_world.acting(who) as actor:
        room = asked.own_room(actor)
        assert room and room.owner_id == actor.owner_id
        assert (room.audience, room.area.name if room.area else "") == OWN[who]


def test_who_only_reads_has_no_room_of_its_own(shared_world: World) -> None:
    with shared_world.acting("observer") as actor:
        assert asked.own_room(actor) is None


def test_wide_rooms_come_last_and_other_areas_after_the_own(shared_world: World) -> None:
    with shared_world.acting("sector.planner") as actor:
        order = sorted(asked.rooms(actor).values(), key=lambda room: asked._width(actor, room))
        own = [(one.audience, one.area_id == actor.area_id) for one in order if one.audience not in asked.OF_NO_BODY]
    assert own == [("force", True), ("mission", True)]
    with shared_world.acting("adviser") as actor:
        order = sorted(asked.rooms(actor).values(), key=lambda room: asked._width(actor, room))
        own = [(one.audience, one.area_id is None) for one in order if one.audience not in asked.OF_NO_BODY]
    assert own == [(audience, at_home) for audience in ("civilian", "mission") for at_home in (True, False, False)]


def test_rooms_to_write_in_are_those_that_take_rows(shared_world: World) -> None:
    with shared_world.acting("observer") as actor:
        assert asked.rooms_to_write(actor) == [] and asked.rooms(actor)
    with shared_world.acting("cluster.member") as actor:
        assert {room.pk for room in asked.rooms_to_write(actor)} == actor.writable


def test_the_room_of_a_row_is_not_known_to_who_is_nobody(shared_world: World) -> None:
    with shared_world.acting("adviser") as actor:
        row = Post.objects.visible_to(actor).defer("title_en")[0]
        assert row.compartment == asked.rooms(actor)[row.compartment_id]
        row._state.fields_cache.clear()
    with pytest.raises(DatabaseError, match="nobody is acting"):
        row.compartment  # noqa: B018


def test_a_room_is_asked_for_by_its_audience_and_refused_without_a_seat(shared_world: World) -> None:
    with shared_world.acting("field.adviser") as actor:
        assert asked.room_of(actor, Audience.MISSION, actor.area_id).area_id == actor.area_id
        assert asked.commons_of(actor).audience == Audience.COMMONS
        with pytest.raises(NotSeated):
            asked.room_of(actor, Audience.MISSION)
        with pytest.raises(NotSeated):
            asked.room_of(actor, Audience.FORCE, actor.area_id)


def test_ones_own_body_is_named_by_post_and_person_and_others_as_organisations(
    shared_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with shared_world.acting("adviser") as actor:
        mission = asked.who_can_see(actor, shared_world.room("UNMOR", "mission"))
        commons = asked.who_can_see(actor, asked.commons_of(actor).pk, "fr-ca")
        seats = asked.readers(asked.commons_of(actor).pk)
    assert ("Senior PoC Adviser", "Ines Valcourt") in mission.named
    assert (mission.audience, mission.label, mission.count, mission.unnamed) == ("mission", "UNMOR", 10, 0)
    assert mission.organisations == mission.host_state == () and not mission.discreet
    assert ("Conseillère principale pour la protection des civils", "Ines Valcourt") in commons.named
    assert list(commons.named) == sorted(commons.named) and commons.unnamed == 0
    assert commons.count == len({(one.post_id, one.person_id) for one in seats if one.owner_id == actor.owner_id})
    assert "Protection Cluster Orvane" in commons.organisations
    assert list(commons.organisations) == sorted(commons.organisations)
    assert not {name for _, name in commons.named} & set(commons.organisations)
    monkeypatch.setattr(asked, "NAMED", 3)
    with shared_world.acting("adviser") as actor:
        few = asked.who_can_see(actor, shared_world.room("UNMOR", "mission"))
    assert few.named == mission.named[:3] and (few.count, few.unnamed) == (10, 7)


def test_the_host_of_a_discreet_room_is_not_told_that_it_is_discreet(shared_world: World) -> None:
    """Its guests are: they see the host and themselves alone."""
    shared_world.query("UPDATE access_compartment SET discreet = true WHERE audience = 'mission'")
    with shared_world.acting("adviser") as actor:
        room = Compartment.objects.get(pk=shared_world.room("UNMOR", "mission"))
        assert room.discreet and not asked.who_can_see(actor, room.pk).discreet
    shared_world.query("UPDATE access_compartment SET discreet = false WHERE audience = 'mission'")


def test_guests_of_a_discreet_room_learn_of_its_host_and_of_themselves(world: World) -> None:
    guests = {"cluster.lead": "Protection Cluster", "aor.lead": "Child Protection AoR"}
    with world.acting("adviser") as actor:
        host = actor.owner_id
        addressees = [Addressee(world.owner_id(short), "cluster") for short in guests.values()]
        addressees.append(Addressee(host, "mission", may_write=True))
        open_room, discreet = (
            open_shared(actor=actor, label="Round", addressees=addressees, discreet=one) for one in (False, True)
        )
    everybody = {host, *map(world.owner_id, guests.values())}
    for who, owner in {"adviser": host, **{who: world.owner_id(short) for who, short in guests.items()}}.items():
        with world.acting(who):
            assert {one.owner_id for one in asked.readers(open_room)} == everybody
            told = {one.owner_id for one in asked.readers(discreet)}
        assert told == (everybody if who == "adviser" else {host, owner})


def test_who_is_seated_by_name_reads_that_room_and_no_other(world: World) -> None:
    room, beside = world.room("UNMOR", "force"), world.room("UNMOR", "police")
    with world.acting("police.planner") as actor:
        guest = actor.post_id
    with world.acting("force.planner") as actor:
        assert guest not in {one.post_id for one in asked.readers(room)}
        seat = give_seat(actor=actor, room=room, post_id=guest, may_write=True, reason="Plans with us")
    with world.acting("force.planner") as actor:
        assert {one.post_id: one.may_write for one in asked.readers(room)}[guest]
    with world.acting("police.planner") as actor:
        own = actor.post_id
        assert {one.post_id for one in asked.readers(beside) if one.kind == actor.post_kind} == {own}
    with world.acting("force.planner") as actor:
        take_seat(actor=actor, seat_id=seat)
    with world.acting("force.planner") as actor:
        assert guest not in {one.post_id for one in asked.readers(room)}
