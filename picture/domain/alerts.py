"""The life of an alert: received, relayed, decided, answered or why not, and the community told."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from picture.domain.guards import demand_writer, signed
from picture.domain.hotspots import step as note_at_hotspot
from picture.domain.naming import demand_no_person, fill_without_names, reason_given
from picture.domain.threats import place_named
from picture.enums.alerts import ENDED_ALERTS, AlertState, AlertStep
from picture.enums.hotspots import HotspotStep
from picture.models import Alert, AlertChange, Hotspot
from pocplan.access.actor import Actor
from pocplan.access.clock import now, today
from pocplan.access.counters import next_number
from pocplan.access.errors import Conflict, Refused
from pocplan.access.models import Compartment
from pocplan.access.verb import verb
from pocplan.access.wording import check_fields, plain
from pocplan.journal.telling import tell
from pocplan.notices.domain.events import notify

LONGEST_AGO = timedelta(days=365)
OVERTAKEN = _("Somebody moved this alert on while you wrote. Look at it and do it again.")
OVER = _("This alert has come to its end.")


@verb()
def receive_alert(
    *, actor: Actor, room: Compartment, at: datetime | None = None, hotspot: Hotspot | None = None, **values: str
) -> Alert:
    """Write down an alert in a room that the actor writes in; it waits for nothing to be verified.

    The hotspot it concerns says from then on that there was an alert. Raises Refused with the field at
    fault: a moment that lies ahead, a hotspot of another room, or what seems to name a person.
    """
    demand_writer(actor, room.pk)
    if hotspot is not None and hotspot.compartment_id != room.pk:
        raise Refused(_("Choose one of the listed values."), "hotspot")
    alert = Alert(compartment=room, received_at=_moment(at, now() - LONGEST_AGO), hotspot=hotspot)
    fill_without_names(alert, values)
    alert.locality_ref = place_named(actor, alert.place_said)
    alert.number = next_number(room.pk, "alert")
    Alert.objects.bulk_create([alert])
    _step(actor, alert, AlertStep.RECEIVED)
    _mark(actor, alert)
    tell(actor, alert, "receive_alert", number=alert.number)
    notify(actor=actor, compartment_id=room.pk, code="alert_received", kind="alert", subject_id=alert.pk)
    return alert


@verb()
def relay_alert(
    *, actor: Actor, alert: Alert, revision: int, relayed_to: str, reason: str = "", at: datetime | None = None
) -> Alert:
    """Who was told of it: a post, a component or a body, never a person. It can be relayed more than once."""
    _demand_open(actor, alert)
    to = demand_no_person(plain(relayed_to, limit=200, field="relayed_to", required=True), "relayed_to")
    state = AlertState.DECIDED if alert.state == AlertState.DECIDED else AlertState.RELAYED
    values = {"state": state, "relayed_to": to, "relayed_at": alert.relayed_at or _moment(at, alert.received_at)}
    _move(actor, alert, revision, AlertStep.RELAYED, values, _words(reason) or to)
    tell(actor, alert, "relay_alert")
    return alert


@verb()
def decide_alert(
    *, actor: Actor, alert: Alert, revision: int, decision: str, reason: str = "", at: datetime | None = None
) -> Alert:
    """What is done about it."""
    _demand_open(actor, alert)
    check_fields(alert, {"decision": decision})
    values = {"state": AlertState.DECIDED, "decision": alert.decision, "decided_at": _moment(at, alert.received_at)}
    _move(actor, alert, revision, AlertStep.DECIDED, values, _words(reason))
    tell(actor, alert, "decide_alert", decision=decision)
    return alert


@verb()
def answer_alert(
    *, actor: Actor, alert: Alert, revision: int, answered_by: str, reason: str, at: datetime | None = None
) -> Alert:
    """Somebody came, called or negotiated, and `reason` says what was done. It need not have been decided before."""
    _demand_open(actor, alert)
    check_fields(alert, {"answered_by": answered_by})
    if not alert.answered_by:
        raise Refused(_("Say who answered it."), "answered_by")
    values = {
        "state": AlertState.ANSWERED,
        "answered_by": alert.answered_by,
        "ended_at": _moment(at, alert.received_at),
    }
    _move(actor, alert, revision, AlertStep.ANSWERED, values, reason_given(reason))
    tell(actor, alert, "answer_alert", by=answered_by)
    return alert


@verb()
def leave_unanswered(*, actor: Actor, alert: Alert, revision: int, because: str, at: datetime | None = None) -> Alert:
    """Nobody answered it, and why: the reason is never empty."""
    _demand_open(actor, alert)
    why = reason_given(because, "because")
    values = {"state": AlertState.NOT_ANSWERED, "because": why, "ended_at": _moment(at, alert.received_at)}
    _move(actor, alert, revision, AlertStep.NOT_ANSWERED, values, why)
    tell(actor, alert, "leave_unanswered")
    return alert


@verb()
def tell_community(*, actor: Actor, alert: Alert, revision: int, reason: str, at: datetime | None = None) -> Alert:
    """Those who raised it heard what came of it, and how. Raises Refused before it has come to an end, and twice."""
    demand_writer(actor, alert.compartment_id)
    if alert.state not in ENDED_ALERTS:
        raise Refused(_("Say first how it was answered, or why it was not."))
    if alert.told_at:
        raise Refused(_("The community was told already."))
    _move(actor, alert, revision, AlertStep.FEEDBACK, {"told_at": _moment(at, alert.received_at)}, reason_given(reason))
    tell(actor, alert, "tell_community")
    return alert


def _mark(actor: Actor, alert: Alert) -> None:
    """The hotspot that it concerns is not delisted over it."""
    if alert.hotspot is None:
        return
    rows = Hotspot.objects.visible_to(actor).filter(pk=alert.hotspot_id)
    rows.update(revision=F("revision") + 1, alerted_on=today())
    note_at_hotspot(actor, alert.hotspot, HotspotStep.ALERTED, alert.what)


def _move(actor: Actor, alert: Alert, revision: int, kind: AlertStep, values: dict[str, Any], words: str) -> None:
    rows = Alert.objects.visible_to(actor).filter(pk=alert.pk, revision=revision)
    if not rows.update(revision=F("revision") + 1, **values):
        raise Conflict(OVERTAKEN)
    alert.refresh_from_db(fields=["revision", *values])
    _step(actor, alert, kind, words)


def _step(actor: Actor, alert: Alert, kind: AlertStep, words: str = "") -> None:
    room = alert.compartment
    line = AlertChange(compartment_id=room.pk, alert=alert, kind=kind, at=now(), by=signed(actor, room), reason=words)
    AlertChange.objects.bulk_create([line])


def _moment(at: datetime | None, earliest: datetime) -> datetime:
    """When it happened: now, or a moment before that. Raises Refused for one ahead, or before what led to it."""
    moment = now()
    if at is None:
        return moment
    if at > moment:
        raise Refused(_("This moment lies in the future."), "at")
    if at < earliest:
        raise Refused(_("This is earlier than what came before it, or more than a year ago."), "at")
    return at


def _words(reason: str) -> str:
    return demand_no_person(plain(reason, limit=2000, field="reason"), "reason")


def _demand_open(actor: Actor, alert: Alert) -> None:
    demand_writer(actor, alert.compartment_id)
    if alert.state in ENDED_ALERTS:
        raise Refused(OVER)
