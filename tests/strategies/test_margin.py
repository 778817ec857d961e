"""Comments in the margin of a draft: beside their words, answered, settled, and read by the drafting room alone."""

from typing import Any

import pytest
from django.db import ProgrammingError, connections, transaction
from django.urls import reverse

from pocplan.access.errors import Conflict, Refused
from pocplan.access.ids import new_id
from strategies.domain.blocks import Typed, add_block, save_block, withdraw_block
from strategies.domain.clearances import ask_clearance
from strategies.domain.margin import (
    MOST,
    answer_on_draft,
    comment_on_draft,
    reopen_on_draft,
    settle_on_draft,
    take_back_on_draft,
)  # fmt: skip
from strategies.domain.moving import move_block
from strategies.domain.rights import give_right
from strategies.domain.sections import withdraw_section
from strategies.models import Block, MarginComment, Section, Strategy
from strategies.queries.margin import CHANGED, GONE, STANDS, comments_beside, comments_listed, counts
from strategies.queries.replies import text_of
from strategies.queries.strategies import block_for, blocks_of_section, section_for, sections_of, strategy_for
from strategies.queries.threads import among_own
from strategies.queries.versions import latest_version
from tests.consultations.stage import TEXT, drafted, opened, request_to
from tests.counting import queries
from tests.world import World

QUOTE, ASKED, ANSWERED = "until the market closes", "Zibeline: says who?", "Okapi: the market committee."


@pytest.fixture
def section(world: World) -> Section:
    """A section of a draft with three passages, of which the first two begin alike."""
    strategy = drafted(world)
    with world.acting("adviser") as actor:
        section = sections_of(actor, strategy)[0]
        for words in (TEXT.replace("Patrols", "Convoys"), "The clinic opens at dawn."):
            add_block(actor=actor, parent=section, typed=Typed(f"<p>{words}</p>"))
        return section_for(actor, section.pk)


def passage(world: World, section: Section, at: int = 0) -> Block:
    with world.acting("adviser") as actor:
        return block_for(actor, blocks_of_section(actor, section)[at].pk)


def said(world: World, section: Section, who: str = "police.planner", **more: Any) -> MarginComment:
    block = more.pop("block", passage(world, section).pk)
    with world.acting(who) as actor:
        fields = {"quote": QUOTE, "words": ASKED, **more}
        return comment_on_draft(actor=actor, section=section_for(actor, section.pk), block=block, **fields)


def written(world: World, block: Block, words: str) -> None:
    with world.acting("adviser") as actor:
        here = block_for(actor, block.pk)
        save_block(actor=actor, block=here, version=here.version, typed=Typed(f"<p>{words}</p>"))


def standing(world: World, section: Section) -> tuple[str, Any]:
    """What became of the words of the one thread that is open, and the passage that it stands beside."""
    with world.acting("adviser") as actor:
        here = section_for(actor, section.pk)
        found = comments_beside(actor, here, list(blocks_of_section(actor, here)))
        (one,) = [one for those in found.values() for one in those]
        return one.standing, one.block.pk if one.block else None


def told(world: World) -> list[tuple[Any, ...]]:
    rows = world.query("SELECT code, urgent, to_posts FROM notices_event WHERE code LIKE 'margin_%%' ORDER BY at, id")
    return [tuple(row) for row in rows]


def test_a_comment_stands_beside_its_words_and_follows_them(world: World, section: Section) -> None:
    row, first, third = said(world, section), passage(world, section), passage(world, section, 2)
    assert (row.anchor["quote"], row.anchor["block"]) == (QUOTE, str(first.lineage))
    assert row.compartment_id == section.compartment_id and row.passage == TEXT
    assert standing(world, section) == (STANDS, first.pk)
    with world.acting("adviser") as actor:
        move_block(actor=actor, block=block_for(actor, first.pk), up=False)
    written(world, first, f"At night nobody moves. {TEXT}")
    assert standing(world, section) == (STANDS, first.pk)
    written(world, first, TEXT.replace("market closes", "market shuts"))
    assert standing(world, section) == (CHANGED, first.pk)
    written(world, first, "Nothing of this is left.")
    with world.acting("adviser") as actor:
        second = blocks_of_section(actor, section)[0]
        withdraw_block(actor=actor, block=block_for(actor, second.pk), version=second.version)
    assert standing(world, section) == (GONE, first.pk)
    written(world, third, f"The clinic opens at dawn. {TEXT}")
    assert standing(world, section) == (STANDS, third.pk)


def test_a_comment_on_a_whole_passage_tells_what_became_of_it(world: World, section: Section) -> None:
    said(world, section, quote="")
    first = passage(world, section)
    assert standing(world, section) == (STANDS, first.pk)
    written(world, first, "Other words.")
    assert standing(world, section) == (CHANGED, first.pk)
    with world.acting("adviser") as actor:
        here = block_for(actor, first.pk)
        withdraw_block(actor=actor, block=here, version=here.version)
    assert standing(world, section) == (GONE, None)
    page = world.client("police.planner").get(reverse("strategies:section", args=[section.pk])).content.decode()
    assert "was taken out" in page and TEXT in page


def test_what_cannot_be_said_is_refused_and_nothing_is_kept(world: World, section: Section) -> None:
    other = passage(world, section, 2)
    for more, sentence in (
        ({"words": " "}, "empty"), ({"words": "x" * 5001}, "5000"), ({"quote": "no such words"}, "Choose them again"),
        ({"block": other.pk}, "Choose them again"), ({"block": new_id()}, "not in the text any more"),
        ({"block": None}, "not in the text"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=sentence):
            said(world, section, **more)
    assert said(world, section, block=None, quote="").anchor["block"] == ""
    with world.acting("adviser") as actor:
        assert MarginComment.objects.visible_to(actor).count() == 1


def test_who_may_comment_is_who_writes_clears_or_approves_while_words_can_change(
    world: World, section: Section, monkeypatch: Any
) -> None:
    for who in ("adviser", "force.planner", "srsg", "chief.of.staff"):
        assert said(world, section, who)
    with pytest.raises(Section.DoesNotExist):
        said(world, section, "cluster.lead")
    with world.acting("adviser") as actor:
        strategy = strategy_for(actor, section.strategy_id)
        ask_clearance(actor=actor, strategy=strategy, components=["police"])
    row = said(world, section)
    world.query("UPDATE strategies_strategy SET stage = 'in_force' WHERE id = %s", [str(section.strategy_id)])
    with world.acting("adviser") as actor:
        one = MarginComment.objects.visible_to(actor).select_related("section__strategy", "answers").get(pk=row.pk)
        for act in (settle_on_draft, reopen_on_draft):
            with pytest.raises(Refused, match="In force"):
                act(actor=actor, comment=one)
        with pytest.raises(Refused, match="In force"):
            answer_on_draft(actor=actor, comment=one, words="x")
    assert MOST == 1000
    monkeypatch.setattr("strategies.domain.margin.MOST", 1)
    world.query("UPDATE strategies_strategy SET stage = 'drafting' WHERE id = %s", [str(section.strategy_id)])
    with pytest.raises(Refused, match="1 comments"):
        said(world, section)


def found(actor: Any, row: MarginComment) -> MarginComment:
    return MarginComment.objects.visible_to(actor).select_related("section__strategy", "answers").get(pk=row.pk)


def test_a_thread_is_answered_settled_and_opened_again(world: World, section: Section) -> None:
    row = said(world, section)
    with world.acting("adviser") as actor:
        answer = answer_on_draft(actor=actor, comment=found(actor, row), words=ANSWERED)
        assert answer.answers_id == row.pk and answer.section_id == section.pk
    with world.acting("police.planner") as actor:
        again = answer_on_draft(actor=actor, comment=found(actor, answer), words="Thank you.")
        assert again.answers_id == row.pk
        settle_on_draft(actor=actor, comment=found(actor, again))
        assert found(actor, row).settled_by_post_title == row.post_title
        with pytest.raises(Conflict):
            settle_on_draft(actor=actor, comment=found(actor, row))
        with pytest.raises(Refused, match="settled meanwhile"):
            answer_on_draft(actor=actor, comment=found(actor, answer), words="One more.")
        assert comments_beside(actor, section, list(blocks_of_section(actor, section))) == {}
    with world.acting("adviser") as actor:
        reopen_on_draft(actor=actor, comment=found(actor, row))
        assert found(actor, row).settled_at is None and not found(actor, row).settled_by_post_title
        ((noted,),) = comments_beside(actor, section, list(blocks_of_section(actor, section))).values()
        assert [one.words for one in noted.thread.all] == [ASKED, ANSWERED, "Thank you."]
        with pytest.raises(Conflict):
            reopen_on_draft(actor=actor, comment=found(actor, row))
    assert [code for code, *_ in told(world)] == ["margin_answered", "margin_answered"]


def test_own_words_are_taken_back_and_what_was_answered_to_them_stays(world: World, section: Section) -> None:
    alone, headed = said(world, section), said(world, section, words="Wombat.")
    with world.acting("adviser") as actor:
        answer_on_draft(actor=actor, comment=found(actor, headed), words=ANSWERED)
        with pytest.raises(Refused, match="Only who wrote this"):
            take_back_on_draft(actor=actor, comment=found(actor, alone))
    client, drafting = world.client("police.planner"), reverse("strategies:section", args=[section.pk])
    assert client.get(drafting).text.count("Take back") == 2
    for row in (alone, headed):
        assert client.post(reverse("strategies:comment_out", args=[row.pk])).status_code == 302
    listing = f"{reverse('strategies:comments', args=[section.strategy_id])}?show=all"
    for page in (client.get(drafting).text, client.get(listing).text):
        assert ASKED not in page and "Wombat" not in page
        assert (page.count("These words were taken back."), page.count(ANSWERED)) == (1, 1)
    with world.acting("adviser") as actor:
        assert counts(actor, strategy_for(actor, section.strategy_id)) == {"mine": 1, "open": 1, "all": 1}
    assert client.get(reverse("strategies:comment_answer", args=[alone.pk])).status_code == 200
    assert world.client("adviser").post(reverse("strategies:comment_back", args=[alone.pk])).status_code == 302
    assert ASKED not in client.get(drafting).text
    client.post(reverse("strategies:comment_back", args=[alone.pk]))
    assert ASKED in client.get(drafting).text


def test_who_is_named_reads_the_room_and_is_told_without_content(world: World, section: Section) -> None:
    with world.acting("adviser") as actor:
        adviser = actor.post_id
    with world.acting("cluster.lead") as actor:
        stranger = actor.post_id
    with world.acting("police.planner") as actor:
        named = dict(among_own(actor, section))
        assert adviser in named and stranger not in named and actor.post_id not in named
    row = said(world, section, told=[adviser])
    assert row.told == [{"post_id": str(adviser), "title": named[adviser]}]
    assert told(world) == [("margin_mentioned", True, [str(adviser)])]
    with pytest.raises(Refused, match="listed values"):
        said(world, section, told=[stranger])
    with world.acting("adviser") as actor:
        answer_on_draft(actor=actor, comment=found(actor, row), words=ANSWERED, told=[row.post_id])
    assert told(world)[-1] == ("margin_mentioned", True, [str(row.post_id)])


def test_who_is_named_finds_it_on_the_first_page_until_it_has_answered(world: World, section: Section) -> None:
    with world.acting("adviser") as actor:
        adviser = actor.post_id
    group, one, two = "Asked of me beside a draft", "1 comment asks for", "2 comments ask for"
    assert group not in world.client("adviser").get("/").text
    first = said(world, section, told=[adviser])
    assert one in world.client("adviser").get("/").text
    with world.acting("force.planner") as actor:
        answer_on_draft(actor=actor, comment=found(actor, first), words="And who counts?", told=[adviser])
    second = said(world, section, told=[adviser])
    few = queries(world.client("adviser"), "/")
    page = world.client("adviser").get("/").text
    assert two in page and f"{reverse('strategies:comments', args=[section.strategy_id])}?show=mine" in page
    for who in ("police.planner", "force.planner", "cluster.lead"):
        assert group not in world.client(who).get("/").text
    with world.acting("adviser") as actor:
        answer_on_draft(actor=actor, comment=found(actor, first), words=ANSWERED)
    assert one in world.client("adviser").get("/").text and queries(world.client("adviser"), "/") == few
    with world.acting("police.planner") as actor:
        settle_on_draft(actor=actor, comment=found(actor, second))
    assert group not in world.client("adviser").get("/").text


def test_lists_count_what_is_mine_open_and_all(world: World, section: Section) -> None:
    with world.acting("adviser") as actor:
        adviser, strategy = actor.post_id, strategy_for(actor, section.strategy_id)
    first, second = said(world, section), said(world, section, told=[adviser])
    third = said(world, section, "force.planner")
    with world.acting("adviser") as actor:
        settle_on_draft(actor=actor, comment=found(actor, third))
        answer_on_draft(actor=actor, comment=found(actor, first), words=ANSWERED)
        assert counts(actor, strategy) == {"mine": 2, "open": 2, "all": 3}
        assert list(comments_listed(actor, strategy, "mine")) == [second, first]
        assert list(comments_listed(actor, strategy, "all", section.pk)) == [third, second, first]
        assert not comments_listed(actor, strategy, "open", new_id())
    with world.acting("force.planner") as actor:
        assert counts(actor, strategy) == {"mine": 1, "open": 2, "all": 3}
        assert list(comments_listed(actor, strategy, "mine")) == [third]
    with world.acting("adviser") as actor:
        withdraw_section(actor=actor, section=section_for(actor, section.pk))
    page = world.client("adviser").get(reverse("strategies:comments", args=[strategy.pk])).content.decode()
    assert page.count("gone from this section") == 2 and "taken out of the text" in page


def test_no_other_side_sees_counts_or_changes_any_of_it(world: World, section: Section) -> None:
    row = said(world, section)
    for who in ("cluster.lead", "cluster.member", "observer", "ocha"):
        with world.acting(who) as actor:
            assert not MarginComment.objects.visible_to(actor).exists()
            with connections[actor.alias].cursor() as cursor:  # the walls of the database alone
                cursor.execute("SELECT count(*) FROM strategies_margincomment")
                assert cursor.fetchone() == (0,)
            assert counts(actor, Strategy(pk=section.strategy_id)) == {"mine": 0, "open": 0, "all": 0}
        client = world.client(who)
        for name, key in (
            ("comment", section.pk), ("comments", section.strategy_id), ("comment_answer", row.pk),
        ):  # fmt: skip
            assert client.get(reverse(f"strategies:{name}", args=[key])).status_code == 404
        for name in ("comment_answer", "comment_settle", "comment_open"):
            assert client.post(reverse(f"strategies:{name}", args=[row.pk]), {"words": "x"}).status_code == 404


def test_the_words_of_a_comment_never_change(world: World, section: Section) -> None:
    row = said(world, section)
    with world.acting("adviser") as actor:
        rows = MarginComment.objects.visible_to(actor).filter(pk=row.pk)
        for change in ({"words": "x"}, {"anchor": {}}, {"told": [{}]}, {"post_title": "x"}, {"passage": "x"}):
            with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic(using=rows.db):
                rows.update(**change)


def test_no_version_and_no_text_that_leaves_holds_a_word_of_it(world: World) -> None:
    opened(world)
    with world.acting("adviser") as actor:
        strategy = Strategy.objects.visible_to(actor).get()
        section = section_for(actor, sections_of(actor, strategy)[0].pk)
    said(world, section)
    with world.acting("adviser") as actor:
        version = latest_version(actor, strategy)
        assert version and "Zibeline" not in str(version.body)
    request = request_to(world, "cluster.lead")
    with world.acting("cluster.lead") as actor:
        text = text_of(actor, request)
        assert TEXT in str(text.body) and "Zibeline" not in f"{text.body}{text.header}"
    page = world.client("cluster.lead").get(reverse("strategies:rendition", args=[text.pk])).content.decode()
    assert "Besh Valley" in page and "Zibeline" not in page


def test_without_a_script_one_comments_answers_and_settles(world: World, section: Section) -> None:
    client, block = world.client("police.planner"), passage(world, section)
    drafting = reverse("strategies:section", args=[section.pk])
    address = f"{reverse('strategies:comment', args=[section.pk])}?block={block.pk}"
    assert address in client.get(drafting).content.decode()
    asked = client.get(address).content.decode()
    assert TEXT in asked and "Draw the attention of" in asked and "Suggested text" not in asked
    refused = client.post(address, {"block": block.pk, "quote": "other words", "words": ASKED})
    assert refused.status_code == 400 and ASKED in refused.content.decode()
    with world.acting("cluster.lead") as actor:
        stranger = {"told": [str(actor.post_id)]}
    named = client.post(address, {"block": block.pk, "words": ASKED, **stranger})
    assert named.status_code == 400 and ASKED in named.content.decode() and not told(world)
    sent = client.post(address, {"block": block.pk, "quote": QUOTE, "words": ASKED})
    with world.acting("adviser") as actor:
        row = MarginComment.objects.visible_to(actor).get()
    assert (sent.status_code, sent["Location"]) == (302, f"{drafting}#m-{row.pk}")
    page = world.client("adviser").get(drafting).content.decode()
    assert ASKED in page and f"<mark>{QUOTE}</mark>" in page and row.post_title in page
    answering = reverse("strategies:comment_answer", args=[row.pk])
    assert ASKED in client.get(answering).content.decode()
    assert client.post(answering, {"words": ""}).status_code == 400
    assert client.post(answering, {"words": ANSWERED})["Location"] == f"{drafting}#m-{row.pk}"
    settled = client.post(reverse("strategies:comment_settle", args=[row.pk]))
    assert settled["Location"] == f"{drafting}#m-{row.pk}"
    page = client.get(drafting).content.decode()
    assert ASKED not in page and "The comment was settled." in page
    assert client.post(reverse("strategies:comment_settle", args=[row.pk])).status_code == 409
    listed = client.get(f"{reverse('strategies:comments', args=[section.strategy_id])}?show=all").content.decode()
    assert ASKED in listed and ANSWERED in listed and "Settled by" in listed
    client.post(reverse("strategies:comment_open", args=[row.pk]))
    assert f"{answering}?from=list" in client.get(reverse("strategies:comments", args=[section.strategy_id])).text
    client.post(reverse("strategies:comment_settle", args=[row.pk]))
    opened_again = client.post(reverse("strategies:comment_open", args=[row.pk]), {"from": "list"})
    assert opened_again["Location"] == reverse("strategies:comments", args=[section.strategy_id])
    assert ASKED in client.get(drafting).content.decode()


def test_who_writes_sees_what_is_asked_of_the_passage_and_comes_back_to_it(world: World, section: Section) -> None:
    row, other = said(world, section), said(world, section, block=None, quote="", words="Of all of it.")
    client, writing = world.client("adviser"), reverse("strategies:block", args=[passage(world, section).pk])
    page = client.get(writing).content.decode()
    assert ASKED in page and other.words not in page
    sent = client.post(f"{reverse('strategies:comment_answer', args=[row.pk])}?from=block", {"words": ANSWERED})
    assert sent["Location"] == f"{writing}#m-{row.pk}"
    settled = client.post(reverse("strategies:comment_settle", args=[other.pk]), {"from": "block"})
    assert settled["Location"] == f"{reverse('strategies:section', args=[section.pk])}#m-{other.pk}"


def test_beside_a_passage_stand_the_latest_and_the_list_pages(world: World, section: Section) -> None:
    client, address = world.client("adviser"), reverse("strategies:section", args=[section.pk])
    listing = reverse("strategies:comments", args=[section.strategy_id])
    said(world, section)
    few = queries(client, address), queries(client, listing)
    for number in range(5):
        said(world, section, words=f"Said {number}.")
    assert (queries(client, address), queries(client, listing)) == few
    page = client.get(address).content.decode()
    assert (page.count("Said "), "3 earlier comments here" in page) == (3, True)
    with world.acting("adviser") as actor:
        row = MarginComment.objects.visible_to(actor).first()
        assert row is not None
        kept = {field.attname: getattr(row, field.attname) for field in MarginComment._meta.fields}
        MarginComment.objects.bulk_create([MarginComment(**{**kept, "id": new_id()}) for _ in range(50)])
    first = client.get(f"{listing}?section={section.pk}").content.decode()
    assert first.count('id="m-') == 50 and f"page=2&amp;show=open&amp;section={section.pk}" in first
    assert client.get(f"{listing}?page=2").content.decode().count('id="m-') == 6
    assert client.get(f"{listing}?show=nonsense&section=x").status_code == 200


def test_a_post_that_was_given_the_right_to_write_comments_as_well(world: World, section: Section) -> None:
    with world.acting("dsrsg.hc", "Deputy") as actor:
        post = actor.post_id
        with pytest.raises(Refused, match="may not do this"):
            comment_on_draft(actor=actor, section=section_for(actor, section.pk), words=ASKED)
    with world.acting("srsg") as actor:
        give_right(actor=actor, strategy=strategy_for(actor, section.strategy_id), post_id=post, right="change")
    with world.acting("dsrsg.hc", "Deputy") as actor:
        assert comment_on_draft(actor=actor, section=section_for(actor, section.pk), words=ASKED)
