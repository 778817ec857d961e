"""What came of alerts in ninety days, counted from what one hat reads."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from leadership.queries.rows import Lot, Row
from picture.enums.alerts import WAITING, AlertState, Urgency
from picture.models import Alert
from picture.queries.alerts import alerts_of_late, response_of
from pocplan.access.actor import Actor

LEVEL = {Urgency.NOW: "critical", Urgency.DAY: "high", Urgency.DAYS: "medium"}
# Parts of the ninety days, by the word of an address.
PARTS: dict[str, Q] = {
    "received": Q(),
    "answered": Q(state=AlertState.ANSWERED),
    "not_answered": Q(state=AlertState.NOT_ANSWERED),
    "waiting": Q(state__in=WAITING),
}
# What a row says of an alert.
SAID = ("compartment", "place_said", "urgency", "state", "because", "relayed_to", "received_at")
OUTSIDE = Q(hotspot=None) | Q(hotspot__is_enclave=False)


def alerts(actor: Actor, part: str, *, enclaves: bool = True) -> Lot:
    """Alerts of the last ninety days, or a part of them."""
    rows = _named(alerts_of_late(actor), enclaves).filter(PARTS.get(part, Q())).only(*SAID)
    return Lot(rows, lambda found: [row_of(one) for one in found])


def response(actor: Actor, *, enclaves: bool = True) -> Any:
    return response_of(_named(alerts_of_late(actor), enclaves))


def _named(rows: QuerySet[Alert], enclaves: bool) -> QuerySet[Alert]:
    return rows if enclaves else rows.filter(OUTSIDE)


def row_of(one: Alert) -> Row:
    """Where, how soon, how far; what is feared stands on the page of the alert."""
    why = _("%(urgency)s; %(state)s.") % {"urgency": one.get_urgency_display(), "state": one.get_state_display()}
    if one.because:
        why = f"{why} {one.because}"
    return Row(
        title=one.place_said,
        address=reverse("alerts:detail", args=[one.pk]),
        why=why[:1].upper() + why[1:],
        audience=one.compartment.audience,
        label=one.compartment.label,
        level=LEVEL[Urgency(one.urgency)],
        by=one.relayed_to or one.compartment.label or str(one.compartment.get_audience_display()),
        since=one.received_at.date(),
    )
