"""What people do with an incident: add a source, judge it, and look at a text that was held back."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from missions.enums.incidents import Finding, TextState
from missions.models import HeldText, Incident, IncidentSource, Judgement
from missions.queries.incidents import account_of
from pocplan.access.actor import Actor
from pocplan.access.clock import now, today
from pocplan.access.enums import PostKind
from pocplan.access.errors import Conflict, Refused
from pocplan.access.models import Post
from pocplan.access.verb import verb
from pocplan.access.wording import check_fields, plain
from pocplan.journal.telling import tell
from pocplan.wording.domain.identifying import Passage, demand_nobody_identified

LATE = timedelta(days=90)  # a judgement this long after the day is marked as late
ALREADY = {"incident_source_once": _("This source is entered already.")}


@verb(ALREADY)
def add_incident_source(*, actor: Actor, incident: Incident, kind: str, group: str) -> IncidentSource:
    """One more source, as a type and an independence group. For those who write in the incident's room."""
    _demand_writer(actor, incident.compartment_id)
    source = IncidentSource(compartment_id=incident.compartment_id, incident=incident, entered_at=now())
    check_fields(source, {"kind": kind, "group": group})
    IncidentSource.objects.bulk_create([source])
    tell(actor, source, "add_incident_source", kind=kind)
    return source


@verb()
def judge_incident(*, actor: Actor, incident: Incident, finding: str, reason: str = "") -> Judgement:
    """A human rights officer's judgement; without three independent types of source, “verified” needs a reason."""
    if actor.post_kind != PostKind.HUMAN_RIGHTS_OFFICER:
        raise Refused(_("A human rights officer judges whether an incident is verified. Ask one."))
    _demand_writer(actor, incident.compartment_id)
    met = account_of(actor, incident).threshold_met
    if finding == Finding.VERIFIED and not met and not reason.strip():
        sentence = _("Three independent types of source are not reached: say why it is verified all the same.")
        raise Refused(sentence, "reason")
    post = Post.objects.visible_to(actor).get(pk=actor.post_id)
    judgement = Judgement(
        compartment_id=incident.compartment_id,
        incident=incident,
        threshold_met=met,
        is_late=today() > (incident.happened_until or incident.happened_on) + LATE,
        post_id=post.pk,
        post_title=post.title_en,
        person_id=actor.person_id,
        judged_at=now(),
    )
    check_fields(judgement, {"finding": finding, "reason": reason})
    Judgement.objects.bulk_create([judgement])
    tell(actor, judgement, "judge_incident", finding=finding, threshold_met=met)
    return judgement


@verb()
def settle_text(*, actor: Actor, held: HeldText, state: str, text: str = "") -> HeldText:
    """Show a text that was held back, show it without the name, or drop it. What was held back is emptied.

    For those who write both in the narrow room and in the incident's. Raises Refused for an edited text
    that is settled as shown unedited, which would show the name, and for one that names or locates a victim,
    a witness or a source; Conflict where somebody did it before.
    """
    incident = Incident.objects.visible_to(actor).get(pk=held.incident_ref)
    _demand_writer(actor, incident.compartment_id)
    _demand_writer(actor, held.compartment_id)
    post = Post.objects.visible_to(actor).get(pk=actor.post_id)
    shown = _shown(held, state, text)
    demand_nobody_identified([Passage(shown)], field="text")
    settled: dict[str, Any] = {"state": state, "text": "", "decided_at": now(), "decided_by_title": post.title_en}
    rows = HeldText.objects.visible_to(actor).filter(pk=held.pk, state=TextState.HELD)
    if not rows.update(**settled):
        raise Conflict(_("Somebody looked at this text before you."))
    Incident.objects.visible_to(actor).filter(pk=incident.pk).update(text=shown)
    tell(actor, held, "settle_text", state=state)
    return held


def _shown(held: HeldText, state: str, text: str) -> str:
    # Browsers send the ends of lines in their own way, so words are compared.
    if state == TextState.SHOWN and plain(text, limit=20_000, field="text").split() in ([], held.text.split()):
        return held.text
    if state == TextState.DROPPED:
        return ""
    if state != TextState.EDITED:
        raise Refused(_("Choose what becomes of the text."), "state")
    return plain(text, limit=20_000, field="text", required=True)


def _demand_writer(actor: Actor, room_id: int) -> None:
    if room_id not in actor.writable:
        raise Refused(_("You can read this and not write here."))
