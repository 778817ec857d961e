"""A component proposes other words in clearance; the drafters accept or decline them, and all of it stays inside."""

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse

from pocplan.access.errors import Conflict, Refused
from strategies.domain.blocks import Typed, save_block
from strategies.domain.clearances import ask_clearance, give_clearance
from strategies.domain.exports import request_export
from strategies.domain.proposals import MOST, answer_proposal, propose_words
from strategies.domain.releases import release_version
from strategies.domain.rights import give_right
from strategies.domain.strategies import take_back
from strategies.domain.suggesting import accept_as_written, accept_suggestions, decline_suggestions
from strategies.models import Clearance, Proposal, Rendition, Strategy, Version
from strategies.queries.proposals import open_proposals
from strategies.queries.strategies import block_for, blocks_of_section, sections_of, strategy_for
from strategies.queries.suggestions import chosen_of, open_suggestions
from strategies.queries.versions import authors_of, clearances_of, latest_version
from strategies.tasks import write_export
from tests.consultations.stage import TEXT, drafted, opened
from tests.consultations.test_suggesting import closed, suggested
from tests.counting import queries
from tests.strategies.test_life import room_with_cluster
from tests.sweep.walker import seen
from tests.world import World

SAFER = TEXT.replace("until the market closes", "until everybody is home")
WHY = "Zibeline: people walk home late."
PLANNER = "police.planner"


@pytest.fixture
def strategy(world: World) -> Strategy:
    """A strategy that stands still while police and military are asked to clear it."""
    strategy = drafted(world)
    with world.acting("adviser") as actor:
        ask_clearance(actor=actor, strategy=strategy, components=["police", "military"])
        return strategy_for(actor, strategy.pk)


def asked(world: World, component: str = "police") -> Clearance:
    with world.acting("adviser") as actor:
        rows = Clearance.objects.visible_to(actor).select_related("version__strategy")
        return rows.filter(component=component).order_by("-version__number")[0]


def key(clearance: Clearance, at: int = 0) -> str:
    return str(clearance.version.body["sections"][at]["blocks"][0]["key"])


def proposed(world: World, *edits: tuple[int, str], who: str = PLANNER, component: str = "police") -> list[Proposal]:
    clearance = asked(world, component)
    with world.acting(who) as actor:
        return [
            propose_words(actor=actor, clearance=clearance, block=key(clearance, at), edited=new, words=WHY)
            for at, new in edits
        ]


def taken_back(world: World, strategy: Strategy) -> Strategy:
    with world.acting("adviser") as actor:
        take_back(actor=actor, strategy=strategy_for(actor, strategy.pk))
        return strategy_for(actor, strategy.pk)


def test_a_component_that_is_asked_proposes_other_words_for_a_passage(world: World, strategy: Strategy) -> None:
    row = proposed(world, (0, SAFER))[0]
    assert (row.anchor["quote"], row.suggestion) == ("the market closes", "everybody is home")
    assert row.compartment_id == strategy.compartment_id and row.proposed_by_post_title == row.attributed_to
    clearance = asked(world)
    for who, edited, words in (
        ("force.planner", SAFER, WHY), ("adviser", SAFER, WHY), ("human.rights", SAFER, WHY), ("srsg", SAFER, WHY),
        (PLANNER, TEXT, WHY), (PLANNER, "", WHY), (PLANNER, SAFER, ""), (PLANNER, SAFER, "x" * 5001),
    ):  # fmt: skip
        with world.acting(who) as actor, pytest.raises(Refused):
            propose_words(actor=actor, clearance=clearance, block=key(clearance), edited=edited, words=words)
    with world.acting(PLANNER) as actor, pytest.raises(Refused, match="not in the text"):
        propose_words(actor=actor, clearance=clearance, block="nowhere", edited=SAFER, words=WHY)
    with world.acting("adviser") as actor:
        assert Proposal.objects.visible_to(actor).count() == 1


def test_an_answer_of_the_component_does_not_end_its_proposals_and_a_newer_version_does(
    world: World, strategy: Strategy
) -> None:
    clearance = asked(world)
    with world.acting(PLANNER) as actor:
        give_clearance(actor=actor, clearance=clearance, word="remarks", remarks="See what we propose.")
    assert proposed(world, (0, SAFER))
    with world.acting(PLANNER) as actor:
        block = open_proposals(actor, strategy)[0].block
    taken_back(world, strategy)
    with world.acting(PLANNER) as actor, pytest.raises(Refused, match="Drafting"):
        propose_words(actor=actor, clearance=asked(world), block=key(clearance), edited=SAFER, words=WHY)
    assert block is not None
    with world.acting("adviser") as actor:
        block = block_for(actor, block.pk)
        save_block(actor=actor, block=block, version=block.version, typed=Typed("<p>Written anew.</p>"))
        ask_clearance(actor=actor, strategy=strategy_for(actor, strategy.pk), components=["police"])
    with world.acting(PLANNER) as actor, pytest.raises(Refused, match="newer version"):
        clearance = Clearance.objects.visible_to(actor).select_related("version__strategy").get(pk=clearance.pk)
        propose_words(actor=actor, clearance=clearance, block=key(clearance), edited=SAFER, words=WHY)


def test_one_component_cannot_flood_the_drafters(world: World, strategy: Strategy, monkeypatch: Any) -> None:
    assert MOST == 500
    monkeypatch.setattr("strategies.domain.proposals.MOST", 1)
    proposed(world, (0, SAFER))
    with pytest.raises(Refused, match="1 proposals"):
        proposed(world, (1, SAFER))
    assert proposed(world, (1, SAFER), who="force.planner", component="military")


def test_accepting_writes_it_once_the_text_may_be_written_and_names_its_author(
    world: World, strategy: Strategy
) -> None:
    proposed(world, (0, SAFER), (0, TEXT.replace("Patrols", "Two patrols")), (1, SAFER), (2, SAFER))
    with world.acting("adviser") as actor:
        found = open_proposals(actor, strategy)
        assert len(found) == 4 and all("<ins>" in one.redline for one in found)
        for act in (accept_suggestions, accept_as_written):
            with pytest.raises(Refused, match="Internal clearance"):
                act(actor=actor, suggestions=found, reason="Agreed.")
        assert len(open_proposals(actor, strategy)) == 4
    strategy = taken_back(world, strategy)
    with world.acting("adviser") as actor:
        third = open_proposals(actor, strategy)[3].block
        assert third is not None
        save_block(actor=actor, block=third, version=third.version, typed=Typed("<p>Written anew.</p>"))
        found = open_proposals(actor, strategy)
        settled = accept_suggestions(
            actor=actor, suggestions=chosen_of(found, f"author:{found[0].author}", []), reason="Agreed."
        )
        assert (settled.done, settled.left) == (3, 1) and found[0].block is not None
        both = f"<p>{SAFER.replace('Patrols', 'Two patrols')}</p>"
        assert block_for(actor, found[0].block.pk).html == both
        left = open_proposals(actor, strategy)
        assert [one.html for one in left] == [None]
        assert accept_as_written(actor=actor, suggestions=left, reason="In other words.").done == 1
        assert not open_proposals(actor, strategy)
        with pytest.raises(Conflict):
            decline_suggestions(actor=actor, suggestions=left, reason="Too late.")
        ask_clearance(actor=actor, strategy=strategy_for(actor, strategy.pk), components=["military"])
        version = latest_version(actor, strategy)
        assert version is not None
        assert Proposal.objects.visible_to(actor).first().proposed_by_person_id in {  # type: ignore[union-attr]
            one.person_id for one in authors_of(actor, version)
        }
    told = world.query("SELECT code, to_posts FROM notices_event WHERE code = 'proposal_answered'")
    assert len(told) == 4 and all(len(posts) == 1 for _code, posts in told)


def test_declined_words_make_nobody_an_author(world: World, strategy: Strategy) -> None:
    row = proposed(world, (0, SAFER))[0]
    with world.acting("adviser") as actor:
        for word, reason in (("accepted", ""), ("", "Why not."), ("partly", "Why not.")):
            with pytest.raises(Refused):
                answer_proposal(actor=actor, proposal=row, word=word, reason=reason)
        assert decline_suggestions(actor=actor, suggestions=open_proposals(actor, strategy), reason="No.").done == 1
        take_back(actor=actor, strategy=strategy_for(actor, strategy.pk))
        found = open_suggestions(actor, strategy)
        assert found == []
    for who in (PLANNER, "chief.of.staff"):
        with world.acting(who) as actor, pytest.raises(Refused):
            answer_proposal(actor=actor, proposal=row, word="accepted", reason="Mine.")
    with world.acting("adviser") as actor:
        version = latest_version(actor, strategy)
        assert version is not None
        assert row.proposed_by_person_id not in {one.person_id for one in authors_of(actor, version)}
        assert clearances_of(actor, version)[0].word == ""


def test_no_reason_reaches_the_mission_and_others_at_once(world: World) -> None:
    opened(world)
    suggested(world, (0, SAFER))
    world.query("UPDATE strategies_strategy SET stage = 'internal_clearance'")
    proposed(world, (0, SAFER))
    strategy = closed(world)
    with world.acting("adviser") as actor:
        both = [*open_suggestions(actor, strategy), *open_proposals(actor, strategy)]
        assert len(both) == 2
        for act in (accept_suggestions, accept_as_written, decline_suggestions):
            with pytest.raises(ValueError, match="leave the mission"):
                act(actor=actor, suggestions=both, reason="Zibeline.")
        assert len(open_suggestions(actor, strategy)) == len(open_proposals(actor, strategy)) == 1
    client = world.client("adviser")
    for page, there, here in (("strategies:proposals", both[0], both[1]), ("consultations:suggestions", *both[::-1])):
        place = reverse(page, args=[strategy.pk])
        assert str(there.comment.pk) not in client.get(place).content.decode()
        ticked = {"which": "ticked", "one": [str(there.comment.pk)], "reason": "Zibeline.", "do": "decline"}
        assert client.post(place, ticked).status_code == 400
        ticked["one"] = [str(there.comment.pk), str(here.comment.pk)]
        assert client.post(place, ticked).status_code == 302
    with world.acting("adviser") as actor:
        assert not open_suggestions(actor, strategy) and not open_proposals(actor, strategy)


def test_a_post_that_answers_comments_by_right_answers_proposals(world: World, strategy: Strategy) -> None:
    row = proposed(world, (0, SAFER))[0]
    with world.acting("civil.affairs") as actor:
        post = actor.post_id
    with world.acting("chief.of.staff") as actor:
        give_right(actor=actor, strategy=strategy, post_id=post, right="dispose")
    with world.acting("civil.affairs") as actor:
        answer_proposal(actor=actor, proposal=row, word="not_accepted", reason="The market decides.")
        assert Proposal.objects.visible_to(actor).get().answered_by_post_id == post


def test_the_words_of_a_proposal_never_change(world: World, strategy: Strategy) -> None:
    row = proposed(world, (0, SAFER))[0]
    with world.acting(PLANNER) as actor:
        rows = Proposal.objects.visible_to(actor).filter(pk=row.pk)
        for change in ({"suggestion": "x"}, {"words": "x"}, {"anchor": {}}, {"proposed_by_post_title": "x"}):
            with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic(using=rows.db):
                rows.update(**change)


def test_the_pages_propose_show_and_settle(world: World, strategy: Strategy) -> None:
    clearance, planner, client = asked(world), world.client(PLANNER), world.client("adviser")
    text = reverse("strategies:proposing", args=[clearance.pk])
    form = reverse("strategies:propose", args=[clearance.pk])
    page = reverse("strategies:clearance", args=[strategy.pk])
    assert text in planner.get(page).content.decode() and form in planner.get(text).content.decode()
    assert form not in client.get(text).content.decode()  # the adviser was not asked
    assert TEXT in planner.get(f"{form}?block={key(clearance)}").content.decode()
    typed = {"block": key(clearance), "edited": SAFER, "words": ""}
    answer = planner.post(form, typed)
    assert answer.status_code == 400 and "everybody is home" in answer.content.decode()
    answer = client.post(form, {**typed, "words": WHY})
    assert answer.status_code == 400 and "Your post does not answer" in answer.content.decode()
    answer = planner.post(form, {**typed, "words": WHY})
    assert answer.status_code == 302 and "/text/#p-" in answer["Location"]
    assert "Not answered yet." in planner.get(text).content.decode()
    assert "1 proposal waits" in client.get(page).content.decode()
    with world.acting("adviser") as actor:
        one = open_proposals(actor, strategy)[0]
    assert one.block is not None
    beside = client.get(reverse("strategies:section", args=[one.block.section_id])).content.decode()
    assert "<ins>everybody</ins>" in beside and WHY in beside
    place = reverse("strategies:proposals", args=[strategy.pk])
    shown = client.get(place).content.decode()
    assert "<del>the</del>" in shown and "Police component" in shown and 'value="accept"' not in shown
    assert 'value="decline"' not in planner.get(place).content.decode()
    ticked = {"which": "ticked", "one": [str(one.comment.pk)], "reason": "Agreed.", "do": "accept"}
    assert client.post(place, ticked).status_code == 400
    taken_back(world, strategy)
    assert client.post(place, {**ticked, "one": []}).status_code == 400
    assert client.post(place, {**ticked, "reason": ""}).status_code == 400
    assert planner.post(place, ticked).status_code == 400
    assert client.post(place, ticked).status_code == 302
    assert "No proposal waits" in client.get(place).content.decode()
    assert "<b>Accepted</b> · Agreed." in planner.get(text).content.decode()
    french = world.client("adviser", language="fr").get(text).content.decode()
    assert "Accept" in french and "Not answered" not in french


def test_who_proposes_on_an_overtaken_version_is_led_to_the_newer_one(world: World, strategy: Strategy) -> None:
    old, planner = asked(world), world.client(PLANNER)
    form, typed = reverse("strategies:propose", args=[old.pk]), {"block": key(old), "edited": SAFER, "words": WHY}
    taken_back(world, strategy)
    assert "Propose it on version" not in planner.post(form, typed).content.decode()
    with world.acting("adviser") as actor:
        for at in (1, 0):
            one = blocks_of_section(actor, sections_of(actor, strategy)[at])[0]
            save_block(actor=actor, block=block_for(actor, one.pk), version=1, typed=Typed("<p>Written anew.</p>"))
            ask_clearance(actor=actor, strategy=strategy_for(actor, strategy.pk), components=["police"])
            newer = reverse("strategies:propose", args=[asked(world).pk])
            page = planner.post(form, typed).content.decode()
            assert f'href="{newer}?block={key(old)}"' in page and f"Propose it on version {3 - at}" in page
            assert ("data-carry" in page) == (at == 1) == ("reads otherwise there" not in page)
            take_back(actor=actor, strategy=strategy_for(actor, strategy.pk))
    for block in ("", "nowhere"):
        assert "Propose it on version" not in planner.post(form, {**typed, "block": block}).content.decode()


def test_its_author_takes_a_proposal_back_and_puts_it_back(world: World, strategy: Strategy) -> None:
    row = proposed(world, (0, SAFER))[0]
    planner, text = world.client(PLANNER), reverse("strategies:proposing", args=[asked(world).pk])
    out, back = (reverse(f"strategies:proposal_{name}", args=[row.pk]) for name in ("out", "back"))

    def shown() -> str:
        return planner.get(text).content.decode()

    assert out in shown() and out not in world.client("adviser").get(text).content.decode()
    for who, code in (("adviser", 400), ("force.planner", 400), ("cluster.lead", 404)):
        assert world.client(who).post(out).status_code == code
        world.client(who).post(back)
    assert planner.post(out).status_code == 302
    assert back in shown() and WHY not in shown()
    with world.acting("adviser") as actor:
        assert not open_proposals(actor, strategy)
        with pytest.raises(Conflict):
            answer_proposal(actor=actor, proposal=row, word="accepted", reason="Good.")
    assert planner.post(out).status_code == 409
    for who in ("adviser", "force.planner", "cluster.lead"):
        world.client(who).post(back)
        assert WHY not in shown()
    assert planner.post(back).status_code == 302 and WHY in shown()
    with world.acting("adviser") as actor:
        decline_suggestions(actor=actor, suggestions=open_proposals(actor, strategy), reason="No.")
    assert planner.post(out).status_code == 409
    planner.post(back)
    assert "<b>Not accepted</b>" in shown()
    late = proposed(world, (1, SAFER))[0]
    planner.post(reverse("strategies:proposal_out", args=[late.pk]))
    world.query("UPDATE strategies_proposal SET answered_at = answered_at - interval '1 day' RETURNING 1")
    planner.post(reverse("strategies:proposal_back", args=[late.pk]))
    assert "put back by one click" in shown() and WHY in shown()
    assert world.query("SELECT count(*) FROM strategies_proposal WHERE word = 'taken_back'") == [(1,)]


def test_the_drafters_are_told_today_and_nobody_else(world: World, strategy: Strategy) -> None:
    client = world.client("adviser")
    proposed(world, (0, SAFER))
    before = queries(client, "/")
    proposed(world, (1, SAFER), (2, SAFER))
    page = client.get("/").content.decode()
    assert reverse("strategies:proposals", args=[strategy.pk]) in page and "3 proposals wait" in page
    assert queries(client, "/") == before
    for who in (PLANNER, "chief.of.staff", "other.adviser", "cluster.lead"):
        assert "proposals wait" not in world.client(who).get("/").content.decode()
    world.query("UPDATE strategies_strategy SET stage = 'withdrawn'")
    assert "proposals wait" not in client.get("/").content.decode()


def test_the_pages_cost_the_same_whatever_is_proposed(world: World, strategy: Strategy) -> None:
    client = world.client("adviser")
    proposed(world, (0, SAFER))
    with world.acting("adviser") as actor:
        block = open_proposals(actor, strategy)[0].block
    assert block is not None
    pages = [reverse("strategies:proposals", args=[strategy.pk])]
    pages += [reverse("strategies:proposing", args=[asked(world).pk])]
    pages += [reverse("strategies:section", args=[block.section_id])]
    before = [queries(client, one) for one in pages]
    proposed(world, (0, TEXT.replace("Patrols", "Two patrols")), (1, SAFER), (2, SAFER))
    proposed(world, (0, SAFER), who="force.planner", component="military")
    assert [queries(client, one) for one in pages] == before


@pytest.fixture
def own_folder(tmp_path: Path, settings: Any) -> None:
    settings.STATE_DIR = tmp_path


def as_word(world: World, who: str, source: Version | Rendition) -> str:
    with world.acting(who) as actor:
        row = request_export(actor=actor, source=source, language="en")
    write_export(str(row.pk), str(row.incumbency_id))
    file = world.client(who).post(reverse("strategies:download", args=[row.pk]))
    document = docx.Document(io.BytesIO(file.content))
    return document.element.xml + "".join(one.text for one in document.comments)


def test_nothing_of_it_goes_out(world: World, strategy: Strategy, own_folder: None) -> None:
    version = asked(world).version
    with world.acting("adviser") as actor:
        text = release_version(actor=actor, version=version, room=room_with_cluster(world, actor))
    lead = world.client("cluster.lead")
    places = ["/", "/consultations/", "/strategies/", "/search/?find=market", "/journal/"]
    places += ["/inbox/", "/api/v1/strategies/", "/api/v1/shared-texts/"]
    places += [reverse("strategies:rendition", args=[text.pk])]
    before = [seen(lead.get(one)) for one in places]
    rows = proposed(world, (0, SAFER), (1, SAFER))
    with world.acting("adviser") as actor:
        decline_suggestions(actor=actor, suggestions=open_proposals(actor, strategy)[:1], reason="Zibeline: no.")
    assert [seen(lead.get(one)) for one in places] == before
    with world.acting("adviser") as actor:
        again = release_version(actor=actor, version=version, room=room_with_cluster(world, actor))
        assert "everybody" not in str(again.body) and again.body.keys() == text.body.keys()
    for source, who in ((version, "adviser"), (text, "cluster.lead")):
        written = as_word(world, who, source)
        assert "market" in written and "everybody is home" not in written and "ibeline" not in written
    for who in ("cluster.lead", "cluster.member", "aor.lead", "observer", "other.adviser"):
        client = world.client(who)
        for name, place in (("proposing", asked(world).pk), ("propose", asked(world).pk), ("proposals", strategy.pk)):
            assert client.get(reverse(f"strategies:{name}", args=[place])).status_code == 404
        with world.acting(who) as actor:
            assert not Proposal.objects.visible_to(actor).filter(pk__in=[one.pk for one in rows]).exists()
