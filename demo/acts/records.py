"""Records that others refer to: due diligence on support. No force, unit or place is real."""

from datetime import timedelta
from uuid import UUID

from demo.acts.hats import acting
from pocplan.access.clock import days_ago, today
from pocplan.access.queries.rooms import room_of
from records.domain.cases import add_measure, decide_case, look_at_case, open_case, place_measure
from records.models import SupportCase
from records.queries.cases import case_for, measure_for

FUEL = {
    "reference": "UNMOR/HRDDP/2026/03",
    "force": "Third battalion of the national gendarmerie",
    "kind": "logistics",
    "support": "Fuel and rations for joint patrols on the Besh road.",
}
TRAINING = {
    "reference": "UNMOR/HRDDP/2026/05",
    "force": "Police posts of Sector East",
    "kind": "training",
    "support": "Four weeks on how to receive complaints of women and children.",
}
LORRIES = {
    "reference": "UNMOR/HRDDP/2026/07",
    "force": "Second regiment of the national army",
    "kind": "transport",
    "support": "Six lorries to relieve the post at Hesk Crossing.",
}


def keep() -> None:
    """One support that goes on, one whose monitoring lapsed, one that waits for a decision."""
    with days_ago(80):
        fuel, training = _begun(FUEL), _begun(TRAINING)
        _measured(fuel, "Units are screened against the list of the human rights section before each delivery.")
        _measured(training, "No trainee with an open complaint takes part.")
    with days_ago(70):
        _decided(fuel, "Screening is in place; the patrols reach four markets.", days=100)
        _decided(training, "Complaints of women went unheard at three posts.", days=40)
    with days_ago(20), acting("human.rights") as actor:
        case, found = case_for(actor, fuel.pk), "Two deliveries were watched; every unit was on the list."
        due = today() + timedelta(days=60)
        look_at_case(actor=actor, case=case, revision=case.revision, finding="current", reason=found, next_due=due)
    with days_ago(3):
        _begun(LORRIES)


def _post(who: str) -> UUID:
    with acting(who) as actor:
        assert actor.post_id
        return actor.post_id


def _begun(values: dict[str, str]) -> SupportCase:
    keeper = _post("adviser")
    with acting("human.rights") as actor:
        return open_case(actor=actor, room=room_of(actor, "mission"), owner_post_id=keeper, **values)


def _measured(case: SupportCase, what: str) -> None:
    owner = _post("police.planner")
    with acting("human.rights") as actor:
        measure = add_measure(actor=actor, case=case_for(actor, case.pk), what=what, owner_post_id=owner)
    with acting("police.planner") as actor:
        place_measure(actor=actor, measure=measure_for(actor, measure.pk), revision=1, since=today())


def _decided(case: SupportCase, reason: str, *, days: int) -> None:
    with acting("srsg") as actor:
        found, due = case_for(actor, case.pk), today() + timedelta(days=days)
        decide_case(actor=actor, case=found, revision=found.revision, decision="mitigated", reason=reason, next_due=due)
