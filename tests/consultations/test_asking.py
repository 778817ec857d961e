"""Asking once more, remarks beside one's own words, and who is told that a version was frozen."""

import pytest
from django.urls import reverse

from pocplan.access.errors import Refused
from strategies.domain.annexes import freeze_annex, start_annex
from strategies.domain.approvals import approve, submit
from strategies.domain.asking import ask_again
from strategies.domain.blocks import Typed, add_block
from strategies.domain.clearances import ask_clearance
from strategies.domain.dispositions import dispose
from strategies.domain.positions import pause, state_position
from strategies.domain.release import withdraw_comment
from strategies.models import Comment, Strategy, VersionPart
from strategies.queries.replies import requests_to
from strategies.queries.rounds import round_for
from strategies.queries.strategies import annex_for, sections_of, strategies_for, strategy_for
from strategies.queries.versions import latest_version, version_for
from tests.consultations.stage import opened, prepared, released
from tests.strategies.test_life import answer, draft  # noqa: F401
from tests.world import World

AGAIN = "SELECT count(*) FROM notices_event WHERE code = 'position_asked_again'"


def test_who_has_not_replied_is_asked_once_a_day(world: World) -> None:
    world.set_clock("2026-12-01T09:00:00Z")
    round_ = opened(world)
    client, board = world.client("adviser"), reverse("consultations:round", args=[round_.pk])
    assert "Ask 2 invitees still to reply" in client.get(board).text
    with world.acting("cluster.lead") as actor:
        state_position(actor=actor, request=requests_to(actor).get(), word="supports")
    assert "Ask 1 invitee still to reply" in client.get(board).text
    ask = reverse("consultations:step", args=[round_.pk, "ask"])
    assert client.post(ask).status_code == 302
    assert world.query(AGAIN) == [(1,)]
    again = client.post(ask)
    assert again.status_code == 400 and "Ask again tomorrow" in again.text
    assert "still to reply</a>" not in client.get(board).text
    world.set_clock("2026-12-02T09:00:00Z")
    assert world.client("adviser").post(ask).status_code == 302
    assert world.query(AGAIN) == [(2,)]
    assert len(world.query("SELECT 1 FROM journal_entry WHERE verb = 'ask_again'")) == 2


def test_who_cannot_work_is_left_in_peace(world: World) -> None:
    round_ = opened(world, "Protection Cluster Orvane")
    with world.acting("cluster.lead") as actor:
        pause(actor=actor, request=requests_to(actor).get(), reason="The road is cut.")
    with world.acting("adviser") as actor, pytest.raises(Refused, match="cannot work"):
        ask_again(actor=actor, round_=round_for(actor, round_.pk))
    assert world.query(AGAIN) == [(0,)]


def test_others_ask_nobody_and_a_round_that_is_not_open_has_nobody_to_ask(world: World) -> None:
    round_ = prepared(world)
    ask = reverse("consultations:step", args=[round_.pk, "ask"])
    assert world.client("adviser").post(ask).status_code == 400
    assert world.client("cluster.lead").post(ask).status_code == 404
    opened_round = round_
    with world.acting("chief.of.staff") as actor, pytest.raises(Refused):
        ask_again(actor=actor, round_=round_for(actor, opened_round.pk))
    assert world.query(AGAIN) == [(0,)]


def section_page(world: World) -> str:
    with world.acting("adviser") as actor:
        (strategy,) = strategies_for(actor)
        return reverse("strategies:section", args=[sections_of(actor, strategy)[0].pk])


def test_released_comments_stand_beside_the_missions_own_blocks(world: World) -> None:
    opened(world)
    comment = released(world)
    page, client = section_page(world), world.client("civil.affairs")
    shown = client.get(page).text
    assert comment.words in shown and "Not answered yet" in shown
    with world.acting("adviser") as actor:
        mine = Comment.objects.visible_to(actor).select_related("request").get(pk=comment.pk)
        dispose(actor=actor, subject=mine, word="partly", reason="Patrols leave after the market.")
    assert "Patrols leave after the market." in client.get(page).text
    with world.acting("cluster.lead") as actor:
        theirs = Comment.objects.visible_to(actor).select_related("request").get(pk=comment.pk)
        withdraw_comment(actor=actor, comment=theirs)
    assert comment.words not in client.get(page).text


def test_what_is_said_inside_the_cluster_is_not_beside_them(world: World) -> None:
    opened(world)
    comment = released(world)
    page = section_page(world)
    assert world.client("cluster.lead").get(page).status_code == 404
    assert "Rosa Dimitrow" not in world.client("adviser").get(page).text
    assert comment.attributed_to in world.client("adviser").get(page).text


def test_the_writers_of_annexes_are_told_of_a_frozen_version(world: World, draft: Strategy) -> None:  # noqa: F811
    with world.acting("adviser") as actor:
        version = ask_clearance(actor=actor, strategy=draft, components=["police"])
    rows = world.query("SELECT subject_id, to_kinds, compartment_id FROM notices_event WHERE code = 'version_frozen'")
    kinds = ["force_planner", "force_commander", "police_planner", "police_commissioner"]
    assert rows == [(version.pk, kinds, version.compartment_id)], "with an annex or without, told alike"


def annexed(world: World, draft: Strategy, who: str, letter: str) -> None:  # noqa: F811
    with world.acting(who) as actor:
        annex = start_annex(actor=actor, strategy=strategy_for(actor, draft.pk), letter=letter, title=f"Annex {letter}")
        add_block(actor=actor, parent=annex, typed=Typed(f"<p>{letter}.</p>"))


def frozen_by(world: World, draft: Strategy, who: str, letter: str) -> None:  # noqa: F811
    with world.acting(who) as actor:
        version = latest_version(actor, draft)
        assert version is not None
        key = world.query("SELECT id::text FROM strategies_annex WHERE letter = %s", [letter])[0][0]
        freeze_annex(actor=actor, annex=annex_for(actor, key), version=version_for(actor, version.pk))


def test_two_annexes_of_one_room_and_one_of_another_are_each_frozen_before_approval(
    world: World,
    draft: Strategy,  # noqa: F811
) -> None:
    for who, letter in (("force.planner", "A"), ("force.planner", "B"), ("police.planner", "C")):
        annexed(world, draft, who, letter)
    with world.acting("adviser") as actor:
        version = ask_clearance(actor=actor, strategy=strategy_for(actor, draft.pk), components=["police"])
    answer(world, version, "police.planner", "cleared")
    with world.acting("adviser") as actor:
        submit(actor=actor, strategy=strategy_for(actor, draft.pk))
    for who, letter, left in (
        ("force.planner", "A", "B Annex B; C Annex C"),
        ("police.planner", "C", "B Annex B"),
    ):
        frozen_by(world, draft, who, letter)
        with world.acting("srsg") as actor, pytest.raises(Refused) as refusal:
            approve(actor=actor, version=version_for(actor, version.pk))
        assert left in str(refusal.value)
    frozen_by(world, draft, "force.planner", "B")
    with world.acting("srsg") as actor:
        assert approve(actor=actor, version=version_for(actor, version.pk)).state == "approved"
        assert VersionPart.objects.visible_to(actor).count() == 3
    with world.acting("police.planner") as actor:
        assert [part.title for part in VersionPart.objects.visible_to(actor)] == ["C Annex C"]
