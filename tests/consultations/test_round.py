"""A round from preparation to its end, and who learns what of it."""

import pytest
from django.urls import reverse

from pocplan.access.errors import Refused
from strategies.domain.blocks import Typed, add_block
from strategies.domain.closing import close_round
from strategies.domain.deadlines import close_due_rounds
from strategies.domain.dispositions import dispose
from strategies.domain.inner import comment_inside
from strategies.domain.positions import pause, resume, say_satisfied, state_position
from strategies.domain.rounds import Absence, clear_round, open_round, prepare_round, withdraw_round
from strategies.domain.versions import freeze_version
from strategies.models import Comment, Consultation, Invitation, Position, Rendition, Request, Round, Strategy, Version
from strategies.queries.replies import reply_of, requests_to
from strategies.queries.rounds import board, candidates, divergences, round_for, tally, unanswered_objections
from strategies.queries.strategies import sections_of, strategy_for
from strategies.queries.versions import latest_version
from tests.consultations.stage import frozen, inside, keys, opened, prepared, released, request_to
from tests.world import World


def test_nothing_is_shared_before_another_post_clears_it(world: World) -> None:
    round_ = prepared(world)
    with world.acting("adviser") as actor:
        with pytest.raises(Refused):
            clear_round(actor=actor, round_=round_)
        with pytest.raises(Refused):
            open_round(actor=actor, round_=round_)
    with world.acting("cluster.lead") as actor:
        assert not Consultation.objects.visible_to(actor).exists()
        assert not Request.objects.visible_to(actor).exists()


def test_invitees_learn_that_the_strategy_exists_and_nothing_else_of_it(world: World) -> None:
    opened(world)
    with world.acting("cluster.lead") as actor:
        assert Rendition.objects.visible_to(actor).count() == 1
        assert [request.organisation for request in requests_to(actor)] == ["Protection Cluster Orvane"]
        for hidden in (Strategy, Version, Round, Invitation):
            assert not hidden.objects.visible_to(actor).exists()


def test_no_invitee_learns_of_another(world: World) -> None:
    opened(world)
    with world.acting("aor.lead") as actor:
        position = state_position(actor=actor, request=requests_to(actor).get(), word="objection", reason="Schools.")
    with world.acting("cluster.lead") as actor:
        assert not Position.objects.visible_to(actor).filter(pk=position.pk).exists()
        assert {one.organisation for one in Request.objects.visible_to(actor)} == {"Protection Cluster Orvane"}


def test_a_member_reads_along_and_its_coordination_answers(world: World) -> None:
    opened(world)
    with world.acting("cluster.member") as actor, pytest.raises(Refused):
        state_position(actor=actor, request=requests_to(actor).get(), word="supports")


@pytest.mark.parametrize("days", [0, 4, 121])
def test_a_window_outside_the_bounds_is_refused(world: World, days: int) -> None:
    with pytest.raises(Refused) as refusal:
        prepared(world, days=days)
    assert refusal.value.field == "window_days"
    assert not world.query("SELECT 1 FROM strategies_round")


def test_a_body_chaired_by_a_government_is_not_offered_and_not_taken(world: World) -> None:
    strategy = frozen(world)
    with world.acting("adviser") as actor:
        invitees = keys(actor, "Child Protection")
        version = latest_version(actor, strategy)
    world.query("UPDATE access_owner SET state = 'government_chaired' WHERE short = 'Child Protection AoR'")
    with world.acting("adviser") as actor:
        assert not any("Child" in one.name for one in candidates(actor))
        with pytest.raises(Refused):
            prepare_round(actor=actor, strategy=strategy, version=version, invitees=invitees)


def test_where_no_counterpart_exists_the_record_says_who_was_asked(world: World) -> None:
    strategy = frozen(world)
    with world.acting("adviser") as actor:
        version = latest_version(actor, strategy)
        with pytest.raises(Refused):
            prepare_round(actor=actor, strategy=strategy, version=version, invitees=[])
        absences = [Absence("Housing, land and property AoR", "OCHA")]
        round_ = prepare_round(actor=actor, strategy=strategy, version=version, invitees=[], absences=absences)
        assert [row.invitation.asked_instead for row in board(actor, round_)] == ["OCHA"]


@pytest.mark.parametrize("word", ["no_response", "consulted", ""])
def test_only_the_clock_says_that_nobody_answered(world: World, word: str) -> None:
    opened(world)
    with world.acting("cluster.lead") as actor, pytest.raises(Refused):
        state_position(actor=actor, request=requests_to(actor).get(), word=word)


def test_the_clock_closes_what_is_due_once(world: World) -> None:
    opened(world)
    with world.acting("cluster.lead") as actor:
        state_position(actor=actor, request=requests_to(actor).get(), word="no_objection")
    assert close_due_rounds() == 0
    world.set_clock("2027-06-01T08:00:00Z")
    assert close_due_rounds() == 1
    assert close_due_rounds() == 0
    with world.acting("adviser") as actor:
        round_ = Round.objects.visible_to(actor).get()
        assert round_.state == "closed"
        assert tally(board(actor, round_)) == {"no_objection": 1, "no_response": 1}
        assert Strategy.objects.visible_to(actor).get().stage == "revision"
    with world.acting("cluster.lead") as actor, pytest.raises(Refused, match="closed"):
        state_position(actor=actor, request=requests_to(actor).get(), word="supports")


def test_a_paused_clock_closes_nothing_and_gives_the_days_back(world: World) -> None:
    world.set_clock("2026-12-01T08:00:00Z")  # a Tuesday
    opened(world, "Protection Cluster Orvane")
    with world.acting("cluster.lead") as actor:
        request = requests_to(actor).get()
        before = request.deadline
        pause(actor=actor, request=request, reason="Evacuated.")
    world.set_clock("2027-01-26T08:00:00Z")
    assert close_due_rounds() == 0
    world.set_clock("2026-12-08T08:00:00Z")
    with world.acting("cluster.lead") as actor:
        after = resume(actor=actor, request=requests_to(actor).get()).deadline
    assert (before.isoformat(), after.isoformat()) == ("2026-12-15", "2026-12-22")


def test_an_objection_must_be_answered_and_need_not_be_accepted(world: World) -> None:
    round_ = opened(world, "Protection Cluster Orvane")
    with world.acting("cluster.lead") as actor:
        position = state_position(actor=actor, request=requests_to(actor).get(), word="objection", reason="Unsafe.")
    with world.acting("adviser") as actor:
        version = latest_version(actor, round_.strategy)
        assert unanswered_objections(actor, version)
        with pytest.raises(Refused):
            dispose(actor=actor, subject=position, word="not_accepted", reason=" ")
        answer = dispose(actor=actor, subject=position, word="not_accepted", reason="Troops are needed there.")
        assert not unanswered_objections(actor, version)
        assert [reply.word for reply in divergences(actor, round_)] == ["objection"]
    with world.acting("cluster.lead") as actor:
        say_satisfied(actor=actor, disposition=answer, satisfied=False, words="The difference remains.")
        assert reply_of(actor, requests_to(actor).get()).answer_to_position == answer


def test_only_an_adviser_of_the_mission_answers(world: World) -> None:
    opened(world, "Protection Cluster Orvane")
    comment = released(world)
    for who in ("cluster.lead", "force.planner", "srsg"):
        with world.acting(who) as actor, pytest.raises(Refused):
            dispose(actor=actor, subject=comment, word="accepted", reason="Yes.")


def test_a_round_ends_early_only_when_all_have_answered(world: World) -> None:
    round_ = opened(world, "Protection Cluster Orvane")
    with world.acting("adviser") as actor, pytest.raises(Refused, match="Still to reply"):
        close_round(actor=actor, round_=round_)
    with world.acting("cluster.lead") as actor:
        state_position(actor=actor, request=requests_to(actor).get(), word="declined")
    with world.acting("adviser") as actor:
        assert close_round(actor=actor, round_=Round.objects.visible_to(actor).get()).state == "closed"


def test_a_withdrawn_round_leaves_no_text_behind(world: World) -> None:
    opened(world)
    with world.acting("adviser") as actor:
        withdraw_round(actor=actor, round_=Round.objects.visible_to(actor).select_related("strategy", "version").get())
    request = request_to(world, "cluster.lead")
    assert request.closed_at is not None
    page, lead = reverse("consultations:reply", args=[request.pk]), world.client("cluster.lead")
    assert "/strategies/texts/" not in lead.get(page).text
    assert lead.post(reverse("consultations:bring", args=[request.pk]), {"audience": "cluster"}).status_code == 404
    assert world.query("SELECT count(*) FROM strategies_innertext") == [(0,)]


def test_an_observer_is_never_listed_as_supporting(world: World) -> None:
    strategy = frozen(world)
    with world.acting("adviser") as actor:
        invitees = [one.key for one in candidates(actor) if one.kind == "observer" and "Orvane" in one.name]
        version = latest_version(actor, strategy)
        prepare_round(actor=actor, strategy=strategy, version=version, invitees=invitees)
    with world.acting("chief.of.staff") as actor:
        clear_round(actor=actor, round_=Round.objects.visible_to(actor).get())
    with world.acting("adviser") as actor:
        open_round(actor=actor, round_=Round.objects.visible_to(actor).select_related("strategy", "version").get())
    with world.acting("observer") as actor:
        with pytest.raises(Refused, match="observer"):
            state_position(actor=actor, request=requests_to(actor).get(), word="supports")
        state_position(actor=actor, request=requests_to(actor).get(), word="abstains")


def test_comments_are_numbered_per_room(world: World) -> None:
    opened(world)
    assert released(world).number == 1
    with world.acting("adviser") as actor:
        assert Comment.objects.visible_to(actor).get().attributed_to == "Safran Relief"


def test_words_on_a_superseded_version_are_sent_to_the_newer_one(world: World) -> None:
    first = opened(world, "Protection Cluster Orvane")
    old = inside(world)
    with world.acting("cluster.lead") as actor:
        state_position(actor=actor, request=requests_to(actor).get(), word="declined")
    with world.acting("adviser") as actor:
        close_round(actor=actor, round_=round_for(actor, first.pk))
        strategy = strategy_for(actor, first.strategy_id)
        add_block(actor=actor, parent=sections_of(actor, strategy)[0], typed=Typed("<p>One hour longer.</p>"))
    with world.acting("adviser") as actor:
        strategy = strategy_for(actor, first.strategy_id)
        version = freeze_version(actor=actor, strategy=strategy)
        invitees = keys(actor, "Protection Cluster Orvane")
        second = prepare_round(actor=actor, strategy=strategy, version=version, invitees=invitees)
    with world.acting("chief.of.staff") as actor:
        clear_round(actor=actor, round_=round_for(actor, second.pk))
    with world.acting("adviser") as actor:
        open_round(actor=actor, round_=round_for(actor, second.pk))
    with world.acting("cluster.member") as actor, pytest.raises(Refused, match="replaced by a newer one"):
        comment_inside(actor=actor, text=old, words="The old words.")
    page = reverse("consultations:inner", args=[old.pk])
    answer = world.client("cluster.member").post(page, {"words": "The old words."})
    assert answer.status_code == 400
    assert "replaced by a newer one" in answer.text and "The old words." in answer.text
    assert world.query("SELECT count(*) FROM strategies_innercomment")[0][0] == 0
