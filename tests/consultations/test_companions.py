"""The cluster's own document beside a strategy: hidden until it is shown, and never the mission's to clear."""

import json

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse

from pocplan.access.errors import Conflict, NotSeated, Refused
from strategies.domain.blocks import Typed, add_block, keep_lost_edit, save_block
from strategies.domain.companions import (
    add_companion_section,
    name_companion_section,
    start_companion,
    withdraw_companion,
    withdraw_companion_section,
)  # fmt: skip
from strategies.domain.showing import (
    drop_companion_release,
    prepare_companion_release,
    release_companion,
    withdraw_companion_copy,
)  # fmt: skip
from strategies.domain.workflow import TABLE
from strategies.models import Block, Companion, CompanionCopy, CompanionRelease, CompanionSection
from strategies.queries.companions import (
    blocks_of_companion_section,
    companion_copies,
    companion_for,
    companion_release_for,
    companion_section_for,
    companion_sections_of,
    companions_for,
)  # fmt: skip
from strategies.queries.replies import requests_to
from tests.consultations.stage import opened, request_to
from tests.strategies.test_query_counts import queries
from tests.world import World

WORDS = "Families on the Besh Valley road ask first for safe passage to water."


def begun(world: World, audience: str = "cluster") -> Companion:
    """A companion document with one paragraph, in an open round."""
    opened(world)
    with world.acting("cluster.lead") as actor:
        asked = requests_to(actor).get()
        companion = start_companion(actor=actor, request=asked, title="Our protection priorities", audience=audience)
        add_block(actor=actor, parent=companion_sections_of(actor, companion)[0], typed=Typed(f"<p>{WORDS}</p>"))
    return companion


def prepared(world: World, companion: Companion) -> CompanionRelease:
    with world.acting("cluster.lead") as actor:
        here, asked = companion_for(actor, companion.pk), requests_to(actor).get()
        return prepare_companion_release(actor=actor, companion=here, request=asked)


def shown(world: World, companion: Companion) -> CompanionCopy:
    release = prepared(world, companion)
    with world.acting("cluster.lead") as actor:
        one = companion_release_for(actor, release.pk)
        return release_companion(actor=actor, release=one, digest=one.digest)


def one_block(world: World) -> Block:
    with world.acting("cluster.lead") as actor:
        (companion,) = companions_for(actor)
        blocks = blocks_of_companion_section(actor, companion_sections_of(actor, companion)[0])
        return blocks.select_related("companion_section__companion").get()


def test_members_write_in_it_and_the_mission_knows_nothing(world: World) -> None:
    companion = begun(world)
    page = reverse("consultations:companion", args=[companion.pk])
    assert WORDS in world.client("cluster.member").get(page).text
    asked = reverse("consultations:reply", args=[request_to(world, "cluster.lead").pk])
    assert companion.title in world.client("cluster.lead").get(asked).text
    for who in ("adviser", "chief.of.staff", "aor.lead", "observer", "other.lead"):
        assert world.client(who).get(page).status_code == 404, who
        assert world.client(who).post(page, {"title": "Mine"}).status_code == 404, who
    assert companion.title not in world.client("adviser").get(asked).text


def test_only_the_coordination_that_was_asked_starts_one(world: World) -> None:
    opened(world)
    asked = request_to(world, "cluster.lead")
    address = reverse("consultations:companion_start", args=[asked.pk])
    for who in ("adviser", "chief.of.staff"):
        assert world.client(who).post(address, {"title": "Ours", "language": "en"}).status_code == 404
        with world.acting(who) as actor, pytest.raises(Refused, match="coordination of the cluster"):
            start_companion(actor=actor, request=asked, title="Ours")
    with world.acting("cluster.lead") as actor, pytest.raises(Refused, match="listed values"):
        start_companion(actor=actor, request=asked, title="Ours", audience="observer")
    filled = {"title": "Ours", "language": "fr", "audience": "cluster_lead"}
    made = world.client("cluster.lead").post(address, filled)
    assert made.status_code == 302
    assert world.client("cluster.member").get(made["Location"]).status_code == 404, "the coordination's own room"
    assert "Nos priorités" in world.client("cluster.colead").get(made["Location"]).text


def test_its_blocks_save_themselves_and_lose_nothing(world: World) -> None:
    begun(world)
    block = one_block(world)
    address = reverse("strategies:block", args=[block.pk])
    lead, member = world.client("cluster.lead"), world.client("cluster.member")
    assert WORDS in lead.get(address).text
    put = {"content_type": "application/json", "headers": {"If-Match": '"1"'}}
    assert lead.put(address, json.dumps({"text": "First."}), **put).status_code == 200
    late = member.put(address, json.dumps({"text": "Second."}), **put)
    assert (late.status_code, late.json()["theirs"]) == (412, "First.")
    assert member.get(late.json()["conflict"]).status_code == 200
    settled = member.post(late.json()["conflict"], {"version": "2", "text": "First. Second."})
    assert settled["Location"].startswith("/consultations/own/companions/sections/")
    assert lead.post(reverse("strategies:lock", args=[block.pk])).status_code == 200
    assert lead.post(reverse("strategies:drop_block", args=[block.pk]), {"version": "1"}).status_code == 409
    assert lead.post(reverse("strategies:drop_block", args=[block.pk]), {"version": "3"}).status_code == 302
    assert world.client("adviser").get(address).status_code == 404


def test_a_mission_post_writes_in_no_cluster_document(world: World) -> None:
    begun(world)
    block = one_block(world)
    with world.acting("adviser") as actor:
        with pytest.raises(Refused, match="Only the cluster writes"):
            save_block(actor=actor, block=block, version=1, typed=Typed("<p>Ours.</p>"))
        with pytest.raises(NotSeated), transaction.atomic(using=actor.alias):
            CompanionSection.objects.create(
                compartment_id=block.compartment_id, companion_id=block.companion_section.companion_id, position=1
            )


def test_it_is_shown_as_exactly_what_was_previewed(world: World) -> None:
    companion = begun(world)
    release = prepared(world, companion)
    preview = reverse("consultations:companion_release", args=[release.pk])
    assert WORDS in world.client("cluster.lead").get(preview).text
    block = one_block(world)
    with world.acting("cluster.lead") as actor:
        save_block(actor=actor, block=block, version=1, typed=Typed("<p>Written after the preview.</p>"))
        one = companion_release_for(actor, release.pk)
        with pytest.raises(Refused, match="changed"):
            release_companion(actor=actor, release=one, digest="0" * 64)
        copy = release_companion(actor=actor, release=one, digest=release.digest)
        with pytest.raises(Refused, match="already"):
            release_companion(actor=actor, release=one, digest=release.digest)
    page = world.client("adviser").get(reverse("consultations:companion_copy", args=[copy.pk])).text
    assert WORDS in page and "Written after" not in page and "For information" in page
    assert "Rosa Dimitrow" not in page
    asked = reverse("consultations:reply", args=[request_to(world, "cluster.lead").pk])
    assert copy.title in world.client("adviser").get(asked).text
    assert not {str(block.pk), str(block.lineage)} & set(json.dumps(copy.body).split('"')), "keys of that room alone"


def test_the_mission_is_told_and_can_decide_nothing(world: World) -> None:
    copy = shown(world, begun(world))
    told = world.query("SELECT to_kinds FROM notices_event WHERE code = 'companion_released'")
    assert told == [(["senior_poc_adviser", "poc_adviser"],)]
    chief = world.client("chief.of.staff")
    assert chief.post(reverse("consultations:companion_copy", args=[copy.pk])).status_code == 405
    assert chief.post(reverse("consultations:companion_take_back", args=[copy.pk])).status_code == 400
    assert not [step for step in TABLE if "companion" in step.verb]
    with world.acting("adviser") as actor:
        with pytest.raises(Refused, match="Only the cluster"):
            withdraw_companion_copy(actor=actor, copy=companion_copies(actor).get())
        with pytest.raises(ProgrammingError), transaction.atomic(using=actor.alias):
            CompanionCopy.objects.visible_to(actor).update(title="Approved by the mission")


def test_other_invitees_and_other_operations_see_no_copy(world: World) -> None:
    copy = shown(world, begun(world))
    page = reverse("consultations:companion_copy", args=[copy.pk])
    assert world.client("cluster.member").get(page).status_code == 200
    for who in ("aor.lead", "observer", "other.adviser", "other.lead"):
        assert world.client(who).get(page).status_code == 404, who


def test_a_copy_is_taken_back_and_found_no_more(world: World) -> None:
    companion = begun(world)
    copy = shown(world, companion)
    back = reverse("consultations:companion_take_back", args=[copy.pk])
    assert world.client("cluster.member").post(back).status_code == 400
    lead = world.client("cluster.lead")
    assert "cannot be undone" in lead.get(back).text
    assert lead.post(back).status_code == 302
    assert world.client("adviser").get(reverse("consultations:companion_copy", args=[copy.pk])).status_code == 404
    assert "Taken back" in lead.get(reverse("consultations:companion", args=[companion.pk])).text
    with world.acting("cluster.lead") as actor, pytest.raises(Conflict, match="already"):
        withdraw_companion_copy(actor=actor, copy=CompanionCopy.objects.visible_to(actor).get())


def test_members_propose_nothing_for_release(world: World) -> None:
    companion = begun(world)
    release = prepared(world, companion)
    with world.acting("cluster.member") as actor:
        here = companion_for(actor, companion.pk)
        asked = requests_to(actor).get()
        with pytest.raises(Refused, match="coordination decides"):
            prepare_companion_release(actor=actor, companion=here, request=asked)
        one = companion_release_for(actor, release.pk)
        for act in (lambda: release_companion(actor=actor, release=one, digest=one.digest),
                    lambda: drop_companion_release(actor=actor, release=one),
                    lambda: withdraw_companion(actor=actor, companion=here)):  # fmt: skip
            with pytest.raises(Refused, match="coordination decides"):
                act()
    with world.acting("cluster.lead") as actor:
        drop_companion_release(actor=actor, release=companion_release_for(actor, release.pk))
        assert not companion_copies(actor).exists()


def test_an_empty_document_and_a_strangers_request_are_refused(world: World) -> None:
    companion = begun(world)
    theirs = request_to(world, "aor.lead")
    with world.acting("cluster.lead") as actor:
        here = companion_for(actor, companion.pk)
        with pytest.raises(Refused, match="not asked there"):
            prepare_companion_release(actor=actor, companion=here, request=theirs)
        empty = start_companion(actor=actor, request=requests_to(actor).get(), title="Empty")
        with pytest.raises(Refused, match="no text yet"):
            prepare_companion_release(actor=actor, companion=empty, request=requests_to(actor).get())


def test_sections_are_added_named_and_taken_out_but_for_the_last(world: World) -> None:
    companion = begun(world)
    client = world.client("cluster.member")
    page = reverse("consultations:companion", args=[companion.pk])
    made = client.post(page, {"title": "Annex of our own"})
    assert "Annex of our own" in client.get(made["Location"]).text
    settings = f"{made['Location']}settings/"
    assert client.post(settings, {"title": "x" * 300}).status_code == 400
    assert client.post(settings, {"title": "Renamed"}).status_code == 302
    assert client.post(settings, {"do": "withdraw"}).status_code == 302
    assert client.get(made["Location"]).status_code == 404
    with world.acting("cluster.member") as actor:
        first, *others = companion_sections_of(actor, companion_for(actor, companion.pk))
        for one in others:
            withdraw_companion_section(actor=actor, section=companion_section_for(actor, one.pk))
        with pytest.raises(Refused, match="only section"):
            withdraw_companion_section(actor=actor, section=companion_section_for(actor, first.pk))


def test_a_withdrawn_document_takes_no_more_words_but_keeps_those_being_typed(world: World) -> None:
    companion = begun(world)
    block = one_block(world)
    assert (
        world.client("cluster.lead").post(reverse("consultations:companion_out", args=[companion.pk])).status_code
        == 302
    )
    with world.acting("cluster.member") as actor:
        block = Block.objects.visible_to(actor).select_related("companion_section__companion").get(pk=block.pk)
        with pytest.raises(Refused, match="withdrawn"):
            save_block(actor=actor, block=block, version=1, typed=Typed("<p>Late.</p>"))
        assert keep_lost_edit(actor=actor, block=block, base_version=1, typed=Typed("<p>Late.</p>")).pk
        section = block.companion_section
        with pytest.raises(Refused, match="withdrawn"):
            add_companion_section(actor=actor, companion=section.companion, title="x")
        with pytest.raises(Refused, match="withdrawn"):
            name_companion_section(actor=actor, section=section, title="x")


def test_each_verb_is_in_the_journal_of_its_room(world: World) -> None:
    companion = begun(world)
    shown(world, companion)
    rows = world.query("SELECT verb, compartment_id FROM journal_entry WHERE kind LIKE 'companion%'")
    own, reply = companion.compartment_id, request_to(world, "cluster.lead").compartment_id
    assert set(rows) == {
        ("start_companion", own),
        ("prepare_companion_release", own),
        ("release_companion", own),
        ("receive_companion", reply),
    }


def test_its_page_asks_the_same_number_of_questions_whatever_it_shows(world: World) -> None:
    companion = begun(world)
    client, page = world.client("cluster.lead"), reverse("consultations:companion", args=[companion.pk])
    small = queries(client, page)
    shown(world, companion)
    with world.acting("cluster.lead") as actor:
        here = companion_for(actor, companion.pk)
        first = companion_sections_of(actor, here)[0]
        for number in range(4):
            add_block(actor=actor, parent=first, typed=Typed(f"<p>{number}</p>"))
            add_companion_section(actor=actor, companion=here, title=str(number))
    assert queries(client, page) == small


def test_its_sections_and_blocks_move(world: World) -> None:
    companion = begun(world)
    block, client = one_block(world), world.client("cluster.member")
    with world.acting("cluster.lead") as actor:
        before = [one.title for one in companion_sections_of(actor, companion)]
        add_block(actor=actor, parent=block.companion_section, typed=Typed("<p>Second.</p>"))
    settings = reverse("consultations:companion_section_settings", args=[block.companion_section_id])
    assert client.post(settings, {"do": "down"}).status_code == 302
    move = reverse("strategies:move_block", args=[block.pk])
    assert client.post(move, {"do": "down"})["Location"].endswith(f"#b-{block.pk}")
    assert client.post(move, {"do": "down"}).status_code == 400
    with world.acting("cluster.lead") as actor:
        after = companion_sections_of(actor, companion)
        assert [one.title for one in after] == [before[1], before[0], *before[2:]]
        texts = [one.html for one in blocks_of_companion_section(actor, after[1])]
        assert texts == ["<p>Second.</p>", f"<p>{WORDS}</p>"]
    assert world.client("adviser").post(move, {"do": "up"}).status_code == 404
