"""The pages of a strategy, as the people who use them see them."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections
from django.urls import reverse

from pocplan.access.clock import today
from pocplan.access.grants import give
from strategies.domain.blocks import Typed, add_block
from strategies.domain.clearances import ask_clearance
from strategies.domain.strategies import start_strategy
from strategies.models import Activity, Block, Strategy, StrategyGrant
from strategies.queries.rows import rows_of
from strategies.queries.strategies import block_for, blocks_of_section, lost_edits_of, sections_of, strategies_for
from strategies.queries.versions import clearances_of, versions_of
from tests.strategies.test_life import post_of
from tests.world import World


@pytest.fixture
def draft(world: World) -> Strategy:
    with world.acting("adviser") as actor:
        strategy = start_strategy(actor=actor, title="Protection of civilians in Orvane")
        add_block(actor=actor, parent=sections_of(actor, strategy)[0], typed=Typed("<p>Purpose &amp; scope.</p>"))
    return strategy


def first_block(world: World, draft: Strategy) -> Block:
    with world.acting("adviser") as actor:
        return blocks_of_section(actor, sections_of(actor, draft)[0])[0]


def test_a_strategy_is_started_and_stands_on_the_shelf(world: World) -> None:
    client = world.client("adviser")
    answer = client.post(reverse("strategies:new"), {"title": "Sector plan", "language": "fr"}, follow=True)
    assert answer.status_code == 200
    assert "Sector plan" in answer.content.decode()
    assert "Sector plan" in client.get(reverse("strategies:list")).content.decode()
    assert "Sector plan" not in world.client("cluster.lead").get(reverse("strategies:list")).content.decode()


def test_writing_without_a_script(world: World, draft: Strategy) -> None:
    block, client = first_block(world, draft), world.client("civil.affairs")
    address = reverse("strategies:block", args=[block.pk])
    assert "Purpose &amp;amp; scope" not in client.get(address).content.decode()
    answer = client.post(address, {"version": 1, "text": "One *two*.\n\n- three\n- four"})
    assert answer.status_code == 302
    with world.acting("adviser") as actor:
        assert "<em>two</em>" in block_for(actor, block.pk).html
        assert "<li>four</li>" in block_for(actor, block.pk).html


def test_two_people_write_one_block_and_nothing_is_lost(world: World, draft: Strategy) -> None:
    block = first_block(world, draft)
    address = reverse("strategies:block", args=[block.pk])
    assert world.client("adviser").post(address, {"version": 1, "text": "First."}).status_code == 302
    second = world.client("civil.affairs")
    answer = second.post(address, {"version": 1, "text": "Second."}, follow=True)
    page = answer.content.decode()
    assert ">First<" in page and ">Second<" in page, "each against what both began with"
    conflict = answer.redirect_chain[-1][0]
    assert world.client("adviser").get(conflict).status_code == 404, "a kept text is its writer's"
    assert second.post(conflict, {"version": 2, "text": "First. Second."}).status_code == 302
    with world.acting("civil.affairs") as actor:
        assert block_for(actor, block.pk).html == "<p>First. Second.</p>"
        assert lost_edits_of(actor, draft) == []


def put(client: Any, block: Block, version: Any, body: Any) -> Any:
    headers = {} if version is None else {"If-Match": f'"{version}"'}
    data = body if isinstance(body, str) else json.dumps(body)
    address = reverse("strategies:block", args=[block.pk])
    return client.put(address, data, content_type="application/json", headers=headers)


def test_autosave_swaps_versions_and_answers_412_with_both_texts(world: World, draft: Strategy) -> None:
    block = first_block(world, draft)
    one, two = world.client("adviser"), world.client("civil.affairs")
    saved = put(one, block, 1, {"text": "First."})
    assert (saved.status_code, saved.json()["version"], saved["ETag"]) == (200, 2, '"2"')
    late = put(two, block, 1, {"text": "Second."})
    assert late.status_code == 412
    assert (late.json()["mine"], late.json()["theirs"], late.json()["version"]) == ("Second.", "First.", 2)
    assert two.get(late.json()["conflict"]).status_code == 200
    again = put(two, block, 1, {"text": "Second."})
    assert again.json()["conflict"] == late.json()["conflict"], "the same text is kept once"


def test_a_million_characters_are_refused_and_kept_on_the_form(world: World, draft: Strategy) -> None:
    block = first_block(world, draft)
    text = "word " * 190_000
    answer = world.client("adviser").post(reverse("strategies:block", args=[block.pk]), {"version": 1, "text": text})
    assert answer.status_code == 400
    assert text[:1000] in answer.content.decode()


def test_a_bad_title_comes_back_as_typed(world: World) -> None:
    answer = world.client("adviser").post(reverse("strategies:new"), {"title": "x" * 300, "language": "en"})
    assert answer.status_code == 400
    assert "x" * 300 in answer.content.decode()
    with world.acting("adviser") as actor:
        assert not strategies_for(actor).exists()


def do(world: World, who: str, draft: Strategy, verb: str, **data: str) -> Any:
    return world.client(who).post(reverse("strategies:act", args=[draft.pk, verb]), data)


def stage(world: World, draft: Strategy) -> str:
    with world.acting("adviser") as actor:
        return str(strategies_for(actor).get(pk=draft.pk).stage)


def complete_header(world: World, draft: Strategy) -> None:
    with world.acting("adviser") as actor:
        head = str(post_of(actor, "head_of_mission").pk)
    data = {
        "version": "1", "title": draft.title, "reference": draft.reference, "classification": "confidential",
        "sensitivity": "high", "approving_post_id": head, "contact_unit": "PoC Unit",
        "distribution": "Head of Mission; for decision\nSector East",
    }  # fmt: skip
    answer = world.client("adviser").post(reverse("strategies:header", args=[draft.pk]), data)
    assert answer.status_code == 302


def test_from_draft_to_force_through_the_pages(world: World, draft: Strategy) -> None:
    assert "not complete" in do(world, "adviser", draft, "submit").content.decode() or stage(world, draft) == "drafting"
    complete_header(world, draft)
    asked = reverse("strategies:clearance", args=[draft.pk])
    assert world.client("adviser").post(asked, {"components": ["police"]}).status_code == 302
    with world.acting("police.planner") as actor:
        one = clearances_of(actor, versions_of(actor, draft)[0])[0]
    answer = reverse("strategies:answer", args=[one.pk])
    assert world.client("police.planner").post(answer, {"word": "dissent"}).status_code == 400
    dissent = {"word": "dissent", "remarks": "Not with our numbers."}
    assert world.client("police.planner").post(answer, dissent).status_code == 302
    assert "Not with our numbers." in world.client("adviser").get(asked).content.decode()
    assert do(world, "adviser", draft, "submit").status_code == 302
    assert do(world, "adviser", draft, "approve").status_code == 400
    assert do(world, "srsg", draft, "approve").status_code == 302
    assert do(world, "srsg", draft, "bring_into_force").status_code == 400
    assert do(world, "srsg", draft, "set_dates", effective_on="2020-01-01").status_code == 400
    with world.acting("adviser"):
        day = today().isoformat()
    assert do(world, "srsg", draft, "set_dates", effective_on=day).status_code == 302
    assert do(world, "srsg", draft, "bring_into_force").status_code == 302
    assert stage(world, draft) == "in_force"
    assert do(world, "adviser", draft, "start_successor").status_code == 302
    assert do(world, "adviser", draft, "nonsense").status_code == 404


def test_the_author_cannot_approve_and_is_told_so(world: World, draft: Strategy) -> None:
    with world.acting("adviser") as actor:
        head = post_of(actor, "head_of_mission").pk
        give(actor=actor, post_id=head, verb="change", row=draft, grants=StrategyGrant)
    complete_header(world, draft)
    block = first_block(world, draft)
    page = reverse("strategies:block", args=[block.pk])
    assert world.client("srsg").post(page, {"version": "1", "text": "Mine."}).status_code == 302
    asked = reverse("strategies:clearance", args=[draft.pk])
    world.client("adviser").post(asked, {"components": ["poc_unit"]})
    with world.acting("adviser") as actor:
        one = clearances_of(actor, versions_of(actor, draft)[0])[0]
    world.client("adviser").post(reverse("strategies:answer", args=[one.pk]), {"word": "cleared"})
    assert do(world, "adviser", draft, "submit").status_code == 302
    answer = do(world, "srsg", draft, "approve")
    assert answer.status_code == 400
    assert "Nobody approves what he wrote" in answer.content.decode()
    assert stage(world, draft) == "approval"


def test_an_annex_is_nowhere_for_who_does_not_sit_in_its_room(world: World, draft: Strategy) -> None:
    pages = {name: reverse(f"strategies:{name}", args=[draft.pk]) for name in ("detail", "versions", "print", "header")}
    seen = {who: {name: bare(world, who, page) for name, page in pages.items()} for who in ("adviser", "civil.affairs")}
    planner = world.client("force.planner")
    made = planner.post(reverse("strategies:add_annex", args=[draft.pk]), {"letter": "A", "title": "Ford posture"})
    assert made.status_code == 302
    assert planner.post(made["Location"], {"text": "Company at the ford."}).status_code == 302
    assert "Company at the ford." in planner.get(made["Location"]).content.decode()
    assert "Ford posture" in planner.get(pages["detail"]).content.decode()
    assert "Ford posture" in world.client("srsg").get(pages["detail"]).content.decode()
    for who in ("adviser", "civil.affairs"):
        assert {name: bare(world, who, page) for name, page in pages.items()} == seen[who]
        assert world.client(who).get(made["Location"]).status_code == 404
        assert world.client(who).get(reverse("strategies:add_annex", args=[draft.pk])).status_code == 404


def bare(world: World, who: str, page: str) -> str:
    """A page without the one thing that differs each time."""
    return re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", world.client(who).get(page).content.decode())


def test_rows_are_added_changed_and_refused_with_what_was_typed(world: World, draft: Strategy) -> None:
    client = world.client("adviser")
    add = reverse("strategies:add_row", args=[draft.pk, "activity"])
    row = {"title": "Patrols", "tier": "2", "phases": ["prevention", "response"], "component": "military"}
    bad = client.post(add, {**row, "starts": "2027-02-01", "ends": "2027-01-01"})
    assert bad.status_code == 400 and 'value="Patrols"' in bad.content.decode()
    assert client.post(add, row).status_code == 302
    listed = client.get(reverse("strategies:activities", args=[draft.pk])).content.decode()
    assert "Patrols" in listed and "Prevention, Response" in listed
    with world.acting("adviser") as actor:
        made = rows_of(actor, Activity, draft).get()
    change = reverse("strategies:row", args=["activity", made.pk])
    assert client.post(change, {**row, "title": "More", "version": "1"}).status_code == 302
    late = client.post(change, {**row, "title": "Mine", "version": "1"})
    html = late.content.decode()
    assert late.status_code == 409 and 'value="Mine"' in html
    # What stands there now is shown, and what was typed can be sent again on top of it.
    assert "Stored meanwhile by somebody else" in html and "<dd>More</dd>" in html and html.count("<dd>") == 1
    assert 'name="version" value="2"' in html
    assert client.post(change, {**row, "title": "Mine", "version": "2"}).status_code == 302
    assert client.post(reverse("strategies:drop_row", args=["activity", made.pk]), {"version": "3"}).status_code == 302
    assert client.get(change).status_code == 404


def test_who_was_writing_in_a_block_that_is_gone_keeps_the_words(world: World, draft: Strategy) -> None:
    block, client = first_block(world, draft), world.client("civil.affairs")
    out = reverse("strategies:drop_block", args=[block.pk])
    assert world.client("adviser").post(out, {"version": "1"}).status_code == 302
    answer = client.post(reverse("strategies:block", args=[block.pk]), {"version": "1", "text": "Still."}, follow=True)
    assert "Still." in answer.content.decode() and "taken out" in answer.content.decode()
    assert client.post(answer.redirect_chain[-1][0], {"version": "1", "text": "Still."}).status_code == 302
    with world.acting("adviser") as actor:
        back = block_for(actor, block.pk)
        assert (back.html, back.withdrawn_at) == ("<p>Still.</p>", None)


def test_many_save_one_block_at_once_and_one_is_first(world: World, draft: Strategy) -> None:
    block = first_block(world, draft)
    clients = [world.client("adviser" if number % 2 else "civil.affairs") for number in range(12)]

    def save(number: int) -> int:
        try:
            return int(put(clients[number], block, 1, {"text": f"Word{number}."}).status_code)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        answers = sorted(pool.map(save, range(12)))
    assert answers == [200] + [412] * 11
    kept = {
        row[0] for row in world.query("SELECT html FROM strategies_lostedit UNION SELECT html FROM strategies_block")
    }
    assert {f"<p>Word{number}.</p>" for number in range(12)} <= kept


def test_text_header_and_paper_name_the_same_version(world: World, draft: Strategy) -> None:
    with world.acting("adviser") as actor:
        ask_clearance(actor=actor, strategy=draft, components=["police"])
    client = world.client("adviser")
    for name in ("detail", "header", "print"):
        shown = client.get(reverse(f"strategies:{name}", args=[draft.pk])).content.decode()
        assert re.search(r"<dt>Version</dt><dd><a [^>]*>1</a>, frozen", shown), name


def test_who_saves_the_header_second_reads_what_the_first_wrote(world: World, draft: Strategy) -> None:
    one = world.client("adviser")
    page = reverse("strategies:header", args=[draft.pk])
    fields = {"title": "First", "reference": "UNMOR/1", "classification": "unclassified", "sensitivity": "moderate"}
    seen = {**fields, "version": "1", "contact_unit": "", "distribution": ""}
    assert one.post(page, seen).status_code == 302
    late = one.post(page, {**seen, "title": "Second"})
    html = late.content.decode()
    assert late.status_code == 409 and "<dd>First</dd>" in html and 'value="Second"' in html
    assert one.post(page, {**seen, "title": "Second", "version": "2"}).status_code == 302
