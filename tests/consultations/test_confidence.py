"""What stays where it is: confidences, posts that change hands, invitees that do not learn of each other."""

import pytest
from django.db import IntegrityError

from pocplan.access.clock import now
from pocplan.access.errors import Refused
from pocplan.access.models import Addressing
from pocplan.access.queries.rooms import readers, who_can_see
from strategies.domain.inner import bring_inside, comment_inside
from strategies.domain.offsystem import add_agreement, record_off_system, release_off_system, withdraw_off_system
from strategies.domain.positions import state_position
from strategies.domain.release import consent, prepare_package, release_package
from strategies.models import Comment, InnerText, OffSystem, OffSystemNote, Position, Rendition
from strategies.queries.inner import wordings_of
from strategies.queries.replies import reply_of, requests_to
from tests.consultations.stage import drafted, inside, opened
from tests.world import World

QUIET = "Quiet Society of Orvane"


def test_invitees_do_not_learn_of_each_other_from_the_room_of_the_text(world: World) -> None:
    opened(world)
    with world.acting("cluster.lead") as actor:
        room = Rendition.objects.visible_to(actor).get().compartment_id
        assert who_can_see(actor, room).organisations == ("United Mission in Orvane",)
        assert world.owner_id("Child Protection AoR") not in {one.owner_id for one in readers(room)}
        known = set(Addressing.objects.filter(compartment_id=room).values_list("owner_id", flat=True))
        assert world.owner_id("Child Protection AoR") not in known
    with world.acting("adviser") as actor:
        assert "Child Protection Area of Responsibility" in who_can_see(actor, room).organisations


def test_an_adviser_does_not_answer_for_a_section_of_the_mission(world: World) -> None:
    opened(world, "United Mission")
    with world.acting("adviser") as actor:
        assert not requests_to(actor).exists()
    with world.acting("police.planner") as actor:
        request = requests_to(actor).get()
        assert request.audience == "police"
        state_position(actor=actor, request=request, word="no_objection")
    with world.acting("adviser") as actor, pytest.raises(Refused):
        state_position(actor=actor, request=request, word="supports")


def test_silence_is_stated_by_the_clock_alone_also_in_the_database(world: World) -> None:
    opened(world)
    with pytest.raises(IntegrityError, match="position"), world.acting("cluster.lead") as actor:
        request = requests_to(actor).get()
        Position.objects.create(
            compartment_id=request.compartment_id,
            request=request,
            word="no_response",
            attributed_to=request.organisation,
            at=now(),
        )
    assert not world.query("SELECT 1 FROM strategies_position")


def test_a_confidence_leaves_only_with_written_agreement_and_can_be_taken_back(world: World) -> None:
    opened(world)
    with world.acting("cluster.lead") as actor:
        asked = requests_to(actor).get()
        row = record_off_system(actor=actor, about=asked, organisation=QUIET, on=asked.opened_on, summary="Afraid.")
        with pytest.raises(Refused, match="not agreed"):
            release_off_system(actor=actor, row=row, request=asked)
        assert QUIET not in world.client("adviser").get(f"/consultations/requests/{asked.pk}/certificate/").text
        row = add_agreement(actor=actor, row=row, agreement="Letter of 3 December")
        release_off_system(actor=actor, row=row, request=asked)
    with world.acting("adviser") as actor:
        assert OffSystemNote.objects.visible_to(actor).get().organisation == QUIET
        assert not OffSystem.objects.visible_to(actor).exists()
    page = world.client("adviser").get(f"/consultations/requests/{asked.pk}/certificate/").text
    assert QUIET in page
    assert "Letter of 3 December" not in page
    with world.acting("cluster.lead") as actor:
        withdraw_off_system(actor=actor, row=OffSystem.objects.visible_to(actor).get(), request=asked)
        assert reply_of(actor, asked).off_system == []


def test_a_member_never_finds_what_the_coordination_keeps_in_confidence(world: World) -> None:
    world.set_clock("2026-11-20T22:30:00Z")  # past midnight where they work, and not yet by UTC
    opened(world)
    with world.acting("cluster.lead") as actor:
        asked = requests_to(actor).get()
        row = record_off_system(actor=actor, about=asked, organisation=QUIET, on=asked.opened_on)
    for who in ("cluster.member", "adviser", "observer"):
        client = world.client(who)
        assert client.get(f"/consultations/requests/{asked.pk}/off-system/").status_code == 404
        assert client.get(f"/consultations/own/off-system/{row.pk}/").status_code == 404


def test_a_member_who_left_keeps_what_was_said_and_the_post_consents(world: World) -> None:
    opened(world)
    text = inside(world)
    with world.acting("cluster.member") as actor:
        comment = comment_inside(actor=actor, text=text, words="People wait at the bridge.")
        post = actor.post_id
    with world.acting("cluster.lead") as actor:
        package = prepare_package(actor=actor, text=text, chosen={comment.pk: "named"})
    world.query("UPDATE access_incumbency SET ends = '2026-01-06' WHERE post_id = %s", [post])
    assert world.client("cluster.member").get(f"/consultations/own/{text.pk}/").status_code != 200
    with world.acting("cluster.lead") as actor:
        (worded,) = wordings_of(actor, package)
        assert worded.wording.comment.post_title == "Member, Safran Relief"
        with pytest.raises(Refused, match="Safran Relief"):
            release_package(actor=actor, package=package, digest=package.digest)
    world.query("UPDATE access_incumbency SET ends = NULL WHERE post_id = %s", [post])
    with world.acting("cluster.member") as actor:
        consent(actor=actor, wording=worded.wording, digest=package.digest, given=True)


def test_words_taken_back_after_consent_are_not_released(world: World) -> None:
    opened(world)
    text = inside(world)
    with world.acting("cluster.member") as actor:
        comment = comment_inside(actor=actor, text=text, words="People wait at the bridge.")
    with world.acting("cluster.lead") as actor:
        package = prepare_package(actor=actor, text=text, chosen={comment.pk: "named"})
    member = world.client("cluster.member")
    (wording,) = world.query("SELECT id FROM strategies_wording")[0]
    member.post(f"/consultations/own/consents/{wording}/", {"digest": package.digest, "given": "yes"})
    member.post(f"/consultations/own/comments/{comment.pk}/back/")
    with world.acting("cluster.lead") as actor, pytest.raises(Refused, match="taken back"):
        release_package(actor=actor, package=package, digest=package.digest)
    assert not world.query("SELECT 1 FROM strategies_comment")


def test_the_coordination_chooses_who_discusses(world: World) -> None:
    opened(world, "Child Protection")
    with world.acting("aor.lead") as actor:
        own = bring_inside(actor=actor, request=requests_to(actor).get())
    with world.acting("child.protection", "Member") as actor:
        assert not InnerText.objects.visible_to(actor).exists(), "a member affiliated with the mission"
    with world.acting("aor.lead") as actor:
        everybody = bring_inside(actor=actor, request=requests_to(actor).get(), audience="cluster")
        assert everybody.pk != own.pk
    with world.acting("child.protection", "Member") as actor:
        assert InnerText.objects.visible_to(actor).get().pk == everybody.pk


def test_quoted_words_must_stand_in_the_passage_and_keep_their_surroundings(world: World) -> None:
    opened(world)
    text = inside(world)
    block = text.body["sections"][0]["blocks"][0]["key"]
    with world.acting("cluster.member") as actor:
        with pytest.raises(Refused) as refusal:
            comment_inside(actor=actor, text=text, block=block, quote="never written", words="No.")
        assert refusal.value.field == "quote"
        said = comment_inside(actor=actor, text=text, block=block, quote="Besh Valley", words="Mind the bridge.")
    assert said.anchor["prefix"].endswith("on the ")
    assert said.anchor["suffix"].startswith(" road")


def test_those_concerned_are_told_and_no_one_else(world: World) -> None:
    opened(world, "Protection Cluster Orvane")
    told = world.query("SELECT code, to_kinds FROM notices_event WHERE code = 'position_requested'")
    assert len(told) == 1
    assert "cluster_coordinator" in told[0][1]
    assert "senior_poc_adviser" not in told[0][1]
    assert {row[0] for row in world.query("SELECT code FROM notices_event")} >= {"round_to_clear", "round_cleared"}


def test_a_comment_after_the_end_is_refused_and_the_text_is_kept(world: World) -> None:
    opened(world)
    text = inside(world)
    world.query("UPDATE strategies_request SET closed_at = now()")
    client = world.client("cluster.member")
    answer = client.post(f"/consultations/own/{text.pk}/", {"words": "Too late, and kept."})
    assert answer.status_code == 400
    assert "has closed" in answer.text
    assert "Too late, and kept." in answer.text
    assert not world.query("SELECT 1 FROM strategies_innercomment")
    with world.acting("cluster.lead") as actor:
        assert not Comment.objects.visible_to(actor).exists()


def test_the_sections_of_the_mission_are_offered_by_their_names(world: World) -> None:
    strategy = drafted(world)
    page = world.client("adviser").get(f"/consultations/strategies/{strategy.pk}/prepare/").text
    assert "scoping round" in page
    for name in ("Human rights", "Police", "Force"):
        assert f"{name} (Component or section of the mission)" in page


def test_a_scoping_round_freezes_what_stands_and_leaves_the_drafting_table_as_it_is(world: World) -> None:
    strategy = drafted(world)
    body = f"{world.owner_id('Protection Cluster')}:cluster_lead"
    client = world.client("adviser")
    url = f"/consultations/strategies/{strategy.pk}/prepare/"
    board = client.post(url, {"invitees": [body], "window_days": "5", "language": "en"}, follow=True)
    assert "Scoping, before drafting" in board.text
    assert world.query("SELECT stage FROM strategies_strategy")[0][0] == "drafting"
    assert world.query("SELECT purpose, window_days FROM strategies_round") == [("scoping", 5)]


def test_a_window_in_another_language_than_the_text_is_refused_and_kept(world: World) -> None:
    strategy = drafted(world)
    body = f"{world.owner_id('Protection Cluster')}:cluster_lead"
    url = f"/consultations/strategies/{strategy.pk}/prepare/"
    answer = world.client("adviser").post(url, {"invitees": [body], "window_days": "10", "language": "fr"})
    assert answer.status_code == 400
    assert "delivery in the agreed language" in answer.text
    assert not world.query("SELECT 1 FROM strategies_round")
