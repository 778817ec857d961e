"""A strategy from its first word to being superseded, and everything that must stop it on the way."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, transaction

from missions.queries.calendar import begun
from pocplan.access.clock import today
from pocplan.access.domain.rooms import Addressee, open_shared
from pocplan.access.errors import Conflict, NotSeated, Refused
from pocplan.access.models import Post
from strategies.domain.annexes import freeze_annex, start_annex
from strategies.domain.approvals import approve, bring_into_force, submit
from strategies.domain.blocks import Typed, add_block, save_block
from strategies.domain.clearances import ask_clearance, give_clearance
from strategies.domain.releases import release_version, withdraw_release
from strategies.domain.rows import add_activity, add_responsibility, save_activity, state_due_diligence
from strategies.domain.strategies import (
    save_header,
    send_back,
    set_dates,
    set_distribution,
    start_strategy,
    take_back,
    withdraw_strategy,
)  # fmt: skip
from strategies.domain.successors import start_successor
from strategies.domain.workflow import move
from strategies.enums.text import Stage, Verb, VersionState
from strategies.models import ApprovalSeal, Rendition, Strategy, Version
from strategies.queries.strategies import block_for, blocks_of_section, sections_of, strategies_for, strategy_for
from strategies.queries.versions import (
    authors_of,
    clearances_of,
    parts_of,
    releases_of,
    rendition_for,
    version_for,
    versions_of,
)  # fmt: skip
from tests.sweep.walker import seen
from tests.world import World

ACTIVITY = {"title": "Patrols on the Hesk road", "tier": 2, "phases": ["prevention"], "component": "military"}


def post_of(actor: Any, kind: str) -> Post:
    return Post.objects.visible_to(actor).get(kind=kind, area=None)


@pytest.fixture
def draft(world: World) -> Strategy:
    """A complete draft: header, distribution, one section of text."""
    with world.acting("adviser") as actor:
        strategy = start_strategy(actor=actor, title="Protection of civilians in Orvane")
        fields = {"contact_unit": "PoC Unit", "approving_post_id": post_of(actor, "head_of_mission").pk}
        save_header(actor=actor, strategy=strategy, version=1, fields=fields)
        set_distribution(actor=actor, strategy=strategy, entries=[("Head of Mission", ""), ("Sector East", "for use")])
        add_block(actor=actor, parent=sections_of(actor, strategy)[0], typed=Typed("<p>Purpose.</p>"))
    return strategy


def submitted(world: World, draft: Strategy) -> Version:
    with world.acting("adviser") as actor:
        version = ask_clearance(actor=actor, strategy=draft, components=["police"])
    answer(world, version, "police.planner", "cleared")
    with world.acting("adviser") as actor:
        return submit(actor=actor, strategy=strategy_for(actor, draft.pk))


def answer(world: World, version: Version, who: str, word: str, remarks: str = "") -> None:
    with world.acting(who) as actor:
        one = clearances_of(actor, version)[0]
        give_clearance(actor=actor, clearance=one, word=word, remarks=remarks)


def approved(world: World, draft: Strategy) -> Version:
    version = submitted(world, draft)
    with world.acting("srsg") as actor:
        return approve(actor=actor, version=version_for(actor, version.pk))


def in_force(world: World, draft: Strategy) -> None:
    approved(world, draft)
    with world.acting("srsg") as actor:
        strategy = set_dates(actor=actor, strategy=strategy_for(actor, draft.pk), effective_on=today())
        bring_into_force(actor=actor, strategy=strategy)


def test_the_whole_life(world: World, draft: Strategy) -> None:
    in_force(world, draft)
    with world.acting("adviser") as actor:
        strategy = strategy_for(actor, draft.pk)
        assert strategy.stage == Stage.IN_FORCE
        assert strategy.review_on > strategy.effective_on
        successor = start_successor(actor=actor, strategy=strategy)
        assert successor.supersedes_id == strategy.pk
        first, second = (blocks_of_section(actor, sections_of(actor, one)[0])[0] for one in (strategy, successor))
        assert first.lineage == second.lineage and first.pk != second.pk
    in_force(world, successor)
    with world.acting("adviser") as actor:
        stages = {one.pk: one.stage for one in strategies_for(actor)}
        assert stages == {draft.pk: Stage.SUPERSEDED, successor.pk: Stage.IN_FORCE}
        assert versions_of(actor, draft).get().state == VersionState.SUPERSEDED


def test_the_seal_lies_with_leadership_and_nowhere_else(world: World, draft: Strategy) -> None:
    approved(world, draft)
    with world.acting("chief.of.staff") as actor:
        assert ApprovalSeal.objects.visible_to(actor).count() == 1
    with world.acting("adviser") as actor:
        assert ApprovalSeal.objects.visible_to(actor).count() == 0


def test_only_the_named_post_approves(world: World, draft: Strategy) -> None:
    version = submitted(world, draft)
    with world.acting("chief.of.staff") as actor, pytest.raises(Refused, match="approved by"):
        approve(actor=actor, version=version_for(actor, version.pk))
    with world.acting("adviser") as actor, pytest.raises(Refused, match="may not"):
        approve(actor=actor, version=version_for(actor, version.pk))


def test_nobody_approves_what_he_wrote(world: World, draft: Strategy) -> None:
    from pocplan.access.grants import give
    from strategies.models import StrategyGrant

    with world.acting("adviser") as actor:
        head = post_of(actor, "head_of_mission")
        give(actor=actor, post_id=head.pk, verb="change", row=draft, grants=StrategyGrant)
    with world.acting("srsg") as actor:
        block = blocks_of_section(actor, sections_of(actor, draft)[0])[0]
        save_block(actor=actor, block=block_for(actor, block.pk), version=1, typed=Typed("<p>Mine.</p>"))
    version = submitted(world, draft)
    with world.acting("srsg") as actor, pytest.raises(Refused, match="wrote"):
        approve(actor=actor, version=version_for(actor, version.pk))
    with world.acting("adviser") as actor:
        assert version_for(actor, version.pk).state == VersionState.FROZEN


def test_an_incomplete_header_goes_nowhere(world: World, draft: Strategy) -> None:
    with world.acting("adviser") as actor:
        set_distribution(actor=actor, strategy=draft, entries=[])
        version = ask_clearance(actor=actor, strategy=draft, components=["police"])
    answer(world, version, "police.planner", "cleared")
    with world.acting("adviser") as actor, pytest.raises(Refused, match="distribution list"):
        submit(actor=actor, strategy=strategy_for(actor, draft.pk))


def test_a_component_answers_once_and_only_for_itself(world: World, draft: Strategy) -> None:
    with world.acting("adviser") as actor:
        version = ask_clearance(actor=actor, strategy=draft, components=["police"])
        with pytest.raises(Refused, match="Still to answer"):
            submit(actor=actor, strategy=draft)
    with pytest.raises(Refused, match="does not answer"):
        answer(world, version, "civil.affairs", "cleared")
    with pytest.raises(Refused, match="empty"):
        answer(world, version, "police.planner", "dissent")
    answer(world, version, "police.planner", "dissent", "Not with our numbers.")
    with pytest.raises(Conflict):
        answer(world, version, "police.planner", "cleared")
    with world.acting("adviser") as actor:
        assert submit(actor=actor, strategy=strategy_for(actor, draft.pk)).pk == version.pk


def test_a_version_keeps_every_byte(world: World, draft: Strategy) -> None:
    version = submitted(world, draft)
    with world.acting("adviser") as actor:
        rows = Version.objects.visible_to(actor).filter(pk=version.pk)
        for change in ({"digest": "0" * 64}, {"body": {}}, {"number": 9}, {"title": "Other"}):
            with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic(using=actor.alias):
                rows.update(**change)


def test_text_stands_still_away_from_the_drafting_table(world: World, draft: Strategy) -> None:
    with world.acting("adviser") as actor:
        first = ask_clearance(actor=actor, strategy=draft, components=["police"])
        block = blocks_of_section(actor, sections_of(actor, draft)[0])[0]
        with pytest.raises(Refused, match="Internal clearance"):
            save_block(actor=actor, block=block_for(actor, block.pk), version=1, typed=Typed("<p>Late.</p>"))
        strategy = take_back(actor=actor, strategy=strategy_for(actor, draft.pk))
        again = ask_clearance(actor=actor, strategy=strategy, components=["police"])
        assert again.pk == first.pk, "not a word changed"
        strategy = take_back(actor=actor, strategy=strategy_for(actor, draft.pk))
        save_block(actor=actor, block=block_for(actor, block.pk), version=1, typed=Typed("<p>Better.</p>"))
        second = ask_clearance(actor=actor, strategy=strategy_for(actor, draft.pk), components=["police"])
        assert (first.number, second.number) == (1, 2)
        assert first.digest != second.digest
        assert [author.person_name for author in authors_of(actor, second)] == ["Ines Valcourt"]


def test_an_approval_sent_back_falls(world: World, draft: Strategy) -> None:
    version = approved(world, draft)
    with world.acting("srsg") as actor:
        strategy = send_back(actor=actor, strategy=strategy_for(actor, draft.pk))
        assert strategy.stage == Stage.REVISION
        assert version_for(actor, version.pk).state == VersionState.WITHDRAWN
    with world.acting("adviser") as actor:
        anew = submit(actor=actor, strategy=strategy_for(actor, draft.pk))
        assert (anew.number, anew.digest) == (2, version.digest)


def test_the_dates_must_make_sense(world: World, draft: Strategy) -> None:
    approved(world, draft)
    with world.acting("srsg") as actor:
        strategy, day = strategy_for(actor, draft.pk), today()
        with pytest.raises(Refused, match="past"):
            set_dates(actor=actor, strategy=strategy, effective_on=day - timedelta(1))
        with pytest.raises(Refused, match="after the effective"):
            set_dates(actor=actor, strategy=strategy, effective_on=day, review_on=day)
        with pytest.raises(Refused, match="first"):
            bring_into_force(actor=actor, strategy=strategy)
        strategy = set_dates(actor=actor, strategy=strategy, effective_on=begun(actor) + timedelta(1))
        with pytest.raises(Refused, match="not come"):
            bring_into_force(actor=actor, strategy=strategy)


def test_support_to_a_security_force_needs_its_due_diligence(world: World, draft: Strategy) -> None:
    with world.acting("adviser") as actor:
        activity = add_activity(actor=actor, strategy=draft, fields={**ACTIVITY, "hrddp_needed": True})
        assert activity.hrddp_state == "requested"
        with pytest.raises(Refused):
            state_due_diligence(actor=actor, activity=activity, state="approved")
        with pytest.raises(Refused, match="before the first"):
            fields = {**ACTIVITY, "starts": today(), "ends": today() - timedelta(1)}
            save_activity(actor=actor, activity=activity, version=1, fields=fields)
    version = submitted(world, draft)
    with world.acting("srsg") as actor, pytest.raises(Refused, match="due diligence"):
        approve(actor=actor, version=version_for(actor, version.pk))
    with world.acting("chief.of.staff") as actor:
        state_due_diligence(actor=actor, activity=activity_for(actor, activity), state="approved")
    with world.acting("srsg") as actor:
        assert approve(actor=actor, version=version_for(actor, version.pk)).state == VersionState.APPROVED


def activity_for(actor: Any, activity: Any) -> Any:
    from strategies.queries.rows import row_for

    return row_for(actor, type(activity), activity.pk)


def test_the_poc_unit_is_never_alone_responsible(world: World, draft: Strategy) -> None:
    with world.acting("adviser") as actor:
        unit = {"task": "Matrix", "post_id": actor.post_id, "letter": "responsible"}
        add_responsibility(actor=actor, strategy=draft, fields=unit)
        with pytest.raises(Conflict):
            add_responsibility(actor=actor, strategy=draft, fields=unit)
        ask_clearance(actor=actor, strategy=draft, components=["poc_unit"])
        one = clearances_of(actor, versions_of(actor, draft)[0])[0]
        give_clearance(actor=actor, clearance=one, word="cleared")
        with pytest.raises(Refused, match="only one responsible"):
            submit(actor=actor, strategy=strategy_for(actor, draft.pk))


def test_two_moves_at_once_end_in_one(world: World, draft: Strategy) -> None:
    with world.acting("adviser") as actor:
        stale = strategy_for(actor, draft.pk)
        withdraw_strategy(actor=actor, strategy=draft)
        with pytest.raises(Conflict):
            ask_clearance(actor=actor, strategy=stale, components=["police"])
        assert not versions_of(actor, draft).exists()


def test_an_annex_shows_itself_to_nobody_outside_its_room(world: World, draft: Strategy) -> None:
    with world.acting("force.planner") as actor:
        annex = start_annex(actor=actor, strategy=strategy_for(actor, draft.pk), letter="A", title="Force posture")
        add_block(actor=actor, parent=annex, typed=Typed("<p>Company at the ford.</p>"))
    version = submitted(world, draft)
    with world.acting("adviser") as actor:
        assert parts_of(actor, version) == []
        before = version_for(actor, version.pk).digest
    with world.acting("srsg") as actor, pytest.raises(Refused, match="Force posture"):
        approve(actor=actor, version=version_for(actor, version.pk))
    with world.acting("force.planner") as actor:
        part = freeze_annex(actor=actor, annex=annex, version=version_for(actor, version.pk))
        assert part.number == 1 and [one["person_name"] for one in part.authors] == ["Rasmus Duvall"]
        with pytest.raises(Conflict):
            freeze_annex(actor=actor, annex=annex, version=version_for(actor, version.pk))
    with world.acting("srsg") as actor:
        done = approve(actor=actor, version=version_for(actor, version.pk))
        assert done.digest == before
        assert [one.pk for one in parts_of(actor, done)] == [part.pk]


def room_with_cluster(world: World, actor: Any) -> int:
    mission = Addressee(world.owner_id("UNMOR"), "mission", may_write=True)
    return open_shared(
        actor=actor, label="Round", addressees=[mission, Addressee(world.owner_id("Protection Cluster"), "cluster")]
    )


def test_a_release_is_a_copy_that_does_not_point_back(world: World, draft: Strategy) -> None:
    with world.acting("adviser") as actor:
        add_activity(actor=actor, strategy=draft, fields=ACTIVITY)
        version = ask_clearance(actor=actor, strategy=draft, components=["police"])
        room = room_with_cluster(world, actor)
        rendition = release_version(actor=actor, version=version, room=room)
        assert release_version(actor=actor, version=version, room=room).pk == rendition.pk
        release = releases_of(actor, version)[0]
        secrets = {str(version.pk), str(draft.pk), version.digest, str(release.pk), "Ines Valcourt"}
        secrets |= {section["key"] for section in version.body["sections"]}
    with world.acting("cluster.lead") as actor:
        seen = rendition_for(actor, rendition.pk)
        text = str([getattr(seen, field.attname) for field in seen._meta.concrete_fields])
        assert "Purpose." in text and "Hesk road" in text
        assert not [secret for secret in secrets if secret in text]
        assert "distribution" not in seen.header
    with world.acting("adviser") as actor:
        withdraw_release(actor=actor, release=releases_of(actor, version)[0])
        with pytest.raises(Conflict):
            withdraw_release(actor=actor, release=releases_of(actor, version)[0])
    with world.acting("cluster.lead") as actor, pytest.raises(Rendition.DoesNotExist):
        rendition_for(actor, rendition.pk)


def test_a_block_has_one_name_per_room_across_versions(world: World, draft: Strategy) -> None:
    with world.acting("adviser") as actor:
        first = ask_clearance(actor=actor, strategy=draft, components=["police"])
        rooms = room_with_cluster(world, actor), room_with_cluster(world, actor)
        one, other = (release_version(actor=actor, version=first, room=room) for room in rooms)
        move(actor, strategy_for(actor, draft.pk), Verb.TAKE_BACK)
        block = blocks_of_section(actor, sections_of(actor, draft)[0])[0]
        save_block(actor=actor, block=block_for(actor, block.pk), version=1, typed=Typed("<p>Better.</p>"))
        second = ask_clearance(actor=actor, strategy=strategy_for(actor, draft.pk), components=["police"])
        later = release_version(actor=actor, version=second, room=rooms[0])
        keys = [text.body["sections"][0]["blocks"][0]["key"] for text in (one, other, later)]
        assert keys[0] == keys[2] != keys[1]
        assert [one.number, other.number, later.number] == [1, 1, 2]


def test_a_change_that_a_room_does_not_read_gives_it_no_new_number(world: World, draft: Strategy) -> None:
    with world.acting("adviser") as actor:
        first = ask_clearance(actor=actor, strategy=draft, components=["police"])
        room = room_with_cluster(world, actor)
        release_version(actor=actor, version=first, room=room)
        move(actor, strategy_for(actor, draft.pk), Verb.TAKE_BACK)
    world.query("UPDATE strategies_strategy SET approving_post_title = 'Zibeline' RETURNING 1")
    lead = world.client("cluster.lead")
    before = [seen(lead.get(one)) for one in ("/strategies/", "/journal/", "/")]
    with world.acting("adviser") as actor:
        second = ask_clearance(actor=actor, strategy=strategy_for(actor, draft.pk), components=["police"])
        assert (second.number, second.digest == first.digest) == (2, False)
        with pytest.raises(Refused, match="exactly this text"):
            release_version(actor=actor, version=second, room=room)
        assert Rendition.objects.visible_to(actor).count() == 1 and releases_of(actor, second) == []
    assert [seen(lead.get(one)) for one in ("/strategies/", "/journal/", "/")] == before


def test_the_other_side_and_the_other_operation_find_nothing(world: World, draft: Strategy) -> None:
    version = submitted(world, draft)
    for who in ("cluster.lead", "other.adviser", "ocha", "sector.planner", "field.adviser"):
        with world.acting(who) as actor:
            assert not strategies_for(actor).exists()
            with pytest.raises(Version.DoesNotExist):
                version_for(actor, version.pk)


def test_a_field_adviser_starts_one_for_his_area_alone(world: World) -> None:
    with world.acting("field.adviser") as actor:
        strategy = start_strategy(actor=actor, title="Sector East", language="fr")
        assert strategy.scope_name == "Sector East"
        assert strategy.compartment_id == world.room("UNMOR", "mission", "Sector East")
    with world.acting("civil.affairs") as actor, pytest.raises(Refused):
        start_strategy(actor=actor, title="Mine")
    with world.acting("cluster.lead") as actor, pytest.raises(Refused):
        start_strategy(actor=actor, title="Ours")
    with world.acting("field.adviser") as actor, pytest.raises(NotSeated):
        Strategy.objects.create(compartment_id=world.room("UNMOR", "mission"), title="x")


def test_whoever_must_act_is_told_and_nobody_else(world: World, draft: Strategy) -> None:
    in_force(world, draft)
    told = world.query("SELECT code, to_kinds, to_posts FROM notices_event ORDER BY at, code")
    by_code = {code: (kinds, posts) for code, kinds, posts in told}
    asked, frozen = {"clearance_asked", "approval_asked"}, {"version_frozen"}
    assert set(by_code) == asked | frozen | {"strategy_approved", "strategy_in_force"}
    assert sorted(by_code["clearance_asked"][0]) == ["police_commissioner", "police_planner"]
    assert by_code["approval_asked"][1] == [str(draft.approving_post_id)]
