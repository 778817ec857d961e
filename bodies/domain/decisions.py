"""Recording what a meeting decided, dissent from it, and how it came to its end. Nothing recorded is edited."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from bodies.domain.guards import CHOOSE, demand_keeper, own_post, owner_words
from bodies.domain.meetings import chosen_item
from bodies.enums import DecisionKind, HandedState, Level, MeetingState, Outcome
from bodies.models import Decision, DecisionEnd, Dissent, Handed, Meeting
from bodies.queries.bodies import handed_to, keeps, members_of
from bodies.queries.decisions import end_of
from missions.queries.calendar import today_of
from picture.domain.guards import demand_writer, signed
from picture.domain.naming import demand_no_person, fill_without_names, reason_given
from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.counters import next_number
from pocplan.access.errors import Conflict, Refused
from pocplan.access.verb import verb
from pocplan.access.wording import check_fields, plain
from pocplan.journal.telling import tell
from pocplan.notices.domain.events import notify

FARTHEST = timedelta(days=1100)
ENDED = _("This decision has come to its end.")
ENDS_ONCE = {"decision_ends_once": ENDED, "decision_superseded_once": ENDED}


@verb(ENDS_ONCE)
def record_decision(
    *,
    actor: Actor,
    meeting: Meeting,
    kind: str,
    text: str,
    owner: UUID | None,
    due_on: date | None = None,
    item: UUID | None = None,
    handed: UUID | None = None,
    reference: str = "",
    supersedes: Decision | None = None,
) -> Decision:
    """What the chair reached in a meeting that was held. Its owner is a post of the recorder's own side.

    Who was present has not thereby consented; dissent is recorded beside it. Raises Refused for who does not keep
    the body, a meeting that was not held, a decision without a day, and a proposal where nobody stands above.
    """
    demand_keeper(actor, meeting.body)
    if meeting.state != MeetingState.HELD:
        raise Refused(_("Say first that the meeting was held, and who was there."))
    decision = Decision(compartment_id=meeting.compartment_id, meeting=meeting, body=meeting.body)
    fill_without_names(decision, {"kind": kind, "text": text, "reference": reference})
    decision.due_on = _day(actor, meeting, decision.kind, due_on)
    decision.item = chosen_item(actor, meeting, item)
    _own(actor, decision, owner)
    decision.handed = _take_up(actor, meeting, handed)
    _replace(actor, decision, supersedes)
    decision.number = next_number(meeting.compartment_id, "decision")
    decision.reached_by, decision.decided_on, decision.recorded_at = meeting.chaired_by, meeting.held_on, now()
    Decision.objects.bulk_create([decision])
    tell(actor, decision, "record_decision", number=decision.number, kind=decision.kind)
    _announce(actor, decision, "decision_recorded")
    return decision


def _day(actor: Actor, meeting: Meeting, kind: str, due_on: date | None) -> date | None:
    if kind == DecisionKind.PROPOSAL:
        if meeting.body.level == Level.STRATEGIC:
            raise Refused(_("Nobody stands above this body: it decides and does not propose."), "kind")
        return None
    if due_on is None:
        raise Refused(_("Say until when it is to be carried out."), "due_on")
    if not meeting.held_on <= due_on <= today_of(actor) + FARTHEST:
        raise Refused(_("Choose a day between the meeting and three years from now."), "due_on")
    return due_on


def _own(actor: Actor, decision: Decision, owner: UUID | None) -> None:
    room = decision.meeting.body.compartment
    post = own_post(actor, owner)
    decision.owner_post_id, decision.of_owner_id = post.pk, actor.owner_id
    decision.owner_name, decision.recorded_by = owner_words(actor, room, post), signed(actor, room)


def _take_up(actor: Actor, meeting: Meeting, handed_id: UUID | None) -> Handed | None:
    """What was handed to the body and is decided upon now."""
    if handed_id is None:
        return None
    found = next((one for one in handed_to(actor, meeting.body) if one.pk == handed_id), None)
    if found is None:
        raise Refused(CHOOSE, "handed")
    Handed.objects.visible_to(actor).filter(pk=found.pk).update(state=HandedState.DECIDED, revision=F("revision") + 1)
    return found


def _replace(actor: Actor, decision: Decision, former: Decision | None) -> None:
    if former is None:
        return
    if former.body_id != decision.body_id:
        raise Refused(CHOOSE)
    decision.supersedes = former
    _end(actor, former, Outcome.SUPERSEDED, "")


@verb(ENDS_ONCE)
def end_decision(*, actor: Actor, decision: Decision, outcome: str, words: str = "") -> DecisionEnd:
    """Carried out, said by its owner or who keeps the body; or set aside with a reason, by who keeps it."""
    demand_writer(actor, decision.compartment_id)
    if outcome not in (Outcome.CARRIED_OUT, Outcome.SET_ASIDE):
        raise Refused(CHOOSE, "outcome")
    if outcome == Outcome.SET_ASIDE or not _owns(actor, decision):
        demand_keeper(actor, decision.body)
    told = plain(words, limit=2000, field="words", required=outcome == Outcome.SET_ASIDE)
    end = _end(actor, decision, Outcome(outcome), demand_no_person(told, "words"))
    tell(actor, decision, "end_decision", outcome=outcome)
    return end


def _owns(actor: Actor, decision: Decision) -> bool:
    return decision.of_owner_id == actor.owner_id and decision.owner_post_id == actor.post_id


def _end(actor: Actor, decision: Decision, outcome: Outcome, words: str) -> DecisionEnd:
    if end_of(actor, decision):
        raise Conflict(ENDED)
    room = decision.body.compartment
    end = DecisionEnd(compartment_id=room.pk, decision=decision, outcome=outcome, words=words, at=now())
    end.by = signed(actor, room)
    DecisionEnd.objects.bulk_create([end])
    return end


@verb()
def dissent(*, actor: Actor, decision: Decision, words: str, member: UUID | None = None) -> Dissent:
    """The actor's own side does not share the decision, and why; it stays beside it, whoever reads it.

    Who keeps the body writes down the dissent of a member that has no account, in that member's words. Raises
    Refused for others who would speak for a member.
    """
    demand_writer(actor, decision.compartment_id)
    by = signed(actor, decision.body.compartment)
    who = by if member is None else _spoken_for(actor, decision, member)
    row = Dissent(compartment_id=decision.compartment_id, decision=decision, who=who, written_by=by, at=now())
    check_fields(row, {"words": words})
    row.words = reason_given(words, "words")
    Dissent.objects.bulk_create([row])
    tell(actor, decision, "dissent")
    return row


def _spoken_for(actor: Actor, decision: Decision, member_id: UUID) -> str:
    rows = members_of(actor, decision.body)
    if not keeps(actor, decision.body, rows):
        raise Refused(_("Who keeps the body writes down the dissent of others. Speak for yourself."), "member")
    found = next((one for one in rows if one.pk == member_id), None)
    if found is None:
        raise Refused(CHOOSE, "member")
    return found.name


def _announce(actor: Actor, decision: Decision, code: str) -> None:
    """To the post that owns it."""
    notify(
        actor=actor, compartment_id=decision.compartment_id, code=code, kind="decision", subject_id=decision.pk,
        deadline=decision.due_on, to_posts=[decision.owner_post_id],
    )  # fmt: skip
