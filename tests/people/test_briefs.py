"""The takeover brief is made from what is open, as far as its reader may read."""

import pytest

from pocplan.access.models import Post
from pocplan.ui.openitems import OpenItem, open_items, register
from tests.people.test_appointments import html, post_id, propose
from tests.world import World


def brief(world: World, who: str, title: str) -> str:
    return html(world.client(who), f"/people/posts/{post_id(world, title)}/brief/")


def enter_mandate(world: World, expires: str) -> None:
    mission = world.query("SELECT id FROM missions_mission WHERE headquarters = 'Karvel'")[0][0]
    fields = {"resolution": "S/RES/9001 (2026)", "adopted_on": "2024-03-12", "expires_on": expires, "note": ""}
    assert world.client("adviser").post(f"/missions/{mission}/mandates/new/", fields).status_code == 302


def test_a_mandate_that_nobody_entered_waits_for_its_keepers(still_world: World) -> None:
    assert "No mandate is entered" in brief(still_world, "adviser", "Senior PoC Adviser")
    assert "No mandate is entered" not in brief(still_world, "adviser", "Police planner")


@pytest.mark.parametrize(
    ("expires", "shown"), [("2025-01-31", "It ended on"), ("2026-12-15", "It ends on"), ("2028-01-01", None)]
)
def test_a_mandate_is_open_when_it_ends_soon(world: World, expires: str, shown: str | None) -> None:
    world.set_clock("2026-11-21T08:00:00Z")
    enter_mandate(world, expires)
    text = brief(world, "adviser", "Chief of Staff")
    assert ("S/RES/9001" in text) is (shown is not None)
    assert shown is None or shown in text


def test_appointments_and_vacancies_wait_for_heads(world: World) -> None:
    propose(world, "admin", "Force planner (U5)", "civil.affairs")
    assert "Petra Salvi, Force planner (U5)" in brief(world, "srsg", "Chief of Staff")
    assert "Petra Salvi, Force planner (U5)" not in brief(world, "srsg", "Senior PoC Adviser")
    one = world.hat("civil.affairs").incumbency_id
    world.client("chief.of.staff").post(f"/people/appointments/{one}/end/", {"last_day": "2026-02-01"})
    assert "The post is vacant and reports to this one." in brief(world, "srsg", "Chief of Staff")


def test_two_queries_do_not_share_a_key() -> None:
    with pytest.raises(ValueError, match="vacancies"):
        register("vacancies", "Other", lambda actor, post: [OpenItem("x", "/")])


def test_groups_without_an_item_are_left_out(still_world: World) -> None:
    with still_world.acting("police.planner") as actor:
        post = Post.objects.visible_to(actor).get(pk=actor.post_id)
        assert open_items(actor, post) == []
