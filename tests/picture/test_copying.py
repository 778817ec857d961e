"""A hotspot copied into an exercise: seen before, asked first, and knowing nothing of where it comes from."""

import pytest

from picture.domain.copying import share_hotspot
from picture.domain.hotspots import change_hotspot
from picture.models import Hotspot, HotspotChange, HotspotSharing
from pocplan.access.errors import Conflict, Refused
from tests.picture.stage import group, proposed, public_id, room_of_kind
from tests.picture.test_hotspots import again, listed
from tests.world import World

SECRET = "The radio of the Ridge Front is heard there."
CONFIRMED = {"revision": 1, "confirmed": "1"}


def test_a_copy_goes_to_an_exercise_and_carries_nothing_that_was_left_out(shared_world: World) -> None:
    world = shared_world
    room = group(world)
    threat = proposed(world, audience="mission")
    known = {"external_ref": "F-17", "population": 6, "population_basis": "count", "situation": SECRET}
    spot = listed(world, is_enclave=True, needed="Lamps.", threats=[threat.pk], **known)
    address, at = f"/hotspots/{spot.pk}/share/", public_id(world, room)
    assert world.client("adviser").get(address).status_code == 404  # clears nothing
    assert world.client("cluster.lead").get(address).status_code == 404  # does not see it

    chief = world.client("chief.of.staff")
    seen = " ".join(chief.get(f"{address}?room={at}&left_out=situation").content.decode().split())
    preview = seen.partition('class="preview')[2].partition("Left out:")[0]
    assert "Tuleni east camps" in preview and "Lamps." in preview
    assert SECRET not in preview and "F-17" not in preview and "6 (" not in preview
    assert "Protection Cluster" in seen
    sent = {**CONFIRMED, "room": at, "left_out": ["situation"]}
    assert chief.post(address, {**sent, "confirmed": ""}).status_code == 400
    assert chief.post(address, {**sent, "revision": 9}).status_code == 409
    assert not world.query("SELECT 1 FROM picture_hotspot WHERE compartment_id = %s", [room])
    assert chief.post(address, sent).status_code == 302
    again_ = chief.post(address, sent)
    assert again_.status_code == 400 and "stands in this exercise already" in again_.content.decode()

    with world.acting("cluster.lead") as actor:
        copy = Hotspot.objects.visible_to(actor).get(compartment_id=room)
        assert (copy.number, copy.place_said, copy.needed, copy.is_enclave) == (1, spot.place_said, "Lamps.", True)
        assert (copy.situation, copy.external_ref, copy.population, copy.threats) == ("", "", None, [])
        assert [one.by for one in HotspotChange.objects.visible_to(actor)] == ["United Mission in Orvane"]
        assert not HotspotSharing.objects.visible_to(actor).exists()
    stored = world.query("SELECT to_jsonb(t)::text FROM picture_hotspot t WHERE compartment_id = %s", [room])[0][0]
    assert str(spot.pk) not in stored and str(threat.pk) not in stored and "F-17" not in stored
    assert "Copied to" in chief.get(f"/hotspots/{spot.pk}/").content.decode()
    assert "Copied to" not in world.client("cluster.lead").get(f"/hotspots/{copy.pk}/").content.decode()


def test_only_who_clears_copies_what_was_seen(shared_world: World) -> None:
    world = shared_world
    spot = listed(world, place_said="Namoshe", population=640, population_basis="count")
    with world.acting("adviser") as actor:
        with pytest.raises(Refused, match="does not clear"):
            share_hotspot(actor=actor, hotspot=again(actor, spot), room=room_of_kind(actor, "shared"), revision=1)
        change_hotspot(actor=actor, hotspot=again(actor, spot), revision=1, reason="More is known.", trend="worse")
    with world.acting("chief.of.staff") as actor:
        target = room_of_kind(actor, "shared")
        with pytest.raises(Conflict):
            share_hotspot(actor=actor, hotspot=again(actor, spot), room=target, revision=1)
        with pytest.raises(Refused, match="listed values"):
            share_hotspot(actor=actor, hotspot=again(actor, spot), room=spot.compartment, revision=2)
        sharing = share_hotspot(actor=actor, hotspot=again(actor, spot), room=target, revision=2)
        copy = Hotspot.objects.visible_to(actor).get(pk=sharing.copy_id)
        assert (copy.population, copy.population_basis, copy.trend) == (640, "count", "worse")
