"""Place, not covered and until when together: read by exactly those named, and found nowhere else by anybody."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from picture.domain.gaps import prepare_gap, tell_gap, withdraw_gap
from picture.domain.protection import class_coverage, decide_protection
from picture.models import GapRelease, Hotspot, ToldGap
from picture.queries.gaps import gap_release_for, to_be_named
from picture.queries.hotspots import hotspot_for
from pocplan.access.clock import today
from pocplan.access.errors import Conflict, Refused
from tests.picture.stage import group
from tests.picture.test_hotspots import listed
from tests.picture.test_protection import WHY, item, step, verbs
from tests.world import World

UNTIL = "2027-01-17"
SAID = ("17 Jan 2027", UNTIL)  # as a page says it, and as a file does
NO = {"grade": "should", "reason_code": "distance", "words": "No road in the rains."}
PAGES = (
    "/", "/hotspots/", "/hotspots/map/", "/hotspots/changes/", "/hotspots/protection/", "/hotspots/told/", "/threats/",
    "/journal/", "/inbox/", "/leadership/", "/leadership/rows/coverage/", "/people/rooms/", "/alerts/",
)  # fmt: skip


def uncovered(world: World) -> Hotspot:
    """A place of an exercise of two clusters that troops do not cover."""
    group(world, "Protection Cluster", "Field Cluster East")
    spot = listed(world, audience="shared", place_said="Tuleni east camps")
    with world.acting("cluster.lead") as actor:
        priority = verbs.state_priority(actor=actor, hotspot=spot, grade="must", **WHY)
    with world.acting("force.commander", "Force Commander") as actor:
        decide_protection(actor=actor, priority=item(actor, priority), **NO)
        step(class_coverage, actor, priority, coverage="not")
    return spot


def names(actor: Any, spot: Hotspot, *words: str) -> list[str]:
    return [one.key for one in to_be_named(actor, hotspot_for(actor, spot.pk)) if one.words in words]


def prepared(world: World, spot: Hotspot, *words: str) -> GapRelease:
    with world.acting("force.commander", "Force Commander") as actor:
        keys = names(actor, spot, *words)
        assert len(keys) == len(words)
        day = date.fromisoformat(UNTIL)
        return prepare_gap(actor=actor, hotspot=hotspot_for(actor, spot.pk), until=day, addressees=keys)


def read(client: Client, address: str) -> str:
    return client.get(address, follow=True).content.decode()


def test_posts_are_offered_and_shown_in_the_language_of_the_reader(world: World) -> None:
    french = "Spécialiste des affaires civiles"
    world.query("UPDATE access_post SET title_fr = %s WHERE title_en = 'Civil Affairs Officer'", [french])
    spot = uncovered(world)
    release = prepared(world, spot, "Civil Affairs Officer")
    for language, there, absent in (("en", "Civil Affairs Officer", french), ("fr", french, "Civil Affairs Officer")):
        client = world.client("force.commander", "Force Commander", language)
        for at in (f"/hotspots/{spot.pk}/tell/", f"/hotspots/gap-releases/{release.pk}/"):
            page = read(client, at)
            assert there in page and absent not in page


def test_only_those_named_read_it_and_nobody_else_finds_it(world: World) -> None:
    spot = uncovered(world)
    release = prepared(world, spot, "Protection Cluster Orvane", "Civil Affairs Officer")
    commander = world.client("force.commander", "Force Commander")
    everybody = ("cluster.lead", "cluster.member", "field.cluster", "adviser", "civil.affairs", "police.planner",
                 "human.rights", "observer", "other.lead", "child.protection")  # fmt: skip
    clients = {who: world.client(who) for who in everybody}
    # Prepared, it is the Force's alone.
    at = f"/hotspots/gap-releases/{release.pk}/"
    assert SAID[0] in read(commander, at) and "Civil Affairs Officer" in read(commander, at)
    assert all(client.get(at).status_code == 404 for client in clients.values())
    assert commander.post(at, {"digest": release.digest}).status_code == 400  # without the confirmation
    assert commander.post(at, {"digest": "f" * 64, "confirmed": "1"}).status_code == 409
    assert commander.post(at, {"digest": release.digest, "confirmed": "1"}).status_code == 302
    key, room = world.query("SELECT id, compartment_id FROM picture_toldgap")[0]
    told = f"/hotspots/told/{key}/"
    found = {who for who, client in clients.items() if client.get(told).status_code == 200}
    assert found == {"cluster.lead", "civil.affairs"}
    assert SAID[0] in read(clients["cluster.lead"], told) and "Tuleni east camps" in read(clients["cluster.lead"], told)
    # Those named do not learn of each other.
    assert "Civil Affairs" not in read(clients["cluster.lead"], told)
    assert (
        "Protection Cluster Orvane" not in read(clients["civil.affairs"], told).split("<main")[-1].split("told by")[0]
    )
    # All addressees of the exercise have the class; who is not named finds the day on no page.
    assert "not by troops" in read(clients["field.cluster"], f"/hotspots/{spot.pk}/")
    for who, client in clients.items():
        for page in (*PAGES, f"/hotspots/{spot.pk}/", f"/people/rooms/{public(world, room)}/"):
            said = read(client, page)
            may = who in found and page == "/hotspots/told/"
            assert may or not any(words in said for words in SAID), (who, page)
    # No file, calendar, mail or journal line carries it, for those named either.
    taken = clients["cluster.lead"].post("/hotspots/file/", {"form": "csv"})
    assert taken.status_code == 200 and UNTIL not in taken.content.decode()
    kept = world.query("SELECT facts::text FROM journal_entry") + world.query("SELECT code FROM notices_event")
    assert not any(UNTIL in str(row) or "Tuleni" in str(row) for row in kept)
    # Taken back, it is gone, and its words with it.
    assert commander.post(f"{at}withdraw/").status_code == 302
    assert clients["cluster.lead"].get(told).status_code == 404
    assert world.query("SELECT place_said, uncovered_until FROM picture_toldgap") == [("", None)]


def public(world: World, room: int) -> str:
    return str(world.query("SELECT public_id FROM access_compartment WHERE id = %s", [room])[0][0])


def test_who_may_tell_what_to_whom(world: World) -> None:
    spot = uncovered(world)
    later = today() + timedelta(days=30)
    with world.acting("force.commander", "Force Commander") as actor:
        here, some = hotspot_for(actor, spot.pk), names(actor, spot, "Protection Cluster Orvane")
        with pytest.raises(Refused, match="at least one addressee"):
            prepare_gap(actor=actor, hotspot=here, until=later, addressees=[])
        with pytest.raises(Refused, match="listed values"):
            prepare_gap(
                actor=actor, hotspot=here, until=later, addressees=["body:00000000-0000-4000-8000-000000000000"]
            )
        with pytest.raises(Refused, match="within a year"):
            prepare_gap(actor=actor, hotspot=here, until=today() - timedelta(days=1), addressees=some)
        release = prepare_gap(actor=actor, hotspot=here, until=later, addressees=some)
    for who in ("adviser", "force.planner", "cluster.lead", "police.planner"):
        with world.acting(who) as actor, pytest.raises(Refused, match="Force Commander tells this"):
            prepare_gap(actor=actor, hotspot=hotspot_for(actor, spot.pk), until=later, addressees=some)
        assert world.client(who).get(f"/hotspots/{spot.pk}/tell/").status_code == 404
    with world.acting("force.planner") as actor, pytest.raises(Refused, match="Force Commander tells this"):
        tell_gap(actor=actor, release=gap_release_for(actor, release.pk), digest=release.digest)
    with world.acting("force.commander", "Force Commander") as actor:
        row = gap_release_for(actor, release.pk)
        row.addressees = [*row.addressees, {"key": "post:x", "words": "x", "is_body": False}]
        with pytest.raises(Conflict, match="not what was shown"):
            tell_gap(actor=actor, release=row, digest=release.digest)
        copy = tell_gap(actor=actor, release=gap_release_for(actor, release.pk), digest=release.digest)
        with pytest.raises(Conflict, match="before you"):
            tell_gap(actor=actor, release=gap_release_for(actor, release.pk), digest=release.digest)
    with world.acting("cluster.lead") as actor:
        # They read and cannot write there, nor change what was told.
        assert ToldGap.objects.visible_to(actor).get().pk == copy.pk
        assert copy.compartment_id in actor.readable and copy.compartment_id not in actor.writable
        assert not ToldGap.objects.visible_to(actor).update(place_said="Elsewhere")
    with world.acting("force.commander", "Force Commander") as actor:
        withdraw_gap(actor=actor, release=gap_release_for(actor, release.pk))
