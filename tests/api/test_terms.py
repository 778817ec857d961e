"""Terms that rooms keep, through the API: the same rights and refusals as on the pages."""

from typing import Any

import pytest
from django.urls import reverse

from strategies.domain.terms import rooms_to_keep
from tests.api.test_api import API, ask
from tests.counting import queries
from tests.strategies.test_house_terms import DESK, LEAD, kept
from tests.sweep.samples import NOBODYS
from tests.world import World

BODY: dict[str, Any] = {**DESK, "seen_en": ["protection desk*"], "avoid_en": ["complaint* (office|bureau)", "window"]}


def room_of(world: World, who: str) -> str:
    """The first room whose words this hat keeps."""
    with world.acting(who) as actor:
        return str(rooms_to_keep(actor)[0].public_id)


def listed(world: World, who: str, query: str = "", **headers: str) -> list[str]:
    answer = ask(world, who, "get", f"/terms/{query}", **headers)
    assert answer.status_code == 200, answer.text
    return [row["word_en"] for row in answer.json()["results"]]


def test_a_term_is_kept_read_and_said_anew_by_its_tag(world: World) -> None:
    made = ask(world, "adviser", "post", "/terms/", BODY)
    assert made.status_code == 201, made.text
    assert (made["ETag"], made.json()["avoid_en"]) == ('"1"', BODY["avoid_en"])
    path = f"/terms/{made.json()['id']}/"
    read = ask(world, "force.planner", "get", path)
    assert (read.json(), read["ETag"]) == (made.json(), '"1"')
    for tag in ("", '"x"', '"2"'):
        assert ask(world, "adviser", "put", path, BODY, **{"if-match": tag}).status_code == 412
    anew = ask(world, "adviser", "put", path, {**BODY, "told_en": "Where people ask."}, **{"if-match": '"1"'})
    assert (anew.status_code, anew["ETag"], anew.json()["told_en"]) == (200, '"2"', "Where people ask.")
    again = ask(world, "adviser", "put", path, BODY, **{"if-match": '"1"'})
    assert again.status_code == 412 and "Yours was not saved" in again.json()["detail"]
    bare = {"word_en": "desk", "told_en": "A desk."}
    emptied = ask(world, "adviser", "put", path, bare, **{"if-match": '"2"'}).json()
    assert (emptied["seen_en"], emptied["word_fr"], emptied["source"]) == ([], "", "")


@pytest.mark.parametrize("who", ["force.planner", "cluster.member", "observer", "chief.of.staff"])
def test_who_keeps_no_words_finds_nothing_to_change_here_as_on_the_pages(world: World, who: str) -> None:
    term = kept(world, LEAD if who == "cluster.member" else "adviser")
    answers = [ask(world, who, "post", "/terms/", BODY), world.client(who).get(reverse("strategies:term_new"))]
    for tag in ('"1"', '"7"', ""):
        answers.append(ask(world, who, "put", f"/terms/{term.pk}/", BODY, **{"if-match": tag}))
    for name in ("term_change", "term_out"):
        answers.append(world.client(who).post(reverse(f"strategies:{name}", args=[term.pk]), BODY))
    assert [one.status_code for one in answers] == [404] * 7
    never = ask(world, who, "put", f"/terms/{NOBODYS}/", BODY, **{"if-match": '"1"'})
    assert {one.content for one in answers[2:5]} == {never.content}
    assert world.query("SELECT version, told_en FROM strategies_houseterm") == [(1, DESK["told_en"])]


def test_nobody_is_told_of_a_term_of_another_side(world: World) -> None:
    bare = {who: ask(world, who, "get", "/terms/").content for who in ("adviser", LEAD, "observer", "other.adviser")}
    mine = kept(world)
    for who in (LEAD, "observer", "other.adviser"):
        assert ask(world, who, "get", "/terms/").content == bare[who]
        assert ask(world, who, "get", "/terms/?find=desk").content == bare[who]
        hidden, absent = (ask(world, who, "get", f"/terms/{key}/") for key in (mine.pk, NOBODYS))
        assert (hidden.status_code, hidden.content) == (404, absent.content)
        hidden, absent = (
            ask(world, who, "put", f"/terms/{key}/", BODY, **{"if-match": '"1"'}) for key in (mine.pk, NOBODYS)
        )
        assert (hidden.status_code, hidden.content) == (404, absent.content)
    kept(world, LEAD, word_en="listening point")
    assert listed(world, "adviser") == ["protection desk"] and listed(world, LEAD) == ["listening point"]
    hidden, absent = (
        ask(world, "adviser", "post", "/terms/", {**BODY, "room": str(room)})
        for room in (room_of(world, LEAD), NOBODYS)
    )
    assert (hidden.status_code, hidden.content) == (404, absent.content)
    # A shipped term that the cluster took the place of says nothing to the mission, which takes it as well.
    kept(world, LEAD, replaces="qip")
    assert ask(world, "adviser", "post", "/terms/", {**BODY, "replaces": "qip"}).status_code == 201
    assert ask(world, "adviser", "post", "/terms/", {**BODY, "replaces": "qip"}).status_code == 409


def test_a_room_is_named_among_those_whose_words_are_kept(world: World) -> None:
    own = room_of(world, LEAD)
    made = ask(world, LEAD, "post", "/terms/", {**BODY, "room": own})
    assert (made.status_code, made.json()["room"]) == (201, own)


@pytest.mark.parametrize(("wrong", "field"), [
    ({"told_en": ""}, "told_en"), ({"word_en": "x" * 121}, "word_en"), ({"seen_en": ["(desk"]}, "seen_en"),
    ({"seen_en": "desk"}, "seen_en"), ({"avoid_fr": ["x"] * 21}, "avoid_fr"), ({"replaces": "nothing"}, "replaces"),
    ({"word_en": "a\u202e"}, "word_en"), ({"told_fr": None}, "told_fr"), ({"room": "x"}, "room"),
    ({"avoid_en": ["\n".join(f"d{n}" for n in range(21))]}, "avoid_en"),
])  # fmt: skip
def test_what_cannot_be_kept_is_refused_at_its_field(world: World, wrong: Any, field: str) -> None:
    answer = ask(world, "adviser", "post", "/terms/", {**BODY, **wrong})
    assert (answer.status_code, answer.json()["field"]) == (400, field)
    assert len(answer.json()["detail"]) > 8 and not world.query("SELECT 1 FROM strategies_houseterm")


def test_lists_are_found_in_without_accents_and_ordered_by_the_readers_language(world: World) -> None:
    kept(world, word_en="zone", word_fr="abri", seen_fr="épée*")
    kept(world, word_en="area", word_fr="zébu")
    assert listed(world, "adviser") == ["area", "zone"]
    assert listed(world, "adviser", **{"accept-language": "fr"}) == ["zone", "area"]
    assert listed(world, "adviser", "?find=EPEE") == ["zone"] and listed(world, "adviser", "?find=zebu") == ["area"]
    for odd in ("(", "%25", "%5C"):
        assert listed(world, "adviser", f"?find={odd}") == []
    for odd in ("%00", "x" * 101):
        assert ask(world, "adviser", "get", f"/terms/?find={odd}").status_code == 400


def test_a_list_costs_the_same_whatever_is_kept(world: World) -> None:
    client = world.client("adviser")
    kept(world)
    before = queries(client, f"{API}/terms/")
    for number in range(3):
        kept(world, word_en=f"word {number}")
        kept(world, LEAD, word_en=f"word {number}")
    assert queries(client, f"{API}/terms/") == before
