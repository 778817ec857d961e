"""What the Force knows leaves the mission with its Commander's clearance, beside the delegate's."""

from typing import Any

import pytest
from django.urls import reverse

from pocplan.access.errors import Conflict, Refused
from strategies.domain.blocks import Typed, add_block
from strategies.domain.clearances import ask_clearance, give_clearance
from strategies.domain.force import clear_for_force
from strategies.domain.rounds import clear_round, open_round, prepare_round
from strategies.domain.rows import add_activity, save_activity
from strategies.models import Activity, Clearance, ForceClearance, Rendition, Round
from strategies.queries.force import force_clearance_of, known_from_force
from strategies.queries.rounds import round_for
from strategies.queries.rows import rows_of
from strategies.queries.strategies import sections_of, strategy_for
from strategies.queries.versions import latest_version
from tests.consultations.stage import drafted, keys
from tests.strategies.test_life import ACTIVITY
from tests.world import World

MARKED = {**ACTIVITY, "title": "Standing patrol at the ford", "known_from_force": True}


def prepared(world: World, *, fields: Any = None, writer: str = "") -> Round:
    """A round on a version with one activity, or with words of a post of the Force."""
    strategy = drafted(world)
    if fields:
        with world.acting("adviser") as actor:
            add_activity(actor=actor, strategy=strategy, fields=fields)
    if writer:
        with world.acting(writer) as actor:
            add_block(actor=actor, parent=sections_of(actor, strategy)[0], typed=Typed("<p>Seen by our patrols.</p>"))
    with world.acting("adviser") as actor:
        ask_clearance(actor=actor, strategy=strategy, components=["police"])
    with world.acting("police.planner") as actor:
        give_clearance(actor=actor, clearance=Clearance.objects.visible_to(actor).get(), word="cleared")
    with world.acting("adviser") as actor:
        strategy = strategy_for(actor, strategy.pk)
        version, invitees = latest_version(actor, strategy), keys(actor, "Protection Cluster Orvane")
        return prepare_round(actor=actor, strategy=strategy, version=version, invitees=invitees)


def delegate_clears(world: World, round_: Round) -> None:
    with world.acting("chief.of.staff") as actor:
        clear_round(actor=actor, round_=round_for(actor, round_.pk))


def commander(world: World, round_: Round, word: str, remarks: str = "") -> None:
    with world.acting("force.commander") as actor:
        clearance = force_clearance_of(actor, round_for(actor, round_.pk))
        assert clearance is not None
        clear_for_force(actor=actor, clearance=clearance, word=word, remarks=remarks)


def opening(world: World, round_: Round) -> Round:
    with world.acting("adviser") as actor:
        return open_round(actor=actor, round_=round_for(actor, round_.pk))


@pytest.mark.parametrize("how", [{"fields": MARKED}, {"writer": "force.planner"}])
def test_it_waits_for_the_commander_as_well(world: World, how: Any) -> None:
    round_ = prepared(world, **how)
    delegate_clears(world, round_)
    with pytest.raises(Refused, match="Force Commander still has to clear"):
        opening(world, round_)
    assert not world.query("SELECT 1 FROM strategies_rendition")
    commander(world, round_, "cleared")
    assert opening(world, round_).state == "open"


def test_the_commander_alone_opens_nothing(world: World) -> None:
    round_ = prepared(world, fields=MARKED)
    commander(world, round_, "cleared")
    with pytest.raises(Refused, match="not cleared yet"):
        opening(world, round_)


def test_what_the_commander_does_not_clear_stays(world: World) -> None:
    round_ = prepared(world, fields=MARKED)
    delegate_clears(world, round_)
    with pytest.raises(Refused) as refusal:
        commander(world, round_, "not_cleared")
    assert refusal.value.field == "remarks"
    commander(world, round_, "not_cleared", "It shows where we watch from.")
    with pytest.raises(Refused, match="did not clear what the Force knows: Standing patrol at the ford"):
        opening(world, round_)
    with pytest.raises(Conflict, match="answered already"):
        commander(world, round_, "cleared")


@pytest.mark.parametrize("who", ["adviser", "chief.of.staff", "srsg", "force.planner", "police.planner"])
def test_no_other_post_answers_for_the_force(world: World, who: str) -> None:
    round_ = prepared(world, fields=MARKED)
    with world.acting(who) as actor:
        clearance = ForceClearance.objects.visible_to(actor).select_related("round__strategy").get()
        with pytest.raises(Refused, match="Ask that post"):
            clear_for_force(actor=actor, clearance=clearance, word="cleared")
    answered = world.client(who).post(reverse("consultations:force", args=[round_.pk]), {"word": "cleared"})
    assert answered.status_code == 400


def test_where_the_force_knows_nothing_of_it_nobody_asks_the_commander(world: World) -> None:
    round_ = prepared(world, fields={**ACTIVITY, "title": "Market visits"})
    assert not world.query("SELECT 1 FROM strategies_forceclearance")
    assert world.client("force.commander").get(reverse("consultations:force", args=[round_.pk])).status_code == 404
    delegate_clears(world, round_)
    assert opening(world, round_).state == "open"


def test_a_special_political_mission_has_no_force_and_skips_it(world: World) -> None:
    world.query("UPDATE missions_mission SET kind = 'political'")
    round_ = prepared(world, fields=MARKED)
    delegate_clears(world, round_)
    assert opening(world, round_).state == "open"
    form = world.client("adviser").get(reverse("strategies:add_row", args=[round_.strategy_id, "activity"]))
    assert "known_from_force" not in form.text


def test_whence_it_is_known_is_not_released(world: World) -> None:
    round_ = prepared(world, fields=MARKED)
    delegate_clears(world, round_)
    commander(world, round_, "cleared")
    opening(world, round_)
    with world.acting("cluster.lead") as actor:
        body = str(Rendition.objects.visible_to(actor).get().body)
        assert "Standing patrol at the ford" in body and "known_from_force" not in body
    with world.acting("adviser") as actor:
        version = latest_version(actor, strategy_for(actor, round_.strategy_id))
        assert version is not None and known_from_force(actor, version) == ["Standing patrol at the ford"]


def test_only_the_force_takes_the_mark_away(world: World) -> None:
    strategy = drafted(world)
    with world.acting("adviser") as actor:
        add_activity(actor=actor, strategy=strategy, fields=MARKED)
    for who, refused in (("adviser", True), ("force.planner", False)):
        with world.acting(who) as actor:
            row = rows_of(actor, Activity, strategy).select_related("strategy").get()
            fields = {**MARKED, "known_from_force": False}
            if refused:
                with pytest.raises(Refused, match="Only a post of the Force"):
                    save_activity(actor=actor, activity=row, version=1, fields=fields)
            else:
                assert not save_activity(actor=actor, activity=row, version=1, fields=fields).known_from_force


def test_the_commander_is_told_finds_it_on_today_and_answers_there(world: World) -> None:
    round_ = prepared(world, fields=MARKED)
    told = world.query("SELECT to_kinds FROM notices_event WHERE code = 'force_clearance_asked'")
    assert told == [(["force_commander"],)]
    client, page = world.client("force.commander"), reverse("consultations:force", args=[round_.pk])
    assert page in client.get("/").text
    assert "Standing patrol at the ford" in client.get(page).text
    assert client.post(page, {"word": "not_cleared"}).status_code == 400
    assert client.post(page, {"word": "cleared"}).status_code == 302
    assert page not in client.get("/").text
    assert page in world.client("adviser").get(reverse("consultations:round", args=[round_.pk])).text
    facts = world.query("SELECT facts FROM journal_entry WHERE verb = 'clear_for_force'")
    assert facts == [({"word": "cleared"},)]


def test_an_ended_round_waits_for_nobody(world: World) -> None:
    round_ = prepared(world, fields=MARKED)
    world.client("adviser").post(reverse("consultations:step", args=[round_.pk, "withdraw"]))
    with pytest.raises(Refused, match="does not wait"):
        commander(world, round_, "cleared")
