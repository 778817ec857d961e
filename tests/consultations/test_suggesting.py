"""A copy is edited, kept as a suggestion, released, and accepted into the text or declined, with a reason."""

from typing import Any

import pytest

from pocplan.access.errors import Refused
from strategies.domain.blocks import Typed, save_block
from strategies.domain.inner import suggest_inside
from strategies.domain.release import consent, prepare_package, release_package
from strategies.domain.rounds import withdraw_round
from strategies.domain.suggesting import accept_suggestions
from strategies.models import Comment, Disposition, InnerComment, InnerText, Round, Strategy
from strategies.queries.inner import wordings_of
from strategies.queries.strategies import block_for, strategy_for
from strategies.queries.suggestions import chosen_of, open_suggestions
from tests.consultations.stage import TEXT, inside, opened
from tests.counting import queries
from tests.world import World

SAFER = TEXT.replace("until the market closes", "until everybody is home")


def suggested(world: World, *edits: tuple[int, str]) -> InnerText:
    """Copies of the passages of these sections, edited by a member, released under its name."""
    text = inside(world)
    with world.acting("cluster.member") as actor:
        rows = [
            suggest_inside(actor=actor, text=text, block=_key(text, at), edited=new, words="People walk home late.")
            for at, new in edits
        ]
    with world.acting("cluster.lead") as actor:
        package = prepare_package(actor=actor, text=text, chosen={row.pk: "named" for row in rows})
    with world.acting("cluster.member") as actor:
        for worded in wordings_of(actor, package):
            consent(actor=actor, wording=worded.wording, digest=package.digest, given=True)
    with world.acting("cluster.lead") as actor:
        release_package(actor=actor, package=package, digest=package.digest)
    return text


def _key(text: InnerText, at: int) -> str:
    return str(text.body["sections"][at]["blocks"][0]["key"])


def closed(world: World) -> Strategy:
    """The text may be changed again, and what was said stays beside it."""
    world.query("UPDATE strategies_strategy SET stage = 'revision'")
    with world.acting("adviser") as actor:
        return Strategy.objects.visible_to(actor).get()


def words_of(actor: Any, one: Any) -> str:
    return str(block_for(actor, one.block.pk).html)


def test_an_edited_copy_is_what_was_changed_and_what_instead(world: World) -> None:
    opened(world)
    text = inside(world)
    with world.acting("cluster.member") as actor:
        row = suggest_inside(actor=actor, text=text, block=_key(text, 0), edited=SAFER, words="Late.")
        assert (row.anchor["quote"], row.suggestion) == ("the market closes", "everybody is home")
        for edited in (TEXT, "  " + TEXT.replace(" ", "  "), ""):
            with pytest.raises(Refused) as refusal:
                suggest_inside(actor=actor, text=text, block=_key(text, 0), edited=edited, words="Late.")
            assert refusal.value.field == "edited"
        with pytest.raises(Refused):
            suggest_inside(actor=actor, text=text, block="no such block", edited=SAFER, words="Late.")
        assert InnerComment.objects.visible_to(actor).count() == 1
    client = world.client("cluster.member")
    place = f"/consultations/own/{text.pk}/suggest/"
    assert TEXT in client.get(f"{place}?block={_key(text, 1)}").content.decode()
    answer = client.post(place, {"block": _key(text, 1), "edited": SAFER, "words": ""})
    assert answer.status_code == 400 and "everybody is home" in answer.content.decode()
    answer = client.post(place, {"block": _key(text, 1), "edited": SAFER, "words": "Late."})
    assert answer.status_code == 302 and f"/own/{text.pk}/#c-" in answer["Location"]


def test_accepting_writes_it_and_answers(world: World) -> None:
    opened(world)
    suggested(world, (0, SAFER), (0, TEXT.replace("Patrols", "Two patrols")), (1, SAFER), (2, SAFER))
    strategy = closed(world)
    with world.acting("adviser") as actor:
        found = open_suggestions(actor, strategy)
        assert len(found) == 4 and all(one.html for one in found)
        third = found[3].block
        assert third is not None
        save_block(actor=actor, block=third, version=third.version, typed=Typed("<p>Written anew.</p>"))
        found = open_suggestions(actor, strategy_for(actor, strategy.pk))
        with pytest.raises(Refused):
            accept_suggestions(actor=actor, suggestions=found[3:], reason="Agreed.")
        settled = accept_suggestions(
            actor=actor, suggestions=chosen_of(found, f"author:{found[0].author}", []), reason="Agreed."
        )
        assert (settled.done, settled.left) == (3, 1)
        assert words_of(actor, found[0]) == f"<p>{SAFER.replace('Patrols', 'Two patrols')}</p>"
        assert words_of(actor, found[2]) == f"<p>{SAFER}</p>"
        assert {(one.word, one.reason) for one in Disposition.objects.visible_to(actor)} == {("accepted", "Agreed.")}
        assert [one.html for one in open_suggestions(actor, strategy)] == [None]


def test_the_page_declines_a_section_and_refuses_what_may_not_be(world: World) -> None:
    opened(world)
    suggested(world, (0, SAFER), (1, SAFER))
    client, planner = world.client("adviser"), world.client("police.planner")
    with world.acting("adviser") as actor:
        strategy = Strategy.objects.visible_to(actor).get()
        first, second = open_suggestions(actor, strategy)
    place = f"/consultations/strategies/{strategy.pk}/suggestions/"
    shown = client.get(place).content.decode()
    assert "<del>the</del>" in shown and "<ins>everybody</ins>" in shown and "No place" not in shown
    ticked = {"which": "ticked", "one": [str(first.comment.pk)], "reason": "Agreed.", "do": "accept"}
    still = client.post(place, ticked)
    assert still.status_code == 400  # the text stands still while others read it
    assert client.post(place, {**ticked, "one": []}).status_code == 400
    assert client.post(place, {**ticked, "reason": ""}).status_code == 400
    declined = {"which": f"section:{second.section}", "reason": "The market decides.", "do": "decline"}
    assert planner.post(place, declined).status_code == 400
    with_two = queries(client, place)
    assert client.post(place, declined).status_code == 302
    assert client.get(place).status_code == 200  # says what was done, once
    assert queries(client, place) == with_two
    assert world.client("cluster.lead").get(place).status_code == 404
    with world.acting("adviser") as actor:
        assert [one.comment.pk for one in open_suggestions(actor, strategy)] == [first.comment.pk]
        row = Disposition.objects.visible_to(actor).get()
        assert (row.comment_id, row.word) == (second.comment.pk, "not_accepted")
        assert Comment.objects.visible_to(actor).count() == 2
        round_ = Round.objects.visible_to(actor).select_related("strategy", "version").get()
        withdraw_round(actor=actor, round_=round_)
        assert open_suggestions(actor, strategy) == []
