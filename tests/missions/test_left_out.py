"""What somebody without a narrower room cannot keep: it is said, and who has one takes it in from the same file."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from missions.domain.incidents import settle_text
from missions.enums.incidents import Reason
from missions.models import Attribution, HeldText
from missions.queries.incident_imports import report_of
from missions.tasks import take_in_events
from pocplan.access.actor import Actor
from tests.missions.test_incident_imports import NAMED, analyst, only, read, room, stored, table  # noqa: F401
from tests.world import World

FILE = table({"what happened": NAMED, "reported by": "Radio Karvel"})


@pytest.fixture
def left(world: World, analyst: Actor) -> Actor:  # noqa: F811
    """A human rights officer, in a mission where civil affairs sent a file whose text names somebody."""
    with world.acting("civil.affairs") as actor:
        stored(actor, FILE)
    return analyst


def kept(actor: Actor) -> list[tuple[Any, ...]]:
    texts = HeldText.objects.visible_to(actor).values_list("compartment_id", "text", "state")
    return [*texts, *Attribution.objects.visible_to(actor).values_list("compartment_id", "words")]


def test_a_text_and_a_source_are_left_out_for_reasons_of_their_own(world: World, analyst: Actor) -> None:  # noqa: F811
    with world.acting("civil.affairs") as actor:
        row, _path = read(actor, FILE)
        told = {line.reason: line.get_reason_display() for line in report_of(actor, row)}
    assert set(told) == {Reason.LEFT_OUT, Reason.LEFT_TEXT}
    assert "seems to name a person" in told[Reason.LEFT_TEXT]


def test_who_has_a_narrower_room_takes_it_in_from_the_same_file(world: World, left: Actor) -> None:
    assert kept(left) == []
    done = stored(left, FILE)
    assert done.counts == {"same": 1, "held": 1}
    narrow = room(left, "human_rights").pk
    assert kept(left) == [(narrow, NAMED, "held"), (narrow, "Radio Karvel")]
    assert only(left).text == ""
    for who in ("civil.affairs", "adviser"):
        with world.acting(who) as actor:
            assert kept(actor) == []
    stored(left, FILE)
    assert len(kept(left)) == 2


def test_what_was_looked_at_is_not_held_again(left: Actor) -> None:
    stored(left, FILE)
    settle_text(actor=left, held=HeldText.objects.visible_to(left).get(), state="edited", text="A man was taken.")
    stored(left, FILE)
    assert only(left).text == "A man was taken."
    assert HeldText.objects.visible_to(left).get().text == ""


@pytest.mark.parametrize(
    ("who", "where", "told"),
    [
        ("civil.affairs", "mission", "Human rights officer"),
        ("cluster.member", "cluster", "Cluster coordinator"),
        ("human.rights", "mission", ""),
    ],
)
def test_the_page_names_the_posts_that_could_take_it_in(world: World, who: str, where: str, told: str) -> None:
    client, hat = world.client(who), str(world.hat(who).incumbency_id)
    with world.acting(who) as actor:
        target = room(actor, where).public_id
    file = SimpleUploadedFile("events.csv", table({"what happened": NAMED, "country": "KEN"}))
    url = client.post("/incidents/imports/", {"room": target, "file": file})["Location"]
    take_in_events(url.strip("/").split("/")[-1], hat)
    body = " ".join(client.get(url).content.decode().split())
    assert ("What is left out is kept nowhere." in body) is bool(told)
    assert told in body
