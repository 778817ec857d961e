"""The API: the same verbs, the same walls, paged, and swapping blocks by their tag."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from pocplan.access.clock import today
from pocplan.access.domain.tokens import make_token
from strategies.models import LostEdit
from tests.consultations.stage import TITLE, drafted, frozen, opened, released, request_to
from tests.world import World

API = "/api/v1"


def ask(world: World, who: str, method: str, path: str, body: Any = None, **headers: str) -> Any:
    client = Client()
    with world.acting(who) as actor:
        secret = make_token(actor=actor, label="t", expires_on=today() + timedelta(days=2))[1]
    call = getattr(client, method)
    extra = {"content_type": "application/json", "data": body} if body is not None else {}
    return call(f"{API}{path}", headers={"authorization": f"Bearer {secret}", **headers}, **extra)


def test_nobody_is_answered_without_a_name(world: World) -> None:
    for path in ("/strategies/", "/schema/", "/requests/"):
        answer = Client().get(f"{API}{path}")
        assert answer.status_code == 401
        assert "detail" in answer.text


def test_lists_are_paged_and_hold_what_the_hat_reads(world: World) -> None:
    drafted(world)
    mine = ask(world, "adviser", "get", "/strategies/").json()
    assert [row["title"] for row in mine["results"]] == [TITLE]
    assert ask(world, "cluster.lead", "get", "/strategies/").json() == {
        "count": 0,
        "next": None,
        "previous": None,
        "results": [],
    }


def test_hidden_and_absent_are_one_answer(world: World) -> None:
    strategy = drafted(world)
    hidden = ask(world, "cluster.lead", "get", f"/strategies/{strategy.pk}/")
    absent = ask(world, "cluster.lead", "get", "/strategies/00000000-0000-4000-8000-000000000000/")
    assert (hidden.status_code, hidden.content) == (404, absent.content)


def test_a_block_is_swapped_by_its_tag_and_no_text_is_lost(world: World) -> None:
    strategy = drafted(world)
    section = ask(world, "adviser", "get", f"/strategies/{strategy.pk}/sections/").json()["results"][0]
    block = ask(world, "adviser", "get", f"/sections/{section['id']}/blocks/").json()["results"][0]
    url, tag = f"/blocks/{block['id']}/", f'"{block["version"]}"'
    assert ask(world, "adviser", "get", url)["ETag"] == tag
    first = ask(world, "adviser", "put", url, {"html": "<p>One.</p>"}, **{"if-match": tag})
    assert first.status_code == 200
    second = ask(world, "adviser", "put", url, {"html": "<p>Two.</p>"}, **{"if-match": tag})
    assert second.status_code == 412
    assert second.json()["theirs"]["html"] == "<p>One.</p>"
    assert second["ETag"] == first["ETag"]
    with world.acting("adviser") as actor:
        assert [row.html for row in LostEdit.objects.visible_to(actor)] == ["<p>Two.</p>"]


@pytest.mark.parametrize("tag", ["", "*", '"x"', "99999999999999999999"])
def test_a_write_without_a_tag_of_ours_is_refused(world: World, tag: str) -> None:
    strategy = drafted(world)
    section = ask(world, "adviser", "get", f"/strategies/{strategy.pk}/sections/").json()["results"][0]
    block = ask(world, "adviser", "get", f"/sections/{section['id']}/blocks/").json()["results"][0]
    answer = ask(world, "adviser", "put", f"/blocks/{block['id']}/", {"html": "x"}, **{"if-match": tag})
    assert answer.status_code == 412


@pytest.mark.parametrize("html", ["<p>" + "é" * 1_000_000 + "</p>", "<p>a\x00b</p>", "<p>a\u202eb</p>"])
def test_a_text_that_cannot_stand_is_refused_in_words_and_changes_nothing(world: World, html: str) -> None:
    strategy = drafted(world)
    section = ask(world, "adviser", "get", f"/strategies/{strategy.pk}/sections/").json()["results"][0]
    block = ask(world, "adviser", "get", f"/sections/{section['id']}/blocks/").json()["results"][0]
    tag = {"if-match": f'"{block["version"]}"'}
    answer = ask(world, "adviser", "put", f"/blocks/{block['id']}/", {"html": html}, **tag)
    assert answer.status_code == 400
    assert answer.json()["detail"]
    after = ask(world, "adviser", "get", f"/blocks/{block['id']}/").json()
    assert (after["html"], after["version"]) == (block["html"], block["version"])


def test_a_consultation_through_the_api(world: World) -> None:
    strategy = frozen(world)
    version = ask(world, "adviser", "get", f"/strategies/{strategy.pk}/versions/").json()["results"][0]
    offered = ask(world, "adviser", "get", "/rounds/candidates/").json()
    key = next(one["key"] for one in offered if one["name"] == "Protection Cluster Orvane")
    path = f"/strategies/{strategy.pk}/rounds/"
    refused = ask(world, "adviser", "post", path, {"version": version["id"], "invitees": [key], "window_days": 0})
    assert (refused.status_code, refused.json()["field"]) == (400, "window_days")
    made = ask(world, "adviser", "post", path, {"version": version["id"], "invitees": [key]})
    assert (made.status_code, made.json()["state"]) == (201, "prepared")


def test_positions_and_answers_through_the_api(world: World) -> None:
    opened(world)
    comment = released(world)
    asked = request_to(world, "cluster.lead").pk
    stated = ask(world, "cluster.lead", "post", f"/requests/{asked}/positions/", {"word": "concern", "reason": "Why."})
    assert stated.status_code == 201
    clock = ask(world, "cluster.lead", "post", f"/requests/{asked}/positions/", {"word": "no_response"})
    assert clock.status_code == 400
    given = ask(
        world, "adviser", "post", f"/comments/{comment.pk}/dispositions/", {"word": "accepted", "reason": "Done."}
    )
    assert given.status_code == 201
    rows = ask(world, "cluster.lead", "get", f"/requests/{asked}/dispositions/").json()["results"]
    assert [row["reason"] for row in rows] == ["Done."]
    assert ask(world, "aor.lead", "get", f"/requests/{asked}/comments/").status_code == 404


def test_the_schema_names_no_row(world: World) -> None:
    opened(world)
    schemas = {ask(world, who, "get", "/schema/").content for who in ("adviser", "cluster.lead", "other.lead")}
    assert len(schemas) == 1
    assert b"Orvane" not in schemas.pop()


def test_missions_and_clusters_of_ones_own_operation(world: World) -> None:
    for who, mission in (("adviser", "UNMOR"), ("cluster.lead", "UNMOR"), ("other.lead", "UNPOT")):
        assert [row["short"] for row in ask(world, who, "get", "/missions/").json()["results"]] == [mission]
    clusters = ask(world, "cluster.member", "get", "/clusters/").json()["results"]
    assert "Protection Cluster Orvane" in {row["name"] for row in clusters}
    assert ask(world, "other.lead", "get", f"/clusters/{clusters[0]['id']}/").status_code == 404
