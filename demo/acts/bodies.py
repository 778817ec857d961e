"""Bodies that decide: a senior group, a working group and a field body, and one shared with the cluster."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from bodies.domain.actions import add_action, end_action
from bodies.domain.bodies import add_member, found_body
from bodies.domain.decisions import dissent, end_decision, record_decision
from bodies.domain.handing import hand_on
from bodies.domain.meetings import hold_meeting, prepare_meeting, write_minutes
from bodies.models import Action, Body, Decision, Meeting
from bodies.queries.agenda import proposals_for
from bodies.queries.bodies import body_for, chairs, handed_to, members_of
from bodies.queries.decisions import action_for, decision_for
from bodies.queries.meetings import items_of, meeting_for
from demo.acts.hats import acting
from demo.acts.matrix import TITLE
from picture.queries.rooms import rooms_with_threats
from pocplan.access.actor import Actor
from pocplan.access.clock import days_ago, today
from pocplan.access.models import Compartment, Owner
from pocplan.people.domain.posts import open_post
from pocplan.people.queries.posts import standing_posts

DISSENT = "In the words of who dissents, beside the decision; nobody takes it away."
SENIOR: dict[str, Any] = {
    "name": "Senior management group on protection", "level": "strategic", "rhythm": "monthly",
    "purpose": "Decides where the mission’s means go first, and settles what the working group could not.",
    "may_decide": "Priorities between components, and what is asked of headquarters. Deployments stay with the Force.",
    "dissent_rule": DISSENT,
}  # fmt: skip
WORKING: dict[str, Any] = {
    "name": "Protection of civilians working group", "level": "working", "rhythm": "fortnightly",
    "purpose": "Brings what components see together and prepares what the senior management group decides.",
    "may_decide": "Its own programme of work. All else is a proposal.",
    "dissent_rule": DISSENT,
}  # fmt: skip
FIELD: dict[str, Any] = {
    "name": "Field protection body, Sector East", "level": "field", "rhythm": "weekly",
    "purpose": "Carries out in the sector what was decided, and says what stands in the way.",
    "may_decide": "How and when, inside what was decided.",
    "dissent_rule": DISSENT,
}  # fmt: skip
SHARED: dict[str, Any] = {
    "name": "Exchange on places, Sector East", "level": "working", "rhythm": "monthly",
    "purpose": "Looks at the places of the exercise. Each side decides for itself; humanitarians agree no deployments.",
    "may_decide": "What each side takes upon itself, recorded by that side.",
    "dissent_rule": DISSENT,
}  # fmt: skip
LAMPS = "Lamps and an alert network along the market road before the harvest, with the traders’ committee."


def decide() -> None:
    """Found them, and tell a month of their meetings."""
    with days_ago(90):
        senior, working = _of_headquarters()
        field = _of_the_field()
    with days_ago(28):
        _propose(working, senior)
    with days_ago(20):
        actions = _decided(senior, field)
    with days_ago(9):
        _went_on(actions)
    _shared()
    _ahead(senior)


def _open_vacancy() -> None:
    """A post that nobody holds: the working group shows its seat as vacant."""
    with acting("srsg") as actor:
        owner = Owner.objects.get(pk=actor.owner_id)
        open_post(
            actor=actor, owner=owner, kind="women_protection_adviser",
            title_en="Women’s Protection Adviser", title_fr="Conseillère pour la protection des femmes",
        )  # fmt: skip


def _of_headquarters() -> tuple[Body, Body]:
    _open_vacancy()
    with acting("chief.of.staff") as actor:
        room = _room(actor, "mission")
        senior = found_body(actor=actor, room=room, **SENIOR)
        seats = {"head_of_mission": "chair", "chief_of_staff": "co_chair", "senior_poc_adviser": "secretary"}
        _seat(actor, senior, {**seats, "force_commander": "member", "human_rights_officer": "member"})
    with acting("adviser") as actor:
        working = found_body(actor=actor, room=room, parent=senior, **WORKING)
        seats = {"senior_poc_adviser": "chair", "civil_affairs_officer": "co_chair", "police_planner": "member"}
        _seat(actor, working, {**seats, "child_protection_adviser": "member", "human_rights_officer": "member"})
        _seat(actor, working, {"women_protection_adviser": "member"})
        cluster = Owner.objects.get(name="Protection Cluster Orvane")
        add_member(actor=actor, body=working, role="observer", owner=cluster.pk)
    return senior, working


def _of_the_field() -> Body:
    with acting("adviser") as actor:
        room = _room(actor, "mission", "Sector East")
        field = found_body(actor=actor, room=room, **FIELD)
        _seat(actor, field, {"poc_adviser": "chair", "senior_poc_adviser": "secretary"})
    return field


def _propose(working: Body, senior: Body) -> None:
    """The working group proposes, and hands it up."""
    meeting = _held("adviser", working, "Market road\nWhat the sector asks", ("The police spoke of night patrols.",))
    with acting("adviser") as actor:
        decision = _recorded(actor, meeting, kind="proposal", text=LAMPS, owner=actor.post_id)
        hand_on(actor=actor, decision=decision, target=body_for(actor, senior.pk), text=LAMPS)


def _decided(senior: Body, field: Body) -> list[Action]:
    """The senior group decides upon it, with dissent, and hands it down."""
    minutes = ("The Force explained its means. Human rights asked that nobody be asked who warned.",)
    meeting = _held("adviser", senior, "Lamps and alert network on the market road", minutes)
    with acting("adviser") as actor:
        waiting = handed_to(actor, body_for(actor, senior.pk))[0]
        owner = _post(actor, "civil_affairs_officer")
        due = today() + timedelta(days=25)
        decision = _recorded(
            actor, meeting, kind="decision", text=LAMPS, owner=owner, due_on=due, handed=waiting.pk,
            item=items_of(actor, meeting)[0].pk,
        )  # fmt: skip
        hand_on(actor=actor, decision=decision, target=body_for(actor, field.pk), text=LAMPS, seen=True)
        actions = [_given(actor, decision, *one) for one in GIVEN]
    with acting("force.commander") as actor:
        words = "Lamps without a patrol that answers draw attackers. The reserve that this takes is the sector’s last."
        dissent(actor=actor, decision=decision_for(actor, decision.pk), words=words)
    return actions


GIVEN = (
    ("civil_affairs_officer", "Agree with the traders’ committee where the lamps stand", 7),
    ("police_planner", "Plan evening patrols on market days", 10),
    ("senior_poc_adviser", "Write down who answers an alert from the road, hour by hour", 12),
    ("force_planner", "Say which patrol answers at night", 30),
)


def _went_on(actions: list[Action]) -> None:
    """One done, one answered with a reason; one is overdue by now, and one has time."""
    done, why = "The committee chose nine places.", "The police unit leaves the sector this month."
    for who, action, state, words in (
        ("civil.affairs", actions[0], "done", done),
        ("police.planner", actions[1], "answered", why),
    ):
        with acting(who) as actor:
            end_action(actor=actor, action=action_for(actor, action.pk), revision=1, state=state, because=words)


def _shared() -> None:
    with days_ago(30), acting("adviser") as actor:
        body = found_body(actor=actor, room=Compartment.objects.get(label=TITLE), **SHARED)
        cluster = Owner.objects.get(name="Protection Cluster Orvane")
        add_member(actor=actor, body=body, role="chair", owner=actor.owner_id)
        add_member(actor=actor, body=body, role="co_chair", owner=cluster.pk)
        add_member(actor=actor, body=body, role="observer", organisation="Lantern Committee")
    with days_ago(6):
        meeting = _held("adviser", body, "Tuleni east camps at night\nWho answers whom", ())
        ours, theirs = _both(meeting)
    with days_ago(2), acting("cluster.lead") as actor:
        end_decision(actor=actor, decision=decision_for(actor, theirs.pk), outcome="carried_out", words="Sent round.")
        words = "The cluster was present and did not agree to patrols inside the camps."
        dissent(actor=actor, decision=decision_for(actor, ours.pk), words=words)


def _both(meeting: Meeting) -> tuple[Decision, Decision]:
    """Each side records its own."""
    with acting("adviser") as actor:
        due = today() + timedelta(days=20)
        text = "Foot patrols stay on the path around the camps and do not enter them at night."
        ours = _recorded(actor, meeting, kind="decision", text=text, owner=actor.post_id, due_on=due)
        _given(actor, ours, "senior_poc_adviser", "Tell the sector where the path is", 4)
    with acting("cluster.lead") as actor:
        due = today() + timedelta(days=10)
        text = "The cluster tells its members whom to call, without passing on who called."
        theirs = _recorded(actor, meeting, kind="decision", text=text, owner=actor.post_id, due_on=due)
        _given(actor, theirs, "cluster_coordinator", "Send the list of duty officers to members", 9)
    return ours, theirs


def _ahead(senior: Body) -> None:
    """The next meeting, prepared from what is open."""
    with acting("adviser") as actor:
        body = body_for(actor, senior.pk)
        keys = [one.key for one in proposals_for(actor, body)]
        day = today() + timedelta(days=5)
        prepare_meeting(actor=actor, body=body, held_on=day, venue="Conference room", proposed=keys, own="Harvest")


def _held(who: str, body: Body, own: str, minutes: tuple[str, ...]) -> Meeting:
    with acting(who) as actor:
        body = body_for(actor, body.pk)
        made = prepare_meeting(actor=actor, body=body, held_on=today(), own=own)
        meeting = meeting_for(actor, made.pk)
        rows = members_of(actor, body)
        there = [one.pk for one in rows if one.role != "observer"]
        hold_meeting(actor=actor, meeting=meeting, revision=1, chair=chairs(rows)[0].pk, present=there)
        for item, words in zip(items_of(actor, meeting), minutes, strict=False):
            item.meeting = meeting
            write_minutes(actor=actor, item=item, revision=1, minutes=words)
    return meeting


def _recorded(actor: Actor, meeting: Meeting, **values: Any) -> Decision:
    made = record_decision(actor=actor, meeting=meeting_for(actor, meeting.pk), **values)
    return decision_for(actor, made.pk)


def _given(actor: Actor, decision: Decision, kind: str, what: str, days: int) -> Action:
    due, owner = today() + timedelta(days=days), _post(actor, kind)
    return add_action(actor=actor, decision=decision, what=what, owner=owner, due_on=due)


def _seat(actor: Actor, body: Body, roles: dict[str, str]) -> None:
    for kind, role in roles.items():
        add_member(actor=actor, body=body, role=role, post=_post(actor, kind))


def _post(actor: Actor, kind: str) -> UUID:
    return next(one.pk for one in standing_posts(actor) if one.kind == kind)


def _room(actor: Actor, audience: str, area: str = "") -> Compartment:
    rooms = rooms_with_threats(actor, to_write=True)
    return next(one for one in rooms if one.audience == audience and (one.area.name if one.area else "") == area)
