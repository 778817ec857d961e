"""The pages of threats in a browser: accessible, and within the width of a phone.

With POCPLAN_PICTURES=FOLDER each page is also written there as a picture.
"""

import os
from pathlib import Path

import pytest
from axe_core_python.sync_playwright import Axe

from demo.acts.picturing import ACTORS, BESH, DORRIM
from picture.domain.actors import enter_armed_actor
from picture.domain.sources import add_threat_source, judge_threat
from pocplan.dev.browser import serving
from pocplan.dev.plugin import OpenPage
from tests.picture.stage import given, group, prepared, proposed, released, room_of_kind
from tests.world import World

pytestmark = pytest.mark.browser


def planted(world: World) -> dict[str, tuple[str, str]]:
    """Pages by name: who looks, and at what."""
    group(world, "Protection Cluster", "Field Cluster East")
    with world.acting("adviser") as actor:
        room = room_of_kind(actor, "mission")
        row = enter_armed_actor(actor=actor, room=room, **ACTORS[0])
    besh, _dorrim = proposed(world, **BESH), proposed(world, **DORRIM)
    inside = proposed(world, audience="mission", **DORRIM)
    why = "Fewer attacks since the second patrol began."
    release = prepared(world, "force.planner", given(world, "force.planner", besh, 2, 4, rationale=why))
    released(world, "force.commander", release)
    released(world, "adviser", prepared(world, "civil.affairs", given(world, "civil.affairs", besh, 5, 4)))
    released(world, "cluster.lead", prepared(world, "cluster.lead", given(world, "cluster.lead", besh, severity=4)))
    waits = prepared(world, "force.planner", given(world, "force.planner", besh, 3, 4))
    with world.acting("human.rights") as actor:
        add_threat_source(actor=actor, threat=besh, room=besh.compartment, kind="witness", group="A")
        judge_threat(actor=actor, threat=besh, finding="verified", reason="Seen by the team on its visit.")
    return {
        "list": ("cluster.lead", "/threats/"),
        "list-planner": ("force.planner", "/threats/?only=differ"),
        "threat": ("force.planner", f"/threats/{besh.pk}/"),
        "threat-sealed": ("human.rights", f"/threats/{besh.pk}/"),
        "threat-cluster": ("cluster.lead", f"/threats/{besh.pk}/"),
        "new": ("adviser", "/threats/new/"),
        "rate": ("cluster.lead", f"/threats/{besh.pk}/rate/"),
        "release": ("force.commander", f"/threats/releases/{waits.pk}/"),
        "share": ("chief.of.staff", f"/threats/{inside.pk}/share/"),
        "judge": ("human.rights", f"/threats/{besh.pk}/judge/"),
        "group": ("adviser", "/threats/groups/new/"),
        "actors": ("adviser", f"/threats/actors/?room={room.public_id}"),
        "actor": ("adviser", f"/threats/actors/{row.pk}/"),
    }


def test_each_page_is_accessible_and_fits(world: World, browser_page: OpenPage) -> None:
    pages = planted(world)
    clients = {who: world.client(who) for who in {who for who, _path in pages.values()}}
    folder, faults = os.environ.get("POCPLAN_PICTURES"), []
    with serving(world.name) as address:
        for width, language in ((1280, "en"), (390, "fr")):
            page = browser_page(address, width=width)
            for name, (who, path) in pages.items():
                cookies = {"sessionid": clients[who].cookies["sessionid"].value, "django_language": language}
                page.context.add_cookies([{"name": key, "value": one, "url": address} for key, one in cookies.items()])
                assert page.goto(path).status == 200, name
                if folder:
                    page.screenshot(path=Path(folder) / f"{name}-{width}-{language}.png", full_page=True)
                found = Axe().run(page, options={"resultTypes": ["violations"]})["violations"]
                faults += [(name, width, one["id"], one["nodes"][0]["html"][:200]) for one in found]
                if page.evaluate("document.documentElement.scrollWidth") > width:
                    faults.append((name, width, "wider than the page", ""))
    assert not faults
