"""Pages of a consultation, of the inbox and of agencies can be read by everybody, on a desk and on a phone."""

import pytest

from pocplan.dev.browser import serving
from pocplan.dev.plugin import OpenPage
from pocplan.notices.domain.planning import plan_events
from strategies.domain.positions import state_position
from strategies.models import InnerText
from strategies.queries.replies import requests_to
from tests.consultations.stage import opened, released
from tests.ui.test_autosave_browser import sign_in
from tests.ui.test_look_browser import faults
from tests.world import World

pytestmark = pytest.mark.browser


def places(world: World) -> dict[str, list[str]]:
    """A round with a comment and an objection, as the mission and as the cluster see it."""
    round_ = opened(world, "Protection Cluster Orvane", "Corriden")
    released(world)
    with world.acting("cluster.lead") as actor:
        request = requests_to(actor).get()
        text = InnerText.objects.visible_to(actor).get()
        said = state_position(actor=actor, request=request, word="objection", reason="The road is cut.")
    plan_events()
    agency = world.query("SELECT id FROM clusters_agency ORDER BY id LIMIT 1")[0][0]
    own = f"/consultations/own/{text.pk}/"
    return {
        "adviser": [
            "/inbox/",
            "/consultations/",
            f"/consultations/rounds/{round_.pk}/",
            f"/consultations/rounds/{round_.pk}/certificate/",
            f"/consultations/answers/position/{said.pk}/",
            "/clusters/agencies/",
            f"/clusters/agencies/{agency}/",
        ],
        "cluster.lead": [
            "/inbox/",
            "/reviews/",
            "/consultations/",
            f"/consultations/requests/{request.pk}/",
            own,
            f"{own}release/",
        ],
    }


def test_a_round_on_a_desk_and_on_a_phone(world: World, browser_page: OpenPage) -> None:
    wanted, found = places(world), []
    with serving(world.name) as address:
        for width in (1280, 390):
            for who, pages in wanted.items():
                page = browser_page(address, width=width, bypass_csp=True)
                with page.expect_navigation(url=f"{address}/"):
                    sign_in(page, who)
                for place in pages:
                    assert page.goto(place).status == 200, place  # type: ignore[union-attr]
                    found += [f"{who} {width} {place}: {fault}" for fault in faults(page)]
                    if page.evaluate("document.documentElement.scrollWidth") > width:
                        found.append(f"{who} {width} {place}: wider than the screen")
    assert found == []
