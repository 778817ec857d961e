"""Records in a browser: accessible, within a phone's width, walked with the arrows, and told in French.

With POCPLAN_PICTURES=FOLDER each page is also written there as a picture.
"""

import os
from pathlib import Path

import pytest
from axe_core_python.sync_playwright import Axe
from django.urls import reverse

from pocplan.access.clock import now, today
from pocplan.dev.browser import serving
from pocplan.dev.plugin import OpenPage
from records.domain.actions import add_action
from records.domain.reviews import add_gap, add_moment
from records.domain.visits import add_finding, add_participant
from records.queries.reviews import review_for
from records.queries.visits import visit_for
from tests.records.test_cases import decided, lapse, measured, opened, post_of
from tests.records.test_reviews import begun, happened
from tests.records.test_visits import planned
from tests.world import World, point_connections_at

pytestmark = pytest.mark.browser


def filled(world: World) -> dict[str, str]:
    """A case that lapsed and one that waits, and a joint mission with everything in it; the pages to look at."""
    case = opened(world)
    measured(world, case)
    decided(world, case, "mitigated")
    lapse(world, opened(world, reference="HRDDP/2026/015"))
    visit, owner = planned(world), post_of(world, "civil.affairs")
    with world.acting("adviser") as actor:
        found = visit_for(actor, visit.pk)
        add_participant(actor=actor, visit=found, kind="civilian", name="Civil affairs")
        add_participant(actor=actor, visit=found, kind="humanitarian", name="Karuna")
        add_finding(actor=actor, visit=found, what="The lamps along the path are broken.", attribution="body")
        add_action(actor=actor, visit=found, what="Mend the lamps.", due_on=today(), owner_post_id=owner)
    happened(world)
    review = begun(world, "ORV-1")
    with world.acting("adviser") as actor:
        found_review = review_for(actor, review.pk)
        add_gap(actor=actor, review=found_review, component="military", what="No radio reached the post at the ford.")
        known = {"kind": "known", "component": "police", "what": "The patrol was told."}
        add_moment(actor=actor, review=found_review, at=now(), **known)
    return {
        "reviews": reverse("records:reviews"),
        "review": reverse("records:review", args=[review.pk]),
        "review-new": reverse("records:review-new"),
        "gap": reverse("records:review-step", args=[review.pk, "gap"]),
        "visits": reverse("records:list"),
        "visit": reverse("records:visit", args=[visit.pk]),
        "visit-new": reverse("records:new"),
        "part": reverse("records:step", args=[visit.pk, "part"]),
        "cases": reverse("records:cases"),
        "case": reverse("records:case", args=[case.pk]),
        "case-new": reverse("records:case-new"),
        "decide": reverse("records:case-step", args=[case.pk, "decide"]),
        "search": f"{reverse('ui:search')}?words=the",
    }


def test_records_are_accessible_fit_and_are_walked_with_the_arrows(shared_world: World, browser_page: OpenPage) -> None:
    paths = filled(shared_world)
    session = shared_world.client("chief.of.staff").cookies["sessionid"].value
    with serving(shared_world.name) as address:
        for width, language in ((1280, "en"), (390, "fr")):
            page = browser_page(address, width=width)
            cookies = {"sessionid": session, "django_language": language}
            page.context.add_cookies([{"name": one, "value": value, "url": address} for one, value in cookies.items()])
            for name, path in paths.items():
                assert page.goto(path).status == 200
                if folder := os.environ.get("POCPLAN_PICTURES"):
                    page.screenshot(path=Path(folder) / f"{name}-{width}-{language}.png", full_page=True)
                found = Axe().run(page, options={"resultTypes": ["violations"]})["violations"]
                assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found] == [], name
                assert page.evaluate("document.documentElement.scrollWidth") <= width, name
            if language == "en":
                page.goto(paths["cases"])
                links = page.locator("table[data-grid] tbody th a")
                links.first.focus()
                page.keyboard.press("ArrowDown")
                assert links.nth(1).evaluate("one => one === document.activeElement")
    point_connections_at(shared_world.name)
