"""Alerts that came in from the places of the exercise. No place is real, and nobody who warned is named."""

from datetime import timedelta

from demo.acts.hats import acting
from picture.domain.alerts import (
    answer_alert,
    decide_alert,
    leave_unanswered,
    receive_alert,
    relay_alert,
    tell_community,
)
from picture.models import Hotspot
from pocplan.access.actor import Actor
from pocplan.access.clock import days_ago, now
from pocplan.access.models import Compartment

CENTRE = "Joint operations centre"


def warn() -> None:
    """One that was answered and told, one that was not and why, and one that waits."""
    with days_ago(12):
        _answered()
    with days_ago(5):
        _unanswered()
    with acting("adviser") as actor:
        room, spot = _place(actor, "Kelmat market road")
        receive_alert(
            actor=actor, room=room, hotspot=spot, channel="cla", urgency="now", place_said="Kelmat market road",
            what="Armed men stop carts at the second checkpoint since dawn.", at=now() - timedelta(hours=2),
        )  # fmt: skip


def _answered() -> None:
    with acting("adviser") as actor:
        room, spot = _place(actor, "Tuleni east camps")
        alert = receive_alert(
            actor=actor, room=room, hotspot=spot, channel="network", urgency="day", place_said="Tuleni east camps",
            what="Strangers asked where the women sleep who came last week.", at=now() - timedelta(hours=30),
        )  # fmt: skip
        began = alert.received_at
        relay_alert(actor=actor, alert=alert, revision=1, relayed_to=CENTRE, at=began + timedelta(minutes=25))
        decide_alert(actor=actor, alert=alert, revision=2, decision="go", at=began + timedelta(hours=2))
        words = "A patrol stayed two nights; the lamps along the path were mended."
        when = began + timedelta(hours=9)
        answer_alert(actor=actor, alert=alert, revision=3, answered_by="military", reason=words, at=when)
        told = "The committee of the camp was told at its meeting."
        tell_community(actor=actor, alert=alert, revision=4, reason=told, at=began + timedelta(hours=26))


def _unanswered() -> None:
    with acting("adviser") as actor:
        room, spot = _place(actor, "Hesk Crossing")
        alert = receive_alert(
            actor=actor, room=room, hotspot=spot, channel="partner", urgency="day", place_said="Hesk Crossing",
            what="Young men are told to be at the crossing on market day.",
        )  # fmt: skip
        relay_alert(actor=actor, alert=alert, revision=1, relayed_to=CENTRE)
        leave_unanswered(
            actor=actor, alert=alert, revision=2, because="The bridge is down; nobody could be there in time."
        )


def _place(actor: Actor, name: str) -> tuple[Compartment, Hotspot]:
    spot = Hotspot.objects.visible_to(actor).select_related("compartment").get(place_said=name)
    return spot.compartment, spot
