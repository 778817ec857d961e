"""Coordination bodies, their meetings, decisions and actions, by the same questions as the pages."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from bodies.api import serializers as shapes
from bodies.models import Body
from bodies.queries import bodies as body_reads
from bodies.queries import decisions as reads
from bodies.queries import meetings as meeting_reads
from picture.queries.rooms import rooms_with_threats
from pocplan.access.actor import Actor
from pocplan.access.rest.endpoints import Endpoint, documented
from pocplan.access.rest.listing import Listing, lists


def _bodies(actor: Actor, room_id: int, asked: dict[str, Any]) -> QuerySet[Body]:
    return body_reads.bodies_in(actor, room_id, closed=asked["closed"])


class Bodies(Listing):
    serializer_class = shapes.BodyOut
    asks = shapes.BodiesAsked

    @lists("List coordination bodies", shapes.BodiesAsked, shapes.BodyOut)
    def get(self, request: Request) -> Response:
        return self.listed(rooms_with_threats(self.actor), _bodies)


class OneBody(Endpoint):
    serializer_class = shapes.BodyWhole

    @documented("Read a body and who sits in it", shapes.BodyWhole)
    def get(self, request: Request, body_id: UUID) -> Response:
        body = self.found(body_reads.body_for, body_id)
        return Response(shapes.BodyWhole({"body": body, "members": body_reads.members_of(self.actor, body)}).data)


class Meetings(Endpoint):
    serializer_class = shapes.MeetingOut

    @documented("List the meetings of a body", shapes.MeetingOut, lists=True)
    def get(self, request: Request, body_id: UUID) -> Response:
        body = self.found(body_reads.body_for, body_id)
        return self.paged(meeting_reads.meetings_of(self.actor, body).select_related("compartment"))


class OneMeeting(Endpoint):
    serializer_class = shapes.MeetingWhole

    @documented("Read a meeting, its agenda and what was decided", shapes.MeetingWhole)
    def get(self, request: Request, meeting_id: UUID) -> Response:
        meeting = self.found(meeting_reads.meeting_for, meeting_id)
        whole = {
            "meeting": meeting,
            "agenda": meeting_reads.items_of(self.actor, meeting),
            "attendance": meeting_reads.attendance_of(self.actor, meeting),
            "decisions": meeting_reads.decisions_at(self.actor, meeting).select_related("compartment"),
        }
        return Response(shapes.MeetingWhole(whole).data)


class Decisions(Listing):
    serializer_class = shapes.BodyDecisionOut
    asks = shapes.DecisionsAsked

    @lists("List decisions and proposals, the latest first", shapes.DecisionsAsked, shapes.BodyDecisionOut)
    def get(self, request: Request) -> Response:
        return self.listed(rooms_with_threats(self.actor), reads.decisions_in)


class OneDecision(Endpoint):
    serializer_class = shapes.DecisionWhole

    @documented("Read a decision, dissent, actions and how it ended", shapes.DecisionWhole)
    def get(self, request: Request, decision_id: UUID) -> Response:
        decision = self.found(reads.decision_for, decision_id)
        actions = reads.actions_of(self.actor, decision)
        for one in actions:
            one.compartment = decision.compartment
        whole = {
            "decision": decision,
            "dissent": reads.dissent_on(self.actor, decision),
            "actions": actions,
            "end": reads.end_of(self.actor, decision),
        }
        return Response(shapes.DecisionWhole(whole).data)


class Actions(Listing):
    serializer_class = shapes.BodyActionOut
    asks = shapes.ActionsAsked

    @lists("List actions, those due first", shapes.ActionsAsked, shapes.BodyActionOut)
    def get(self, request: Request) -> Response:
        return self.listed(rooms_with_threats(self.actor), reads.actions_in)
