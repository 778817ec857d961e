"""Open comments of a draft go over into its successor, and nothing else of the margin does."""

from typing import Any

import pytest
from django.urls import reverse

from strategies.domain.blocks import Typed, add_block
from strategies.domain.margin import answer_on_draft, settle_on_draft, take_back_on_draft
from strategies.domain.sections import add_section, withdraw_section
from strategies.domain.successors import start_successor
from strategies.models import MarginComment, Section, Strategy
from strategies.queries.margin import CHANGED, GONE, STANDS, comments_beside, counts
from strategies.queries.strategies import blocks_of_section, section_for, sections_of, strategy_for
from tests.api.test_api import ask
from tests.consultations.stage import TEXT
from tests.counting import statements
from tests.strategies.test_margin import ANSWERED, ASKED, QUOTE, found, passage, said, section, told, written  # noqa: F401
from tests.world import World

MARK = "From the strategy before."


def succeeded(world: World, of: Section) -> Strategy:
    world.query("UPDATE strategies_strategy SET stage = 'in_force' WHERE id = %s", [str(of.strategy_id)])
    with world.acting("adviser") as actor:
        return start_successor(actor=actor, strategy=strategy_for(actor, of.strategy_id))


def beside(world: World, strategy: Strategy) -> dict[str, tuple[str, bool, int | None]]:
    """By the first words of each thread: what became of its words, whether it was carried, and its place."""
    with world.acting("adviser") as actor:
        here = section_for(actor, sections_of(actor, strategy)[0].pk)
        blocks = list(blocks_of_section(actor, here))
        places = {block.pk: at for at, block in enumerate(blocks)}
        noted = [one for those in comments_beside(actor, here, blocks).values() for one in those]
    return {
        one.thread.comment.words: (one.standing, one.carried, places[one.block.pk] if one.block else None)
        for one in noted
    }


def test_open_threads_go_over_beside_the_same_words(world: World, section: Section) -> None:  # noqa: F811
    with world.acting("adviser") as actor:
        adviser = actor.post_id
    row = said(world, section, told=[adviser])
    with world.acting("force.planner") as actor:
        answer_on_draft(actor=actor, comment=found(actor, row), words=ANSWERED)
    said(world, section, words="Of all of it.", block=None, quote="")
    for at, words in ((0, "Of the first."), (1, "Of the second.")):
        said(world, section, words=words, quote="", block=passage(world, section, at).pk)
    written(world, passage(world, section, 1), "Other words stand here now.")
    was, sent = beside(world, section.strategy), told(world)
    successor = succeeded(world, section)
    assert told(world) == sent
    assert beside(world, successor) == {words: (how, True, at) for words, (how, _, at) in was.items()}
    assert was == {
        ASKED: (STANDS, False, 0), "Of all of it.": (STANDS, False, None),
        "Of the first.": (STANDS, False, 0), "Of the second.": (CHANGED, False, 1),
    }  # fmt: skip
    with world.acting("adviser") as actor:
        rows = MarginComment.objects.visible_to(actor).filter(section__strategy=successor)
        head, answer = rows.get(words=ASKED), rows.get(words=ANSWERED)
        assert answer.answers_id == head.pk != row.pk and head.compartment_id == row.compartment_id
        for name in ("post_id", "post_title", "person_id", "person_name", "at", "told", "anchor"):
            assert getattr(head, name) == getattr(row, name)
        assert counts(actor, section.strategy) == counts(actor, successor)
    page = world.client("adviser").get("/").text
    assert "1 comment asks for" in page and f"{reverse('strategies:comments', args=[successor.pk])}?show=mine" in page


def test_they_follow_their_words_in_the_successor(world: World, section: Section) -> None:  # noqa: F811
    said(world, section)
    said(world, section, words="Of it.", quote="")
    written(world, passage(world, section), f"At night nobody moves. {TEXT}")
    successor = succeeded(world, section)
    assert beside(world, successor) == {ASKED: (STANDS, True, 0), "Of it.": (CHANGED, True, 0)}
    with world.acting("adviser") as actor:
        here = section_for(actor, sections_of(actor, successor)[0].pk)
    for words in ("Nothing of this is left.", "Nor of that.", "Nor so."):
        written(world, passage(world, here), words)
        assert beside(world, successor)["Of it."] == (CHANGED, True, 0)
    written(world, passage(world, here, 1), "Convoys are no more.")
    assert beside(world, successor)[ASKED] == (GONE, True, 0)
    own = said(world, here, quote="", words="Said now.")
    assert beside(world, successor)["Said now."] == (STANDS, False, 0) and own.passage_version == 4


def test_what_is_settled_taken_back_or_taken_out_stays_behind(world: World, section: Section) -> None:  # noqa: F811
    settled, alone, headed = (said(world, section, words=word) for word in ("Settled.", "Alone.", "Headed."))
    with world.acting("adviser") as actor:
        settle_on_draft(actor=actor, comment=found(actor, settled))
        answer_on_draft(actor=actor, comment=found(actor, headed), words=ANSWERED)
        other = add_section(actor=actor, strategy=strategy_for(actor, section.strategy_id), title="Gone")
        add_block(actor=actor, parent=other, typed=Typed(f"<p>{TEXT}</p>"))
    with world.acting("police.planner") as actor:
        for one in (alone, headed):
            take_back_on_draft(actor=actor, comment=found(actor, one))
    said(world, other, words="Of what was taken out.")
    with world.acting("adviser") as actor:
        withdraw_section(actor=actor, section=section_for(actor, other.pk))
    successor = succeeded(world, section)
    with world.acting("adviser") as actor:
        rows = MarginComment.objects.visible_to(actor).filter(section__strategy=successor)
        assert sorted(rows.values_list("words", flat=True)) == ["Headed.", ANSWERED]
    page = world.client("adviser").get(reverse("strategies:comments", args=[successor.pk])).text
    assert "Headed." not in page and ANSWERED in page


def test_pages_and_api_say_where_they_are_from_and_one_goes_on(world: World, section: Section) -> None:  # noqa: F811
    said(world, section)
    successor = succeeded(world, section)
    with world.acting("adviser") as actor:
        (here, *_) = sections_of(actor, successor)
    said(world, here, words="Said now.")
    client = world.client("adviser")
    for address in (
        reverse("strategies:section", args=[here.pk]), reverse("strategies:comments", args=[successor.pk]),
        reverse("strategies:block", args=[passage(world, here).pk]),
    ):  # fmt: skip
        page = client.get(address).text
        assert page.count(MARK) == 1 and ASKED in page and "Said now." in page
    assert MARK not in client.get(f"{reverse('strategies:comments', args=[section.strategy_id])}?show=all").text
    french = world.client("adviser", language="fr").get(reverse("strategies:comments", args=[successor.pk])).text
    assert "Repris de la stratégie précédente." in french
    listed = ask(world, "adviser", "get", f"/strategies/{successor.pk}/draft-comments/").json()["results"]
    assert [(one["comment"]["words"], one["carried"]) for one in listed] == [("Said now.", False), (ASKED, True)]
    path = f"/draft-comments/{listed[1]['comment']['id']}"
    assert ask(world, "adviser", "post", f"{path}/answers/", {"words": ANSWERED}).status_code == 201
    assert ask(world, "adviser", "post", f"{path}/settled/", {"settled": True}).json()["carried"] is True


def test_no_other_side_finds_what_went_over(world: World, section: Section) -> None:  # noqa: F811
    said(world, section)
    successor = succeeded(world, section)
    for who in ("cluster.lead", "cluster.member", "observer", "ocha"):
        with world.acting(who) as actor:
            assert not MarginComment.objects.visible_to(actor).exists()
        assert world.client(who).get(reverse("strategies:comments", args=[successor.pk])).status_code == 404


@pytest.mark.parametrize("more", [0, 5])
def test_it_costs_the_same_however_much_is_open(world: World, section: Section, more: int) -> None:  # noqa: F811
    for _ in range(1 + more):
        row = said(world, section)
        with world.acting("adviser") as actor:
            answer_on_draft(actor=actor, comment=found(actor, row), words=ANSWERED)
    world.query("UPDATE strategies_strategy SET stage = 'in_force' WHERE id = %s", [str(section.strategy_id)])
    with world.acting("adviser") as actor, statements() as asked:
        start_successor(actor=actor, strategy=strategy_for(actor, section.strategy_id))
    about: list[Any] = [one for one in asked if "strategies_margincomment" in str(one)]
    assert len(about) == 3
