"""The life of a threat: proposed, current, closed with a reason. Every step is kept, with who and why."""

from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from missions.intake.folding import fold
from missions.queries.gazetteer import places
from picture.domain.guards import demand_writer, signed
from picture.domain.history import changed_fields
from picture.domain.naming import demand_no_person, fill_without_names, reason_given
from picture.enums.actors import ActorKind, Relation
from picture.enums.threats import ChangeKind, CloseReason, ThreatState
from picture.models import ArmedActor, Threat, ThreatChange
from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.counters import next_number
from pocplan.access.enums import Audience
from pocplan.access.errors import Conflict, Refused
from pocplan.access.models import Compartment
from pocplan.access.verb import verb
from pocplan.access.wording import plain
from pocplan.journal.telling import tell
from pocplan.notices.domain.events import notify

TEXTS = (
    "place_said", "intent", "capability", "opportunity", "history", "exposure", "coping", "state_words",
    "mission_answer",
)  # fmt: skip
CODES = ("types", "risks", "exposed")
FIELDS = ("title", *CODES, *TEXTS, "actor_name", "actor_kind", "state_capacity", "state_will")
OF_HUMANITARIANS = (Audience.CLUSTER, Audience.CLUSTER_OWN, Audience.CLUSTER_LEAD, Audience.HC)
OVERTAKEN = _("Somebody changed this threat while you wrote. Look at it and save again.")


@verb()
def propose_threat(*, actor: Actor, room: Compartment, armed_actor: ArmedActor | None = None, **values: Any) -> Threat:
    """Write down a threat in a room that the actor writes in; it waits to be taken up as current.

    Raises Refused with the field at fault: too long, unknown codes, no risk and no type, or what seems
    to name a person.
    """
    demand_writer(actor, room.pk)
    threat = Threat(compartment=room, proposed_at=now())
    _fill(actor, threat, armed_actor, values)
    threat.number = next_number(room.pk, "threat")
    Threat.objects.bulk_create([threat])
    step(actor, threat, ChangeKind.PROPOSED)
    tell(actor, threat, "propose_threat", number=threat.number)
    _notify(actor, threat, "threat_proposed")
    return threat


@verb()
def change_threat(
    *,
    actor: Actor,
    threat: Threat,
    revision: int,
    reason: str,
    armed_actor: ArmedActor | None = None,
    **values: Any,
) -> Threat:
    """Change what was seen at `revision`, and say why. Raises Conflict where somebody was first."""
    demand_writer(actor, threat.compartment_id)
    _demand_open(threat)
    before = {name: getattr(threat, name) for name in FIELDS}
    _fill(actor, threat, armed_actor, values)
    fields = changed_fields(threat, before)
    if not fields:
        raise Refused(_("Nothing was changed."))
    why = reason_given(reason)
    if threat.state == ThreatState.CURRENT:
        _demand_answer(threat)
    stored = {name: getattr(threat, name) for name in (*FIELDS, "actor", "locality_ref")}
    _swap(actor, threat, revision, stored)
    step(actor, threat, ChangeKind.CHANGED, why, fields)
    tell(actor, threat, "change_threat", fields=len(fields))
    return threat


@verb()
def take_up_threat(*, actor: Actor, threat: Threat, revision: int, reason: str = "") -> Threat:
    """A proposed threat becomes current. Where the state is the threat, the mission's answer must stand there."""
    demand_writer(actor, threat.compartment_id)
    if threat.state != ThreatState.PROPOSED:
        raise Refused(_("This threat does not wait to be taken up."))
    _demand_answer(threat)
    why = demand_no_person(plain(reason, limit=2000, field="reason"), "reason")
    _swap(actor, threat, revision, {"state": ThreatState.CURRENT})
    step(actor, threat, ChangeKind.CURRENT, why)
    tell(actor, threat, "take_up_threat")
    return threat


@verb()
def close_threat(*, actor: Actor, threat: Threat, revision: int, because: str, reason: str) -> Threat:
    """Close it, with a reason that all who read it can see."""
    demand_writer(actor, threat.compartment_id)
    _demand_open(threat)
    if because not in CloseReason.values:
        raise Refused(_("Choose one of the listed values."), "because")
    why = reason_given(reason)
    _swap(actor, threat, revision, {"state": ThreatState.CLOSED, "closed_because": because})
    step(actor, threat, ChangeKind.CLOSED, why)
    tell(actor, threat, "close_threat", because=because)
    _notify(actor, threat, "threat_closed")
    return threat


@verb()
def reopen_threat(*, actor: Actor, threat: Threat, revision: int, reason: str) -> Threat:
    """It is current again; new ratings are asked for, because the old ones spoke of another time."""
    demand_writer(actor, threat.compartment_id)
    if threat.state != ThreatState.CLOSED:
        raise Refused(_("This threat is open already."))
    why = reason_given(reason)
    _demand_answer(threat)
    again = {"state": ThreatState.CURRENT, "closed_because": "", "cycle": F("cycle") + 1}
    _swap(actor, threat, revision, again)
    step(actor, threat, ChangeKind.REOPENED, why)
    tell(actor, threat, "reopen_threat")
    return threat


@verb()
def ask_anew(*, actor: Actor, threat: Threat, revision: int, reason: str) -> Threat:
    """Ask every side for a new rating, blind again: what others release from now on opens to who gives a new one."""
    demand_writer(actor, threat.compartment_id)
    _demand_open(threat)
    why = reason_given(reason)
    _swap(actor, threat, revision, {"cycle": F("cycle") + 1})
    step(actor, threat, ChangeKind.ASKED_ANEW, why)
    tell(actor, threat, "ask_anew")
    _notify(actor, threat, "ratings_asked")
    return threat


def names_the_state(threat: Threat) -> bool:
    """Whether the state or its own force is the threat."""
    own = threat.actor is not None and threat.actor.relation == Relation.OWN
    return own or threat.actor_kind == ActorKind.STATE_FORCE


def step(actor: Actor, threat: Threat, kind: str, why: str = "", fields: list[Any] | None = None) -> None:
    """One line of the threat's history, in its own room."""
    room = threat.compartment
    row = ThreatChange(compartment_id=room.pk, threat=threat, kind=kind, at=now(), by=signed(actor, room), reason=why)
    row.fields = fields or []
    ThreatChange.objects.bulk_create([row])


def _fill(actor: Actor, threat: Threat, armed_actor: ArmedActor | None, values: dict[str, Any]) -> None:
    given = {name: value for name, value in values.items() if name in FIELDS}
    fill_without_names(threat, given)
    if not threat.types and not threat.risks:
        raise Refused(_("Choose at least one protection risk or one of the mission’s types."), "risks")
    _name_actor(threat, armed_actor)
    threat.locality_ref = place_named(actor, threat.place_said)


def _name_actor(threat: Threat, armed_actor: ArmedActor | None) -> None:
    """An actor of another room gives its name and kind alone: its row is not known where the threat is read."""
    threat.actor = armed_actor if armed_actor and armed_actor.compartment_id == threat.compartment_id else None
    if armed_actor is not None:
        threat.actor_name, threat.actor_kind = armed_actor.name, armed_actor.kind


def place_named(actor: Actor, said: str) -> Any:
    """The one place of the gazetteer with exactly this name; none where two would do."""
    folded = fold(said)
    found = list(places(actor, words=said).filter(folded=folded)[:2]) if folded else []
    return found[0].pk if len(found) == 1 else None


def _demand_open(threat: Threat) -> None:
    if threat.state == ThreatState.CLOSED:
        raise Refused(_("This threat is closed. Open it again first."))


def _demand_answer(threat: Threat) -> None:
    """A mission that names the state as a threat says what it does about it; a cluster for itself need not."""
    if threat.compartment.audience in OF_HUMANITARIANS or not names_the_state(threat):
        return
    if not threat.mission_answer.strip():
        sentence = _("The state is the threat here: say what the mission does about it.")
        raise Refused(sentence, "mission_answer")


def _swap(actor: Actor, threat: Threat, revision: int, values: dict[str, Any]) -> None:
    rows = Threat.objects.visible_to(actor).filter(pk=threat.pk, revision=revision)
    if not rows.update(revision=F("revision") + 1, **values):
        raise Conflict(OVERTAKEN)
    threat.refresh_from_db(fields=["revision", "cycle", "state", "closed_because"])


def _notify(actor: Actor, threat: Threat, code: str) -> None:
    notify(actor=actor, compartment_id=threat.compartment_id, code=code, kind="threat", subject_id=threat.pk)
