"""Ratings stay on their side's desk until that side lets them go, and open to who has given its own."""

from datetime import date
from typing import Any

import pytest
from django.db import connections

from picture.domain.ratings import drop_release, give_rating, prepare_release, release_rating, withdraw_rating
from picture.domain.threats import ask_anew
from picture.models import Rating, RatingRelease, ReleasedRating, Threat
from picture.queries.ratings import board, differences
from picture.queries.threats import threat_for, threats_in
from pocplan.access.errors import Conflict, Refused
from tests.picture.stage import given, group, prepared, proposed, released
from tests.world import World

SIDES = ("force.planner", "police.planner", "adviser", "human.rights", "cluster.lead")


def seen(world: World, who: str, threat: Threat) -> list[tuple[str, bool, Any]]:
    with world.acting(who) as actor:
        row = threat_for(actor, threat.pk)
        return [(line.side.value, line.own, line.rating) for line in board(actor, row, row.compartment)]


def figures(world: World, who: str, threat: Threat) -> dict[str, Any]:
    return {side: rating.likelihood for side, _own, rating in seen(world, who, threat) if rating}


def counts(world: World, who: str) -> tuple[int, int, int]:
    """Everything that the database shows of ratings, asked past every page."""
    with world.acting(who) as actor, connections[actor.alias].cursor() as cursor:
        found = []
        for model in (Rating, RatingRelease, ReleasedRating):
            cursor.execute(f"SELECT count(*) FROM {model._meta.db_table}")
            found.append(cursor.fetchone()[0])
        return (found[0], found[1], found[2])


def test_five_sides_rate_blind_and_open_to_each_other_by_giving_and_releasing(world: World) -> None:
    group(world)
    threat = proposed(world)
    rating = given(world, "force.planner", threat, 2, 4)
    for who in SIDES[1:]:
        assert figures(world, who, threat) == {}
        assert counts(world, who) == (0, 0, 0), who
    # Released by the Force Commander, and still sealed for every side that has not given its own.
    released(world, "force.commander", prepared(world, "force.planner", rating, "Fewer patrols were attacked."))
    for who in SIDES[1:]:
        assert counts(world, who) == (0, 0, 0), who
        with world.acting(who) as actor:
            assert not list(threats_in(actor, threat.compartment_id, {"only": "differ"}))
    assert figures(world, "srsg", threat) == {"military": 2}  # who rates for no side waits for none
    assert figures(world, "chief.of.staff", threat) == {"military": 2}
    cluster = given(world, "cluster.lead", threat, severity=5)
    assert figures(world, "cluster.lead", threat) == {"military": 2, "cluster": None}
    assert figures(world, "adviser", threat) == {}
    assert figures(world, "force.planner", threat) == {"military": 2}
    released(world, "cluster.lead", prepared(world, "cluster.lead", cluster))
    assert counts(world, "force.planner")[2] == 2
    civilian = given(world, "civil.affairs", threat, 5, 4)
    lines = seen(world, "adviser", threat)
    assert [(side, own) for side, own, rating in lines if rating] == [
        ("military", False), ("civilian", True), ("cluster", False),
    ]  # fmt: skip
    assert (civilian.after_others, rating.after_others) == (False, False)
    with world.acting("adviser") as actor:
        row = threat_for(actor, threat.pk)
        found = differences(board(actor, row, row.compartment))
        assert [(one.scale, one.said) for one in found] == [("likelihood", [("Military", 2), ("Civilian", 5)])]
        # One's own unreleased rating differs for oneself; the list counts what is released.
        assert not list(threats_in(actor, threat.compartment_id, {"only": "differ"}))
    released(world, "adviser", prepared(world, "civil.affairs", civilian))
    for who, finds in (("force.planner", [threat]), ("cluster.lead", [threat]), ("police.planner", [])):
        with world.acting(who) as actor:
            assert list(threats_in(actor, threat.compartment_id, {"only": "differ"})) == finds
    # A second rating, with the others' in sight, says so.
    assert given(world, "force.planner", threat, 4, 4).after_others
    assert world.query(
        "SELECT count(*) FROM picture_releasedrating WHERE compartment_id <> %s", [threat.compartment_id]
    )


def test_the_wall_holds_for_who_sits_in_both_halves_of_nothing(world: World) -> None:
    """The originals lie in their side's room, and the other database login cannot even name it."""
    room = group(world)
    threat = proposed(world)
    rating = given(world, "force.planner", threat)
    release = prepared(world, "force.planner", rating)
    assert rating.compartment_id == world.room("UNMOR", "force")
    assert release.compartment_id == rating.compartment_id
    given(world, "cluster.lead", threat)
    for who in ("cluster.lead", "adviser", "police.planner"):
        with world.acting(who) as actor:
            assert not RatingRelease.objects.visible_to(actor).filter(pk=release.pk).exists()
            with pytest.raises(RatingRelease.DoesNotExist):
                RatingRelease.objects.visible_to(actor).get(pk=release.pk)
    facts = world.query("SELECT verb, kind FROM journal_entry WHERE compartment_id = %s ORDER BY sequence", [room])
    assert {kind for _verb, kind in facts} <= {"threatgroup", "threat"}
    copy = released(world, "force.commander", release)
    assert world.query("SELECT count(*) FROM journal_entry WHERE compartment_id = %s", [room])[0][0] == len(facts)
    assert world.query("SELECT count(*) FROM notices_event WHERE compartment_id = %s", [room])[0][0] == 1
    stored = world.query("SELECT to_jsonb(r)::text FROM picture_releasedrating r")[0][0]
    assert str(rating.pk) not in stored and str(release.pk) not in stored and "Duvall" not in stored
    assert copy.compartment_id == room


def test_what_the_force_knows_leaves_by_the_commander_and_exactly_as_it_was_shown(world: World) -> None:
    group(world)
    threat = proposed(world)
    release = prepared(world, "force.planner", given(world, "force.planner", threat), "Short.")
    with world.acting("force.planner") as actor, pytest.raises(Refused, match="the post that answers for your side"):
        release_rating(actor=actor, release=release, digest=release.digest)
    with world.acting("force.commander") as actor:
        with pytest.raises(Conflict, match="not what was shown"):
            release_rating(actor=actor, release=release, digest="0" * 64)
        copy = release_rating(actor=actor, release=release, digest=release.digest)
        with pytest.raises(Conflict, match="before you"):
            release_rating(actor=actor, release=release, digest=release.digest)
        with pytest.raises(Conflict, match="before you"):
            drop_release(actor=actor, release=release)
    assert copy.rationale == "Short."
    newer = prepared(world, "force.planner", given(world, "force.planner", threat, 5, 5))
    second = released(world, "force.commander", newer)
    assert figures(world, "srsg", threat) == {"military": 5}
    with world.acting("force.commander") as actor:
        newer.refresh_from_db()
        withdraw_rating(actor=actor, release=newer)
    assert figures(world, "srsg", threat) == {}
    assert world.query("SELECT rationale FROM picture_releasedrating WHERE id = %s", [str(second.pk)]) == [("",)]


def test_new_ratings_are_blind_again(world: World) -> None:
    group(world)
    threat = proposed(world)
    old = given(world, "cluster.lead", threat)
    released(world, "force.commander", prepared(world, "force.planner", given(world, "force.planner", threat)))
    assert set(figures(world, "cluster.lead", threat)) == {"military", "cluster"}
    with world.acting("cluster.lead") as actor:
        row = threat_for(actor, threat.pk)
        ask_anew(actor=actor, threat=row, revision=row.revision, reason="The road was opened.")
    assert figures(world, "cluster.lead", threat) == {}
    released(world, "force.commander", prepared(world, "force.planner", given(world, "force.planner", threat, 1, 1)))
    assert figures(world, "cluster.lead", threat) == {}
    with world.acting("cluster.lead") as actor, pytest.raises(Refused, match="newer rating"):
        prepare_release(actor=actor, rating=old, rationale="x")
    given(world, "cluster.lead", threat)
    assert figures(world, "cluster.lead", threat) == {"military": 1, "cluster": 3}


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"likelihood": 6}, "not a valid choice"),
        ({"likelihood": 0}, "not a valid choice"),
        ({"likelihood": None}, "how likely"),
        ({"impact": None}, "how bad"),
        ({"severity": 3}, "cluster’s own"),
        ({"cut_off": date(2040, 1, 1)}, "lies in the future"),
        ({"cut_off": date(1999, 1, 1)}, "ten years"),
        ({"rationale": ""}, "blank"),
        ({"rationale": "The witness Amira Delacroix, aged 34, told us."}, "let somebody find"),
        ({"rationale": "Call +33 6 12 34 56 78"}, "seems to name a person"),
        ({"confidence": "sure"}, "not a valid choice"),
    ],
)
def test_a_rating_that_does_not_hold_is_refused(still_world: World, values: dict[str, Any], sentence: str) -> None:
    world = still_world
    key = "threat for refusals"
    if key not in world.__dict__:
        world.__dict__[key] = proposed(world, audience="mission")
    with world.acting("force.planner") as actor:
        row = threat_for(actor, world.__dict__[key].pk)
        whole = {"likelihood": 3, "impact": 3, "rationale": "Seen.", "confidence": "low", "cut_off": date(2026, 9, 1)}
        with pytest.raises(Refused, match=sentence):
            give_rating(actor=actor, threat=row, **{**whole, **values})
    assert counts(world, "force.planner") == (0, 0, 0)


def test_who_rates_nothing_here_is_told_so(world: World) -> None:
    group(world)
    threat = proposed(world)
    inside = proposed(world, "cluster.member", "cluster")
    for who, where in (("srsg", threat), ("cluster.member", inside), ("chief.of.staff", threat)):
        with world.acting(who) as actor, pytest.raises(Refused, match="rates nothing here"):
            give_rating(
                actor=actor, threat=threat_for(actor, where.pk), likelihood=1, impact=1, rationale="x",
                confidence="low", cut_off=date(2026, 9, 1),
            )  # fmt: skip
    own = given(world, "cluster.lead", inside, severity=2)
    released(world, "cluster.colead", prepared(world, "cluster.colead", own))
    assert [rating.severity for _side, _own, rating in seen(world, "cluster.member", inside)] == [2]
    for who in ("adviser", "force.planner", "srsg"):
        with world.acting(who) as actor, pytest.raises(Threat.DoesNotExist):
            threat_for(actor, inside.pk)
