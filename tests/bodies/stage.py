"""Bodies of the mission and of a shared room, a meeting that was held, a decision, for the tests."""

from datetime import timedelta
from typing import Any

from bodies.domain.actions import add_action
from bodies.domain.bodies import add_member, found_body
from bodies.domain.decisions import record_decision
from bodies.domain.meetings import hold_meeting, prepare_meeting
from bodies.models import Action, Body, Decision, Meeting
from bodies.queries.bodies import body_for, members_of
from bodies.queries.decisions import decision_for
from bodies.queries.meetings import meeting_for
from pocplan.access.clock import today
from tests.picture.stage import room_of_kind
from tests.world import World

TERMS = {
    "name": "Protection working group",
    "level": "working",
    "purpose": "Prepares what the senior group decides.",
    "may_decide": "Its own programme of work.",
    "dissent_rule": "In the words of who dissents, beside the decision.",
    "rhythm": "monthly",
}
WORDS = "Night patrols on the market road until the end of the rains."


def founded(world: World, who: str = "adviser", audience: str = "mission", **values: Any) -> Body:
    """A body that this person founds and chairs: by post, in a shared room by organisation."""
    with world.acting(who) as actor:
        room = room_of_kind(actor, audience)
        body = found_body(actor=actor, room=room, **{**TERMS, **values})
        seat: dict[str, Any] = {"owner": actor.owner_id} if audience == "shared" else {"post": actor.post_id}
        add_member(actor=actor, body=body, role="chair", **seat)
    return body


def prepared(world: World, body: Body, who: str = "adviser", **values: Any) -> Meeting:
    with world.acting(who) as actor:
        given = {"held_on": today(), "own": "The market road", **values}
        return prepare_meeting(actor=actor, body=body_for(actor, body.pk), **given)


def held(world: World, body: Body, who: str = "adviser", **values: Any) -> Meeting:
    """A meeting of today that was held with all its members."""
    meeting = prepared(world, body, who, **values)
    with world.acting(who) as actor:
        rows = members_of(actor, body_for(actor, body.pk))
        meeting = meeting_for(actor, meeting.pk)
        there = [one.pk for one in rows]
        return hold_meeting(actor=actor, meeting=meeting, revision=1, chair=rows[0].pk, present=there)


def decided(world: World, meeting: Meeting, who: str = "adviser", **values: Any) -> Decision:
    with world.acting(who) as actor:
        given = {"kind": "decision", "text": WORDS, "owner": actor.post_id, "due_on": today() + timedelta(days=14)}
        return record_decision(actor=actor, meeting=meeting_for(actor, meeting.pk), **{**given, **values})


def given(world: World, decision: Decision, who: str = "adviser", **values: Any) -> Action:
    with world.acting(who) as actor:
        due = today() + timedelta(days=7)
        what = {"what": "Mend the lamps", "owner": actor.post_id, "due_on": due, **values}
        return add_action(actor=actor, decision=decision_for(actor, decision.pk), **what)
