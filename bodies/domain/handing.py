"""A working group's proposal goes up, a decision goes down: as a copy of its words in the other body's room."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from bodies.domain.guards import CHOOSE, OVERTAKEN, demand_keeper
from bodies.enums import HandedState
from bodies.models import Body, Decision, Handed, HandedOn
from bodies.queries.bodies import chairs, members_of
from bodies.queries.decisions import handed_on
from bodies.queries.handing import targets_for
from picture.domain.guards import signed
from picture.domain.naming import fill_without_names, reason_given
from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.errors import Conflict, Refused
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from pocplan.notices.domain.events import notify


@verb()
def hand_on(*, actor: Actor, decision: Decision, target: Body, text: str, seen: bool = False) -> HandedOn:
    """These words go to another body, where they wait for its next meeting.

    The copy says which body they come from and does not point back. Raises Refused for who does not keep the body,
    for a body that this cannot be handed to, where it was handed there already, and for another room whose readers
    nobody looked at.
    """
    demand_keeper(actor, decision.body)
    if target.pk not in {one.pk for one in targets_for(actor, decision)}:
        raise Refused(CHOOSE, "target")
    if target.compartment_id != decision.compartment_id and not seen:
        raise Refused(_("Others read in that room. Look at who they are, and say that you did."), "seen")
    if any(copy and copy.body_id == target.pk for _row, copy in handed_on(actor, decision)):
        raise Refused(_("It was handed to this body already."), "target")
    copy = Handed(compartment_id=target.compartment_id, body=target, handed_at=now(), from_name=decision.body.name)
    fill_without_names(copy, {"kind": decision.kind, "text": text})
    Handed.objects.bulk_create([copy])
    row = HandedOn(compartment_id=decision.compartment_id, decision=decision, to_name=target.name, copy_ref=copy.pk)
    row.by, row.at = signed(actor, decision.body.compartment), now()
    HandedOn.objects.bulk_create([row])
    tell(actor, decision, "hand_on", kind=decision.kind)
    tell(actor, copy, "receive_handed", kind=decision.kind)
    _announce(actor, copy, target)
    return row


def _announce(actor: Actor, copy: Handed, target: Body) -> None:
    """To those who chair the body that received it."""
    posts = [one.post_id for one in chairs(members_of(actor, target)) if one.post_id]
    notify(
        actor=actor, compartment_id=copy.compartment_id, code="handed_to_body", kind="handed", subject_id=copy.pk,
        to_posts=posts,
    )  # fmt: skip


@verb()
def answer_handed(*, actor: Actor, handed: Handed, revision: int, answer: str) -> Handed:
    """What this body says to it without a decision. Raises Refused for one that no longer waits."""
    demand_keeper(actor, handed.body)
    if handed.state != HandedState.WAITING:
        raise Refused(_("This was decided upon or answered already."))
    values = {"state": HandedState.ANSWERED, "answer": reason_given(answer, "answer")}
    rows = Handed.objects.visible_to(actor).filter(pk=handed.pk, revision=revision)
    if not rows.update(revision=F("revision") + 1, **values):
        raise Conflict(OVERTAKEN)
    handed.refresh_from_db(fields=["revision", *values])
    tell(actor, handed, "answer_handed")
    return handed
