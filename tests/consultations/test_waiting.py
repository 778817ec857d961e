"""What waits for the mission’s answer: objections and comments that stand, in rounds that were not withdrawn."""

from strategies.domain.dispositions import dispose
from strategies.domain.positions import state_position
from strategies.domain.rounds import withdraw_round
from strategies.models import Comment, Position, Round
from strategies.queries.replies import requests_to
from strategies.queries.unanswered import unanswered_comments, unanswered_objections, with_sections
from tests.consultations.stage import opened, released
from tests.world import World

OBJECTION = "Protection Cluster Orvane objects to"


def told(world: World) -> None:
    opened(world, "Protection Cluster Orvane")
    released(world)
    with world.acting("cluster.lead") as actor:
        state_position(actor=actor, request=requests_to(actor).get(), word="objection", reason="Unsafe.")


def waiting(world: World) -> tuple[int, int, bool]:
    """Objections, comments, and whether Today names the cluster's objection."""
    with world.acting("adviser") as actor:
        comments = sum(one["waiting"] for one in unanswered_comments(actor))
        return unanswered_objections(actor).count(), comments, OBJECTION in world.client("adviser").get("/").text


def test_what_stands_waits_until_it_is_answered(world: World) -> None:
    told(world)
    assert waiting(world) == (1, 1, True)
    with world.acting("adviser") as actor:
        (asked,) = with_sections(unanswered_comments(actor))
        comment = Comment.objects.visible_to(actor).get()
        assert (asked["asked"], asked["room"], asked["first_at"]) == (
            comment.request_id, comment.compartment_id, comment.at,
        )  # fmt: skip
        assert asked["organisation"] == "Protection Cluster Orvane"
        assert asked["sections"] == [comment.section_title]
        dispose(actor=actor, subject=comment, word="accepted", reason="Yes.")
    assert waiting(world) == (1, 0, True)
    with world.acting("adviser") as actor:
        dispose(actor=actor, subject=Position.objects.visible_to(actor).get(), word="not_accepted", reason="Needed.")
    assert waiting(world) == (0, 0, False)


def test_nobody_waits_for_answers_in_a_round_that_was_withdrawn(world: World) -> None:
    told(world)
    with world.acting("adviser") as actor:
        withdraw_round(actor=actor, round_=Round.objects.visible_to(actor).select_related("strategy", "version").get())
    assert waiting(world) == (0, 0, False)
