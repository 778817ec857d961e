"""Reviews of incidents that had a warning: several components, no blame, nobody pointed at, lessons at the end."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils.html import strip_tags
from psycopg2.errors import CheckViolation

from missions.models import Incident
from picture.models import Alert
from pocplan.access.clock import now, today
from pocplan.access.errors import Conflict, Refused
from pocplan.access.queries.rooms import room_of
from records.domain.neutral import demand_no_blame
from records.domain.reviews import add_gap, add_moment, close_review, open_review
from records.models import IncidentReview
from records.queries.reviews import review_for
from tests.counting import queries
from tests.picture.stage import group, public_id
from tests.picture.test_alerts import received
from tests.records.test_cases import post_of
from tests.world import World

WARNING = "A liaison assistant heard of lorries at the ford."


def happened(
    world: World, reference: str = "ORV-1", audience: str = "mission", who: str = "adviser", killed: int | None = None
) -> Incident:
    with world.acting(who) as actor:
        row = Incident(
            compartment=room_of(actor, audience), source="template", reference=reference, digest="0" * 32,
            happened_on=today(), kind="civilians", country="ORV", precision="admin1", place_said="Besh Valley",
            killed=killed,
        )  # fmt: skip
        return Incident.objects.bulk_create([row])[0]


def begun(world: World, reference: str, alert: Alert | None = None, **values: Any) -> IncidentReview:
    with world.acting("adviser") as actor:
        given = {"warning": WARNING, "warned_at": now() - timedelta(hours=2), **values}
        room = room_of(actor, "mission")
        return open_review(actor=actor, room=room, source="template", reference=reference, alert=alert, **given)


def test_only_the_missions_own_room_reviews_and_only_what_lies_there(shared_world: World) -> None:
    happened(shared_world, "A1")
    happened(shared_world, "F1", audience="force", who="force.planner")
    key = group(shared_world)
    review = begun(shared_world, "A1")
    with pytest.raises(Conflict, match="open already"):
        begun(shared_world, "A1")
    with pytest.raises(Refused, match="No incident of this room"):
        begun(shared_world, "F1")
    elsewhere = received(shared_world, audience="shared", who="cluster.lead")
    with pytest.raises(Refused, match="listed values"):
        begun(shared_world, "A1", alert=elsewhere)
    shared = public_id(shared_world, key)
    address, new = reverse("records:review", args=[review.pk]), reverse("records:review-new")
    for who in ("cluster.member", "cluster.lead", "observer", "other.adviser"):
        client = shared_world.client(who)
        steps = reverse("records:review-step", args=[review.pk, "gap"])
        for one in (address, steps, new, f"{new}?room={shared}"):
            if who != "other.adviser" or one != new:
                assert client.get(one).status_code == 404, (who, one)
        assert "A1" not in strip_tags(client.get(reverse("records:reviews")).content.decode())
    assert shared_world.client("adviser").get(f"{new}?room={shared}").status_code == 404
    with pytest.raises(CheckViolation, match="ends_with_lessons"):
        shared_world.query("UPDATE records_incidentreview SET state = 'closed' WHERE id = %s", [str(review.pk)])


def test_nobody_is_blamed_named_or_pointed_at(shared_world: World) -> None:
    happened(shared_world, "A2")
    review = begun(shared_world, "A2")
    with shared_world.acting("adviser") as actor:
        found = review_for(actor, review.pk)
        for words in ("The battalion was negligent.", "C’est la faute du bataillon.", "It was incompetence."):
            with pytest.raises(Refused, match="blames"):
                add_gap(actor=actor, review=found, component="military", what=words)
            with pytest.raises(Refused, match="blames"):
                add_moment(actor=actor, review=found, kind="done", component="police", at=now(), what=words)
        for words in ("He did not answer.", "The Force planner (U5) had no radio.", "Ines Valcourt was away."):
            with pytest.raises(Refused, match=r"points at one person|seems to name"):
                add_gap(actor=actor, review=found, component="military", what=words)
        with pytest.raises(Refused, match="not ahead"):
            at = now() + timedelta(hours=1)
            add_moment(actor=actor, review=found, kind="known", component="police", at=at, what="Known.")
        said = "No line of communication joined the two posts after dark; nobody was asked to watch it."
        assert demand_no_blame(said, "what") == said
        add_gap(actor=actor, review=found, component="military", what=said)
        with pytest.raises(Refused, match="two components"):
            close_review(actor=actor, review=found, revision=1, lessons="Join the posts.")
        add_moment(actor=actor, review=found, kind="known", component="analysis", at=now(), what="The alert was read.")
        with pytest.raises(Refused, match="empty"):
            close_review(actor=actor, review=found, revision=1, lessons=" ")
    with shared_world.acting("force.planner") as actor, pytest.raises(Refused, match="post"):
        close_review(actor=actor, review=review_for(actor, review.pk), revision=1, lessons="Join the posts.")
    with shared_world.acting("adviser") as actor:
        close_review(actor=actor, review=review_for(actor, review.pk), revision=1, lessons="Join the posts.")
        with pytest.raises(Refused, match="closed"):
            add_gap(actor=actor, review=review_for(actor, review.pk), component="police", what="More.")


def test_a_warning_comes_before_the_incident(shared_world: World) -> None:
    incident = happened(shared_world, "A3")
    with pytest.raises(Refused, match="which warning"):
        begun(shared_world, "A3", warning="")
    with pytest.raises(Refused, match="Say when"):
        begun(shared_world, "A3", warned_at=None)
    shared_world.query("UPDATE missions_incident SET happened_on = '2026-01-05' WHERE id = %s", [str(incident.pk)])
    with pytest.raises(Refused, match="before the incident"):
        begun(shared_world, "A3")


def test_the_list_asks_as_often_for_many_as_for_one(shared_world: World) -> None:
    client, address = shared_world.client("force.planner"), reverse("records:reviews")
    for number in range(4):
        happened(shared_world, f"Q{number}")
    begun(shared_world, "Q0")
    client.get(address)
    few = queries(client, address)
    for number in range(1, 4):
        begun(shared_world, f"Q{number}")
    assert queries(client, address) == few <= 28


def test_a_review_from_its_opening_to_its_lessons_on_its_pages(world: World) -> None:
    happened(world, "A4")
    alert = received(world, at=now() - timedelta(hours=5))
    adviser, planner = world.client("adviser"), world.client("force.planner")
    form = {"source": "template", "reference": "A4", "alert": str(alert.pk)}
    kept = adviser.post(reverse("records:review-new"), {**form, "reference": "Z9"})
    assert kept.status_code == 400 and "No incident of this room" in kept.content.decode()
    made = adviser.post(reverse("records:review-new"), form)
    assert made.status_code == 302
    page = made["Location"]
    key = page.rstrip("/").split("/")[-1]
    blame = {"component": "military", "what": "The battalion is guilty of sleeping."}
    refused = planner.post(reverse("records:review-step", args=[key, "gap"]), blame)
    assert refused.status_code == 400 and "guilty of sleeping" in refused.content.decode()
    steps: list[tuple[str, dict[str, Any]]] = [
        ("gap", {"component": "military", "what": "No radio reached the post at the ford."}),
        ("time", {"component": "police", "kind": "known", "at": "2026-11-01T08:00", "what": "The patrol was told."}),
        (
            "action",
            {"what": "Give the post a radio.", "due_on": today(), "owner_post_id": post_of(world, "civil.affairs")},
        ),
        ("close", {"revision": 1, "lessons": "A post is not opened before it can be reached."}),
    ]
    for name, values in steps:
        client = adviser if name == "close" else planner
        answer = client.post(reverse("records:review-step", args=[key, name]), values)
        assert answer.status_code == 302, answer.content.decode()
    shown = planner.get(page).content.decode()
    for said in ("A post is not opened", "No radio reached", "The patrol was told.", "military component", "A4"):
        assert said in shown
    assert "Give the post a radio." in world.client("civil.affairs").get("/").content.decode()
