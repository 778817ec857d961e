"""Which room a page is about: the one that the address names or none at all, and never a wider one by omission."""

from uuid import uuid4

from django.test import Client

from pocplan.access.enums import Audience
from tests.picture.stage import group, public_id, room_of_kind
from tests.picture.test_hotspot_pages import FORM
from tests.picture.test_matrix_files import GOOD, HEAD
from tests.world import World

READING = ("/hotspots/", "/hotspots/changes/", "/hotspots/file/", "/threats/", "/threats/actors/")
WRITING = {
    "/hotspots/new/": FORM,
    "/hotspots/paste/": {"table": f"{HEAD}\n{GOOD}", "list": ""},
    "/threats/new/": {"title": "Raids", "risks": ["attacks"], "state_capacity": "weak", "state_will": "mixed"},
    "/threats/actors/new/": {
        "name": "Besh Front", "kind": "armed_group", "relation": "none", "is_listed": "no", "is_party": "no",
    },
}  # fmt: skip


def absent(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404, address


def test_a_room_that_is_not_there_is_never_another(world: World) -> None:
    shared = group(world)
    with world.acting("force.commander") as actor:
        force = room_of_kind(actor, "force").public_id
    adviser, stranger = world.client("adviser"), world.client("other.adviser")
    for asked in (uuid4(), force, "nonsense"):
        for address in READING:
            absent(adviser, f"{address}?room={asked}")
            absent(stranger, f"{address}?room={asked}")
        for address, values in WRITING.items():
            absent(adviser, f"{address}?room={asked}")
            assert adviser.post(f"{address}?room={asked}", values).status_code == 404, address
    tables = ("picture_hotspot", "picture_threat", "picture_armedactor")
    assert not any(world.query(f"SELECT 1 FROM {table}") for table in tables)

    # Who names no room reads the group first, and writes where the own side works alone; the page says which.
    assert f'value="{public_id(world, shared)}"' in adviser.get("/hotspots/").content.decode()
    for who, kind in (("adviser", "civilian"), ("force.commander", "force"), ("cluster.lead", "cluster_lead")):
        with world.acting(who) as actor:
            room = room_of_kind(actor, kind).pk
        client = world.client(who)
        for address, values in WRITING.items():
            seen = client.get(address).content.decode().partition('aria-label="Who can see this"')[2]
            assert str(Audience(kind).label) in seen.partition("</section>")[0], (who, address)
            assert client.post(address, values).status_code == 302, (who, address)
        for table in tables:
            found = world.query(f"SELECT DISTINCT compartment_id FROM {table} ORDER BY 1")
            assert (room,) in [tuple(one) for one in found], (who, table)
    for table in tables:
        assert not world.query(f"SELECT 1 FROM {table} WHERE compartment_id = %s", [shared])
