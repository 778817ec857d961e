"""Alerts and how they went on. Those at an enclave are left out, as of every file, without a gap."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from picture.api.keeping import keeping
from picture.api.serializers import alerts as shapes
from picture.domain.alerts import relay_alert
from picture.models import Alert
from picture.queries import alerts as reads
from picture.queries.rooms import rooms_with_threats
from pocplan.access.actor import Actor
from pocplan.access.rest.endpoints import Endpoint, documented
from pocplan.access.rest.listing import Listing, lists


def named_alert(actor: Actor, alert_id: UUID) -> Alert:
    """One that may be named outside. Raises Alert.DoesNotExist for one at an enclave, hidden and absent alike."""
    alert = reads.alert_for(actor, alert_id)
    if alert.hotspot is not None and alert.hotspot.is_enclave:
        raise Alert.DoesNotExist
    return alert


def _alerts(actor: Actor, room_id: int, asked: dict[str, Any]) -> QuerySet[Alert]:
    rows = reads.alerts_in(actor, room_id, asked)
    return rows.filter(Q(hotspot=None) | Q(hotspot__is_enclave=False))


class Alerts(Listing):
    serializer_class = shapes.AlertOut
    asks = shapes.AlertsAsked

    @lists("List alerts, the latest first", shapes.AlertsAsked, shapes.AlertOut)
    def get(self, request: Request) -> Response:
        return self.listed(rooms_with_threats(self.actor), _alerts)


class OneAlert(Endpoint):
    serializer_class = shapes.AlertOut

    @documented("Read an alert", shapes.AlertOut)
    def get(self, request: Request, alert_id: UUID) -> Response:
        return Response(shapes.AlertOut(self.found(named_alert, alert_id)).data)


class AlertSteps(Endpoint):
    serializer_class = shapes.AlertStepOut

    @documented("List the steps of an alert, and who took them", shapes.AlertStepOut, lists=True)
    def get(self, request: Request, alert_id: UUID) -> Response:
        return self.paged(reads.steps_of_alert(self.actor, self.found(named_alert, alert_id)))


class RelayAlert(Endpoint):
    serializer_class = shapes.AlertOut

    @documented("Pass an alert on", shapes.AlertOut, asks=shapes.RelayIn, code=201)
    def post(self, request: Request, alert_id: UUID) -> Response:
        alert, said = self.found(named_alert, alert_id), self.asked(shapes.RelayIn)
        with keeping(self.actor, alert.compartment_id, said.pop("kept_words")):
            relayed = relay_alert(actor=self.actor, alert=alert, **said)
        return Response(shapes.AlertOut(relayed).data, status=201)
