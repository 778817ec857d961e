"""Records that others refer to: due diligence, joint missions, a review of an incident. Nothing in them is real."""

from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from demo.acts.hats import acting
from missions.models import Incident
from picture.queries.rooms import exercises
from pocplan.access.actor import Actor
from pocplan.access.clock import days_ago, today
from pocplan.access.models import Compartment
from pocplan.access.queries.rooms import room_of
from records.domain.actions import add_action
from records.domain.cases import add_measure, decide_case, look_at_case, open_case, place_measure
from records.domain.reviews import add_gap, add_moment, open_review
from records.domain.visits import add_finding, add_participant, hold_visit, plan_visit
from records.models import SupportCase
from records.queries.cases import case_for, measure_for
from records.queries.visits import visit_for

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

TIMES = (
    ("civilian", "known", 1, "The liaison assistants heard of the lorries and wrote an alert."),
    ("analysis", "known", 3, "The alert was read with four others of that morning."),
    ("military", "done", 7, "A patrol set out; the road was passable to the second bridge."),
)
GAPS = (
    ("analysis", "Alerts of the morning were read once, at nine, and not as they came."),
    ("military", "No patrol was free on the road before noon, and nobody else could be asked."),
)


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
    with days_ago(9):
        _visited()
    with days_ago(4):
        _reviewed()
    with acting("adviser") as actor:
        plan_visit(
            actor=actor, room=_exercise(actor), starts_on=today() + timedelta(days=6), precision="about",
            place_said="Hesk Crossing", objective="See how traders cross after dark, and what they ask for.",
        )  # fmt: skip


def _visited() -> None:
    """Both sides went, each under its own decision, and say what they found."""
    with acting("adviser") as actor:
        visit = plan_visit(
            actor=actor, room=_exercise(actor), starts_on=today(), precision="about", place_said="Tuleni east camps",
            objective="See how the families who came last month live, and where they feel unsafe.",
        )  # fmt: skip
        add_participant(actor=actor, visit=visit, kind="civilian", name="Civil affairs")
        add_participant(actor=actor, visit=visit, kind="police", name="Formed police unit")
    with acting("cluster.lead") as actor:
        add_participant(actor=actor, visit=visit_for(actor, visit.pk), kind="humanitarian", name="Karuna")
        found = "Women go for water before dawn because the only pump is beside the road."
        add_finding(actor=actor, visit=visit_for(actor, visit.pk), what=found, attribution="organisation")
    with acting("adviser") as actor:
        visit = visit_for(actor, visit.pk)
        hold_visit(actor=actor, visit=visit, revision=visit.revision)
        add_finding(actor=actor, visit=visit, what="The lamps along the path are broken.", attribution="body")
        due = today() + timedelta(days=14)
        add_action(actor=actor, visit=visit, what="Mend the lamps and walk the path before dawn.", due_on=due)


def _reviewed() -> None:
    """An incident of the last weeks that an alert network had warned of: one gap at each of two components."""
    with acting("adviser") as actor:
        room = room_of(actor, "mission")
        rows = Incident.objects.visible_in(actor, room.pk).filter(happened_on__lt=today())
        incident = rows.order_by("-happened_on", "reference").first()
        if incident is None:
            return
        day = datetime.combine(incident.happened_on, time(6), tzinfo=UTC)
        review = open_review(
            actor=actor, room=room, source=incident.source, reference=incident.reference,
            warning="The alert network of the camp told of lorries on the road at dawn.", warned_at=day,
        )  # fmt: skip
        for component, kind, hour, what in TIMES:
            at = day + timedelta(hours=hour)
            add_moment(actor=actor, review=review, kind=kind, component=component, at=at, what=what)
        for component, what in GAPS:
            add_gap(actor=actor, review=review, component=component, what=what)


def _exercise(actor: Actor) -> Compartment:
    """The room that the mission and the cluster share."""
    return next(room for room in exercises(actor) if room.pk in actor.writable)


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
