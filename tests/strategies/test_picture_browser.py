"""The pages of the freeze in a browser: accessible, and within the width of a phone.

With POCPLAN_PICTURES=FOLDER each page is also written there as a picture.
"""

import os
from pathlib import Path

import pytest
from axe_core_python.sync_playwright import Axe

from demo.acts.picturing import BESH
from picture.domain.protection import class_coverage, decide_protection, state_priority
from picture.models import Hotspot
from pocplan.dev.browser import serving
from pocplan.dev.plugin import OpenPage
from strategies.domain.clearances import ask_clearance
from strategies.domain.picture import Chosen
from strategies.domain.releases import release_version
from strategies.domain.rounds import prepare_round
from strategies.models import Strategy, Version
from strategies.queries.strategies import strategy_for
from tests.consultations.stage import keys
from tests.picture.stage import group, proposed
from tests.picture.test_hotspots import listed
from tests.picture.test_protection import FAR, WHY, item
from tests.strategies.test_life import answer, draft, room_with_cluster  # noqa: F401
from tests.strategies.test_picture import chosen, frozen, rated, urgent
from tests.world import World

pytestmark = pytest.mark.browser


def decided(world: World, spot: Hotspot) -> None:
    with world.acting("cluster.lead") as actor:
        priority = state_priority(actor=actor, hotspot=spot, grade="must", **WHY)
    with world.acting("force.commander") as actor:
        said = {"reason_code": "distance", "words": "No road in the rains.", **FAR}
        decide_protection(actor=actor, priority=item(actor, priority), grade="should", **said)
        now = item(actor, priority)
        class_coverage(actor=actor, priority=now, revision=now.revision, coverage="not")


def cleared(world: World, strategy: Strategy) -> Version:
    with world.acting("adviser") as actor:
        version = ask_clearance(actor=actor, strategy=strategy_for(actor, strategy.pk), components=["police"])
    answer(world, version, "police.planner", "cleared")
    return version


def planted(world: World, strategy: Strategy) -> dict[str, tuple[str, str]]:
    """Pages by name: who looks, and at what."""
    group(world)
    besh, shared = proposed(world, **BESH), proposed(world, audience="mission", **BESH)
    place, spot = listed(world, audience="shared", place_said="Kelmat market road", population=None), listed(world)
    decided(world, place)
    rated(world, "civil.affairs", shared, 2, 3)
    rated(world, "police.planner", shared, 3, 4)
    rows = [Chosen("threat", shared.pk, is_shown=True), Chosen("hotspot", spot.pk, is_shown=True)]
    chosen(world, strategy, [*rows, Chosen("hotspot", place.pk)])
    first = frozen(world, strategy)
    rated(world, "civil.affairs", shared, 4, 3)
    urgent(world, spot)
    chosen(world, strategy, [*rows, Chosen("threat", besh.pk)])
    second = cleared(world, strategy)
    with world.acting("adviser") as actor:
        row = strategy_for(actor, strategy.pk)
        text = release_version(actor=actor, version=second, room=room_with_cluster(world, actor))
        invitees = keys(actor, "Protection Cluster Orvane")
        round_ = prepare_round(actor=actor, strategy=row, version=second, invitees=invitees)
        successor = _open_draft(actor)
    return {
        "choose": ("adviser", f"/strategies/{successor.pk}/picture/"),
        "picture": ("srsg", f"/strategies/{strategy.pk}/picture/"),
        "version": ("srsg", f"/strategies/versions/{first.pk}/"),
        "redline": ("srsg", f"/strategies/{strategy.pk}/changes/?from={first.pk}&to={second.pk}"),
        "preview": ("chief.of.staff", f"/consultations/rounds/{round_.pk}/clear/"),
        "rendition": ("cluster.lead", f"/strategies/texts/{text.pk}/"),
    }


def _open_draft(actor: object) -> Strategy:
    from strategies.domain.strategies import start_strategy

    return start_strategy(actor=actor, title="Protection of civilians on the Besh road")


def test_each_page_is_accessible_and_fits(
    world: World,
    draft: Strategy,  # noqa: F811
    browser_page: OpenPage,
) -> None:
    pages = planted(world, draft)
    clients = {who: world.client(who) for who in {who for who, _path in pages.values()}}
    folder, faults = os.environ.get("POCPLAN_PICTURES"), []
    with serving(world.name) as address:
        for width, language in ((1280, "fr"), (390, "fr")):
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
