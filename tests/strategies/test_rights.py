"""A head gives a post a right on one strategy; pages and API honour it, and it ends when it is taken."""

import pytest
from django.test import Client
from django.urls import reverse

from strategies.models import Comment, Round, Strategy, StrategyGrant
from strategies.queries.rounds import candidates
from strategies.queries.versions import latest_version
from tests.consultations.stage import drafted, frozen, opened, released
from tests.strategies.test_life import post_of
from tests.world import World


def _sent(world: World, strategy: Strategy, kind: str, right: str, **more: str) -> dict[str, str]:
    with world.acting("chief.of.staff") as actor:
        return {"post_id": str(post_of(actor, kind).pk), "right": right, "confirmed": "1", **more}


def _give(world: World, strategy: Strategy, kind: str, right: str) -> Client:
    head = world.client("chief.of.staff")
    done = head.post(reverse("strategies:rights", args=[strategy.pk]), _sent(world, strategy, kind, right))
    assert done.status_code == 302, done.text
    return head


def test_a_head_gives_and_takes_and_everybody_reads_who_may(world: World) -> None:
    strategy = drafted(world)
    address = reverse("strategies:rights", args=[strategy.pk])
    assert "Give a right" not in world.client("civil.affairs").get(address).text
    sent = _sent(world, strategy, "civil_affairs_officer", "invite")
    head = world.client("chief.of.staff")
    unconfirmed = head.post(address, {**sent, "confirmed": ""})
    assert unconfirmed.status_code == 400
    assert "Confirm that you widen" in unconfirmed.text
    _give(world, strategy, "civil_affairs_officer", "invite")
    with world.acting("chief.of.staff") as actor:
        assert StrategyGrant.objects.visible_to(actor).count() == 1
    given = "<span>Civil Affairs Officer</span>"
    assert given in world.client("adviser").get(address).text
    assert "Right given to a post" in head.get("/journal/").text
    taking = reverse("strategies:right_take", args=[strategy.pk, sent["post_id"], "invite"])
    assert world.client("adviser").post(taking).status_code == 400
    assert head.post(taking).status_code == 302
    assert given not in world.client("adviser").get(address).text
    assert "Right taken from a post" in head.get("/journal/").text


@pytest.mark.parametrize(("kind", "right"), [("senior_poc_adviser", "invite"), ("civil_affairs_officer", "approve")])
def test_what_is_not_given(world: World, kind: str, right: str) -> None:
    strategy = drafted(world)
    answer = world.client("chief.of.staff").post(
        reverse("strategies:rights", args=[strategy.pk]), _sent(world, strategy, kind, right)
    )
    assert answer.status_code == 400


def test_nobody_else_gives_and_nobody_across_the_wall_gets(world: World) -> None:
    strategy = drafted(world)
    address = reverse("strategies:rights", args=[strategy.pk])
    sent = _sent(world, strategy, "civil_affairs_officer", "invite")
    for who in ("adviser", "civil.affairs", "force.commander"):
        assert world.client(who).post(address, sent).status_code == 400, who
    for who in ("cluster.lead", "other.adviser", "admin"):
        assert world.client(who).post(address, sent).status_code == 404, who
    with world.acting("cluster.lead") as lead:
        theirs = str(lead.post_id)
    assert world.client("chief.of.staff").post(address, {**sent, "post_id": theirs}).status_code == 400
    with world.acting("adviser") as actor:
        assert not StrategyGrant.objects.visible_to(actor).exists()


def test_the_right_to_invite_prepares_and_opens_a_round(world: World) -> None:
    strategy = frozen(world)
    with world.acting("adviser") as actor:
        version = latest_version(actor, strategy)
        invitees = [one.key for one in candidates(actor) if "Child Protection" in one.name]
    address = reverse("consultations:prepare", args=[strategy.pk])
    sent = {"version": str(version.pk), "window_days": "10", "invitees": invitees, "language": "en"}  # type: ignore[union-attr]
    asking = world.client("civil.affairs")
    assert asking.post(address, sent).status_code == 400
    _give(world, strategy, "civil_affairs_officer", "invite")
    assert "Prepare a round" in asking.get(reverse("consultations:strategy", args=[strategy.pk])).text
    done = asking.post(address, sent)
    assert done.status_code == 302, done.text
    with world.acting("adviser") as actor:
        round_ = Round.objects.visible_to(actor).get()
    world.client("chief.of.staff").post(reverse("consultations:step", args=[round_.pk, "clear"]))
    assert "Open this round" in asking.get(reverse("consultations:round", args=[round_.pk])).text
    assert asking.post(reverse("consultations:step", args=[round_.pk, "open"]), {"confirmed": "1"}).status_code == 302
    with world.acting("adviser") as actor:
        assert Round.objects.visible_to(actor).get().state == "open"


def test_the_right_to_answer_comments_counts_on_the_page_and_in_the_api(world: World) -> None:
    opened(world)
    comment = released(world)
    answering = world.client("civil.affairs")
    api = reverse("api:answer-comment", args=[comment.pk])
    answer = {"word": "accepted", "reason": "Done in the text."}
    with world.acting("adviser") as actor:
        asked = Comment.objects.visible_to(actor).get(pk=comment.pk).request_id
        strategy = Strategy.objects.visible_to(actor).get()
    page = reverse("consultations:reply", args=[asked])
    link = reverse("consultations:answer", args=["comment", comment.pk])
    assert link not in answering.get(page).text
    assert answering.post(link, answer).status_code == 400
    assert answering.post(api, answer, "application/json").status_code == 400
    _give(world, strategy, "civil_affairs_officer", "dispose")
    assert link in answering.get(page).text
    assert answering.post(link, answer).status_code == 302
    assert answering.post(api, answer, "application/json").status_code == 201
