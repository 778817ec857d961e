"""How a threat is known: sources as types and groups, and a human rights officer's judgement upon them."""

import re

from django.utils.translation import gettext_lazy as _

from missions.enums.incidents import Finding
from picture.domain.guards import demand_writer, post_title
from picture.domain.naming import demand_no_person
from picture.models import Threat, ThreatJudgement, ThreatSource
from picture.queries.threats import account_of
from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.enums import PostKind
from pocplan.access.errors import Conflict, Refused
from pocplan.access.models import Compartment
from pocplan.access.verb import verb
from pocplan.access.wording import check_fields
from pocplan.journal.telling import tell

ALREADY = {"threat_source_once": _("This source is entered already.")}
LETTER = re.compile(r"[A-Z][0-9]{0,2}")


@verb(ALREADY)
def add_threat_source(*, actor: Actor, threat: Threat, room: Compartment, kind: str, group: str) -> ThreatSource:
    """One more source, as a type and a letter; in the threat's room, or on a narrower one of the actor's own.

    Raises Refused for anything but a letter: a word for a group can lead to a person.
    """
    demand_writer(actor, room.pk)
    if room.pk != threat.compartment_id and room.owner_id != actor.owner_id:
        raise Refused(_("Choose one of the listed values."), "room")
    letter = group.strip().upper()
    if not LETTER.fullmatch(letter):
        raise Refused(_("A group is a letter, such as A or B2. Never a name or a word."), "group")
    source = ThreatSource(compartment_id=room.pk, threat_ref=threat.pk, entered_at=now())
    check_fields(source, {"kind": kind, "group": letter})
    ThreatSource.objects.bulk_create([source])
    tell(actor, source, "add_threat_source", kind=kind)
    return source


@verb()
def take_back_threat_source(*, actor: Actor, source: ThreatSource) -> None:
    """It was entered wrongly and no longer counts. Judgements that were given stand as they were given."""
    demand_writer(actor, source.compartment_id)
    rows = ThreatSource.objects.visible_to(actor).filter(pk=source.pk, taken_back_at=None)
    if not rows.update(taken_back_at=now()):
        raise Conflict(_("Somebody took this source back before you."))
    tell(actor, source, "take_back_threat_source")


@verb()
def judge_threat(*, actor: Actor, threat: Threat, finding: str, reason: str = "") -> ThreatJudgement:
    """A human rights officer's judgement, which alone makes a threat verified.

    The threshold is computed from the sources that the officer may know. Raises Refused for other posts,
    and for “verified” below the threshold without a reason.
    """
    if actor.post_kind != PostKind.HUMAN_RIGHTS_OFFICER:
        raise Refused(_("A human rights officer judges whether a threat is verified. Ask one."))
    demand_writer(actor, threat.compartment_id)
    met = account_of(actor, threat).threshold_met
    if finding == Finding.VERIFIED and not met and not reason.strip():
        sentence = _("Three independent types of source are not reached: say why it is verified all the same.")
        raise Refused(sentence, "reason")
    judgement = ThreatJudgement(compartment_id=threat.compartment_id, threat=threat, threshold_met=met, judged_at=now())
    judgement.post_title = post_title(actor)
    check_fields(judgement, {"finding": finding, "reason": reason})
    demand_no_person(judgement.reason, "reason")
    ThreatJudgement.objects.bulk_create([judgement])
    tell(actor, judgement, "judge_threat", finding=finding, threshold_met=met)
    return judgement
