"""Comments beside a draft through the API: the same rights, refusals and silence as on the pages."""

from typing import Any

from tests.api.test_api import API, ask
from tests.counting import queries
from tests.strategies.test_margin import ANSWERED, ASKED, QUOTE, Section, passage, said, section  # noqa: F401
from tests.sweep.samples import NOBODYS
from tests.world import World


def body(world: World, here: Section, **more: Any) -> dict[str, Any]:
    return {"block": str(passage(world, here).pk), "quote": QUOTE, "words": ASKED, **more}


def test_one_comments_answers_settles_and_lists(world: World, section: Section) -> None:  # noqa: F811
    with world.acting("adviser") as actor:
        adviser = str(actor.post_id)
    path = f"/sections/{section.pk}/draft-comments/"
    made = ask(world, "police.planner", "post", path, body(world, section, told=[adviser]))
    assert made.status_code == 201, made.text
    thread = made.json()
    assert (thread["quote"], thread["standing"], thread["comment"]["words"]) == (QUOTE, "", ASKED)
    assert thread["comment"]["told"][0]["post_id"] == adviser and thread["settled_at"] is None
    one = f"/draft-comments/{thread['comment']['id']}"
    answered = ask(world, "adviser", "post", f"{one}/answers/", {"words": ANSWERED}).json()
    assert [row["words"] for row in answered["answers"]] == [ANSWERED]
    settled = ask(world, "adviser", "post", f"{one}/settled/", {"settled": True})
    assert settled.status_code == 200 and settled.json()["settled_by_post_title"]
    assert ask(world, "adviser", "post", f"{one}/settled/", {"settled": True}).status_code == 409
    assert ask(world, "adviser", "post", f"{one}/answers/", {"words": "x"}).status_code == 400
    listed = ask(world, "force.planner", "get", f"/strategies/{section.strategy_id}/draft-comments/").json()
    assert listed["results"] == [settled.json()]
    opened = ask(world, "adviser", "post", f"{one}/settled/", {"settled": False}).json()
    assert opened["settled_at"] is None


def test_refusals_say_which_field_and_other_sides_find_nothing(world: World, section: Section) -> None:  # noqa: F811
    path = f"/sections/{section.pk}/draft-comments/"
    with world.acting("cluster.lead") as actor:
        stranger = str(actor.post_id)
    for more, field in (({"quote": "x y"}, "quote"), ({"words": "x" * 5001}, "words"), ({"told": [stranger]}, "told")):
        refused = ask(world, "adviser", "post", path, body(world, section, **more))
        assert (refused.status_code, refused.json()["field"]) == (400, field)
    row = said(world, section)
    for who in ("cluster.lead", "observer", "ocha"):
        for verb, real, never in (
            ("get", f"/strategies/{section.strategy_id}/draft-comments/", f"/strategies/{NOBODYS}/draft-comments/"),
            ("post", path, f"/sections/{NOBODYS}/draft-comments/"),
            ("post", f"/draft-comments/{row.pk}/answers/", f"/draft-comments/{NOBODYS}/answers/"),
            ("post", f"/draft-comments/{row.pk}/settled/", f"/draft-comments/{NOBODYS}/settled/"),
        ):
            answers = [ask(world, who, verb, one, {"words": "x", "settled": True}) for one in (real, never)]
            assert [one.status_code for one in answers] == [404, 404]
            assert answers[0].content == answers[1].content


def test_the_list_costs_the_same_with_one_and_with_three(world: World, section: Section) -> None:  # noqa: F811
    client, counts = world.client("adviser"), []
    for _ in range(2):
        said(world, section)
        said(world, section, block=None, quote="")
        counts.append(queries(client, f"{API}/strategies/{section.strategy_id}/draft-comments/"))
    assert counts[0] == counts[1]
