"""The freeze: a version carries the picture as it stood, and nothing that its readers could not read where it lies."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.db import ProgrammingError
from django.urls import reverse

from picture.domain.hotspots import change_hotspot
from picture.domain.protection import class_coverage, decide_protection, state_priority
from picture.models import Hotspot
from picture.queries.hotspots import hotspot_for
from pocplan.access.domain.rooms import end_addressing
from pocplan.access.errors import Conflict, Refused
from pocplan.access.ids import new_id
from strategies.domain.clearances import ask_clearance
from strategies.domain.picture import Chosen, choose_picture, state_of
from strategies.domain.releases import release_version
from strategies.domain.strategies import take_back
from strategies.domain.successors import start_successor
from strategies.models import FrozenRating, PictureRow, Strategy, Version
from strategies.queries.exports import material_of
from strategies.queries.force import known_from_force
from strategies.queries.picture import Picture, frozen_ratings, offers, picture_now
from strategies.queries.picture_changes import picture_changes
from strategies.queries.rows import rows_of
from strategies.queries.strategies import strategy_for
from strategies.queries.versions import version_for
from tests.picture.stage import given, group, prepared, proposed, released
from tests.picture.test_hotspots import CAMPS, listed
from tests.picture.test_protection import FAR, WHY, item
from tests.strategies.test_life import draft, in_force, room_with_cluster  # noqa: F401
from tests.world import World

THREAT, HOTSPOT = "threat", "hotspot"


def chosen(world: World, strategy: Strategy, rows: Sequence[Chosen], who: str = "adviser") -> int:
    with world.acting(who) as actor:
        row = strategy_for(actor, strategy.pk)
        standing = list(rows_of(actor, PictureRow, row))
        return choose_picture(actor=actor, strategy=row, rows=rows, seen=state_of(standing))


def frozen(world: World, strategy: Strategy) -> Version:
    """A version as asked for clearance; the strategy is drafted on afterwards."""
    with world.acting("adviser") as actor:
        version = ask_clearance(actor=actor, strategy=strategy_for(actor, strategy.pk), components=["police"])
        take_back(actor=actor, strategy=strategy_for(actor, strategy.pk))
        return version


def rated(world: World, who: str, threat: Any, *figures: int, by: str = "") -> None:
    released(world, by or who, prepared(world, who, given(world, who, threat, *figures)))


def seen_by(world: World, who: str, version: Version) -> Picture:
    with world.acting(who) as actor:
        row = version_for(actor, version.pk)
        return Picture(row.body.get("picture", {}), frozen_ratings(actor, row))


def sides(picture: Picture) -> dict[str, tuple[int | None, int | None]]:
    return {one.side: (one.likelihood, one.impact) for one in picture.ratings}


def urgent(world: World, spot: Hotspot) -> None:
    with world.acting("adviser") as actor:
        row = hotspot_for(actor, spot.pk)
        fields = {**CAMPS, "priority": "critical"}
        change_hotspot(actor=actor, hotspot=row, revision=row.revision, reason="Two attacks.", **fields)


def test_what_changed_in_the_picture_is_told_and_the_seal_holds_in_every_version(
    world: World,
    draft: Strategy,  # noqa: F811
) -> None:
    threat, spot = proposed(world, audience="mission"), listed(world)
    rated(world, "civil.affairs", threat, 2, 3)
    given(world, "force.planner", threat, 5, 5)  # on the Force's desk, and not released
    chosen(world, draft, [Chosen(THREAT, threat.pk), Chosen(HOTSPOT, spot.pk)])
    first = frozen(world, draft)
    assert first.body["picture"]["threats"][0]["title"] == threat.title
    assert [row["priority"] for row in first.body["picture"]["hotspots"]] == ["high"]
    assert sides(seen_by(world, "adviser", first)) == {"civilian": (2, 3)}
    # Whoever has not rated yet reads of no other side that it has; the version's bytes are the same for all.
    assert sides(seen_by(world, "police.planner", first)) == {}
    assert sides(seen_by(world, "force.planner", first)) == {"civilian": (2, 3)}
    assert "likelihood" not in str(first.body["picture"])

    rated(world, "civil.affairs", threat, 4, 3)
    urgent(world, spot)
    chosen(world, draft, [Chosen(HOTSPOT, spot.pk), Chosen(THREAT, threat.pk)])
    second = frozen(world, draft)
    assert (first.number, second.number) == (1, 2) and first.digest != second.digest
    older, newer = seen_by(world, "srsg", first), seen_by(world, "srsg", second)
    turns = {
        one.title: {turn.name: (turn.before, turn.after) for turn in one.turns} for one in picture_changes(older, newer)
    }
    assert turns[CAMPS["place_said"]]["Priority"] == ("high", "critical")
    before, after = turns[threat.title]["Civilian"]
    assert before.startswith("likelihood 2, impact 3") and after.startswith("likelihood 4, impact 3")
    # The Force's rating is in nothing that anybody reads of either version, its commander's included.
    for who in ("adviser", "srsg", "chief.of.staff", "force.commander", "force.planner"):
        assert "military" not in sides(seen_by(world, who, first)) | sides(seen_by(world, who, second))
    unrated = picture_changes(seen_by(world, "police.planner", first), seen_by(world, "police.planner", second))
    assert [one.title for one in unrated] == [CAMPS["place_said"]]
    assert picture_changes(newer, newer) == []

    with pytest.raises(ProgrammingError), world.acting("adviser") as actor:
        FrozenRating.objects.visible_to(actor).filter(version=first).update(likelihood=1)
    chosen(world, draft, [Chosen(HOTSPOT, spot.pk)])
    went = picture_changes(newer, seen_by(world, "srsg", frozen(world, draft)))
    assert [(one.title, one.status) for one in went] == [(threat.title, "removed")]


def test_only_what_all_readers_read_is_chosen_and_only_what_was_shown_goes_out(
    world: World,
    draft: Strategy,  # noqa: F811
) -> None:
    group(world)
    ours, kept = proposed(world, audience="mission", title="Looting at the wells"), listed(world, place_said="Kept")
    secret = proposed(world, "force.planner", "force", title="Movement of the fourth company")
    theirs, place = proposed(world, "cluster.lead", title="Told by members"), listed(world, audience="shared")
    enclave = listed(world, place_said="Old quarter", is_enclave=True)
    with world.acting("cluster.lead") as actor:
        priority = state_priority(actor=actor, hotspot=place, grade="must", **WHY)
    with world.acting("force.commander") as actor:
        why = {"reason_code": "distance", "words": "No road in the rains."}
        decide_protection(actor=actor, priority=item(actor, priority), grade="should", **why, **FAR)
        now = item(actor, priority)
        class_coverage(actor=actor, priority=now, revision=now.revision, coverage="not")
    with world.acting("force.planner") as actor:
        # Whoever reads more than the strategy's readers is offered no more.
        offered = [one for offer in offers(actor, strategy_for(actor, draft.pk), []) for one in offer.threats]
        assert {one.pk for one in offered} == {ours.pk, theirs.pk}
    for ref in (secret.pk, new_id()):
        with pytest.raises(Refused, match="does not stand there any more"):
            chosen(world, draft, [Chosen(THREAT, ref)])
    for kind, subject in ((THREAT, theirs), (HOTSPOT, place), (HOTSPOT, enclave)):
        with pytest.raises(Refused, match="never an enclave"):
            chosen(world, draft, [Chosen(kind, subject.pk, is_shown=True)])
    with pytest.raises(Refused, match="post may not"):
        chosen(world, draft, [Chosen(THREAT, ours.pk)], who="force.planner")
    rows = [Chosen(THREAT, ours.pk, True, True), Chosen(HOTSPOT, kept.pk), Chosen(HOTSPOT, enclave.pk)]
    assert chosen(world, draft, [*rows, Chosen(THREAT, theirs.pk), Chosen(HOTSPOT, place.pk)]) == 5
    with world.acting("adviser") as actor, pytest.raises(Conflict, match="chose otherwise"):
        choose_picture(actor=actor, strategy=strategy_for(actor, draft.pk), rows=[], seen=state_of([]))
    with pytest.raises(Refused, match="takes the mark away"):
        chosen(world, draft, [Chosen(THREAT, ours.pk, True)])

    version = frozen(world, draft)
    spots = {row["title"]: row for row in version.body["picture"]["hotspots"]}
    frozen_place = spots[CAMPS["place_said"]]
    assert (frozen_place["grade"], frozen_place["coverage"]) == ("must", "not")
    assert frozen_place["decisions"] == [["military", "should", "distance"]]
    # What the Force knows of roads and distance stays with the Force; so do reasons in words.
    assert not any(word in str(version.body) for word in ("No road", "BAT-4", "34PDM", "F-77"))
    with world.acting("adviser") as actor:
        assert known_from_force(actor, version) == ["Looting at the wells"]
        text = release_version(actor=actor, version=version, room=room_with_cluster(world, actor))
        (row,) = text.body["picture"]["threats"]
        assert text.body["picture"]["hotspots"] == [] and row["title"] == "Looting at the wells"
        inner = {"number", "where", "shown", "known_from_force", "finding", "threat_state"}
        assert not inner & row.keys() and row["key"] != version.body["picture"]["threats"][0]["key"]
    page = world.client("cluster.member").get(reverse("strategies:rendition", args=[text.pk])).content.decode()
    assert "Looting at the wells" in page
    for word in ("Told by members", "Kept", "Old quarter", "Movement of the fourth", "Known from the Force"):
        assert word not in page
    # A body of the host state that is seated here sits in no group: from then on the strategy stands on none of it.
    world.query(
        "INSERT INTO access_seat (id, compartment_id, post_id, may_write, reason, given_at, host_state_body)"
        " SELECT gen_random_uuid(), %s, min(id::text)::uuid, false, 'Agreed', access.clock(), 'Ministry'"
        " FROM access_post",
        [draft.compartment_id],
    )
    with world.acting("adviser") as actor:
        titles = {row["title"] for rows in picture_now(actor, draft).body.values() for row in rows}
        assert titles == {"Looting at the wells", "Kept", "Old quarter"}


def test_a_successor_stands_on_the_same_and_what_was_closed_to_its_readers_is_not_frozen(
    world: World,
    draft: Strategy,  # noqa: F811
) -> None:
    room = group(world)
    theirs, ours = proposed(world, "cluster.lead", title="Told by members"), proposed(world, audience="mission")
    chosen(world, draft, [Chosen(THREAT, theirs.pk), Chosen(THREAT, ours.pk)])
    rated(world, "civil.affairs", ours, 2, 3)
    in_force(world, draft)
    with world.acting("adviser") as actor:
        successor = start_successor(actor=actor, strategy=strategy_for(actor, draft.pk))
        assert picture_now(actor, successor).body == picture_now(actor, draft).body
        end_addressing(actor=actor, room=room, owner_id=actor.owner_id)
    with world.acting("adviser") as actor:
        assert [one["title"] for one in picture_now(actor, successor).body["threats"]] == [ours.title]
    page = world.client("adviser").get(reverse("strategies:picture", args=[successor.pk])).content.decode()
    assert "1 chosen row stands in no room any more" in page and "Told by members" not in page


def test_the_pages_say_how_it_stood_and_what_changed(world: World, draft: Strategy) -> None:  # noqa: F811
    threat, spot = proposed(world, audience="mission"), listed(world)
    adviser, address = world.client("adviser"), reverse("strategies:picture", args=[draft.pk])
    form = adviser.get(address).content.decode()
    assert form.count(" checked") == 2 and "until you save for the first time" in form
    assert "Save the choice" not in world.client("police.planner").get(address).content.decode()
    ticks = [f"threat:{threat.pk}", f"hotspot:{spot.pk}"]
    seen = {"seen": state_of([])}
    assert adviser.post(address, {**seen, "stand": [*ticks, "threat:x", "y"], "show": ticks[:1]}).status_code == 302
    stale = adviser.post(address, {**seen, "stand": ticks[1:]})
    assert stale.status_code == 409 and stale.content.decode().count(" checked") == 1
    first = frozen(world, draft)
    changes = reverse("strategies:redline", args=[draft.pk])
    assert "The picture is the same in both." in adviser.get(changes).content.decode()
    urgent(world, spot)
    rated(world, "civil.affairs", threat, 4, 3)
    told = adviser.get(changes).content.decode()
    assert "Not a word of the text changed; the picture did." in told
    assert "<del>high</del>" in told and "<ins>critical</ins>" in told and "<ins>likelihood 4, impact 3" in told
    stood = adviser.get(reverse("strategies:version", args=[first.pk])).content.decode()
    assert "The picture as it stood" in stood and threat.title in stood and "likelihood 4" not in stood
    assert "likelihood 4, impact 3" in adviser.get(reverse("strategies:print", args=[draft.pk])).content.decode()
    with world.acting("adviser") as actor:
        file = material_of(actor, version_for(actor, frozen(world, draft).pk))
        rows = [section["rows"] for section in file.body["sections"][-2:]]
        assert rows[0][0]["picture_ratings"][0].startswith("Civilian: likelihood 4, impact 3")
        assert rows[1][0]["picture_priority"] == "critical"
