"""Bodies in a browser: accessible, within a phone's width, a meeting on two sheets of paper.

With POCPLAN_PICTURES=FOLDER each page is also written there as a picture.
"""

import io
import os
from pathlib import Path

import pytest
from axe_core_python.sync_playwright import Axe
from django.urls import reverse
from pypdf import PdfReader

from bodies.domain.bodies import add_member
from bodies.domain.decisions import dissent
from bodies.queries.bodies import body_for
from bodies.queries.decisions import decision_for
from pocplan.dev.browser import serving
from pocplan.dev.plugin import OpenPage
from tests.bodies.stage import decided, founded, given, held
from tests.picture.stage import public_id
from tests.world import World, point_connections_at

pytestmark = pytest.mark.browser


def planted(world: World) -> dict[str, str]:
    """The pages of one body with a meeting, a decision, dissent and an action."""
    body = founded(world)
    with world.acting("adviser") as actor:
        add_member(actor=actor, body=body_for(actor, body.pk), role="observer", organisation="Lantern Committee")
    meeting = held(world, body, own="The market road\nThe east camps at night\nHarvest")
    decision = decided(world, meeting)
    with world.acting("force.planner") as actor:
        words = "The company that this takes is the last reserve of the sector."
        dissent(actor=actor, decision=decision_for(actor, decision.pk), words=words)
    action = given(world, decision)
    room = f"?room={public_id(world, body.compartment_id)}"
    paths = {name: reverse(f"bodies:{name}") + room for name in ("list", "decisions", "actions", "new")}
    paths |= {name: reverse(f"bodies:{name}", args=[body.pk]) for name in ("detail", "member-new", "meeting-new")}
    paths |= {name: reverse(f"bodies:{name}", args=[meeting.pk]) for name in ("meeting", "decide")}
    return paths | {
        "decision": reverse("bodies:decision", args=[decision.pk]),
        "dissent": reverse("bodies:dissent", args=[decision.pk]),
        "action": reverse("bodies:action", args=[action.pk]),
    }


def test_bodies_are_accessible_fit_and_print(shared_world: World, browser_page: OpenPage) -> None:
    paths = planted(shared_world)
    session = shared_world.client("adviser").cookies["sessionid"].value
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
        page.goto(paths["meeting"])
        page.emulate_media(media="print")
        sheets = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
        assert len(sheets) <= 2 and "last reserve of the sector" in " ".join(sheets[0].extract_text().split())
    point_connections_at(shared_world.name)
