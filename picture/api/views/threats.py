"""Rooms, armed actors, threats and their ratings, by the same questions and verbs as the pages."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from picture.api.keeping import keeping
from picture.api.serializers import threats as shapes
from picture.domain.ratings import give_rating
from picture.queries import actors as actor_reads
from picture.queries import threats as reads
from picture.queries.ratings import board
from picture.queries.rooms import desk_of, rooms_with_threats
from pocplan.access.rest.endpoints import Endpoint, documented
from pocplan.access.rest.listing import Listing, lists


class Rooms(Endpoint):
    """Which rooms the lists can be asked for."""

    serializer_class = shapes.RoomOut

    @documented("List the rooms of this hat that the picture stands in", shapes.RoomOut, lists=True)
    def get(self, request: Request) -> Response:
        page = self.paginate_queryset(rooms_with_threats(self.actor))  # type: ignore[arg-type]
        rows = shapes.RoomOut(page, many=True, context={"writable": self.actor.writable})
        return self.get_paginated_response(rows.data)


class ArmedActors(Listing):
    serializer_class = shapes.ArmedActorOut
    asks = shapes.ActorsAsked

    @lists("List armed actors", shapes.ActorsAsked, shapes.ArmedActorOut)
    def get(self, request: Request) -> Response:
        return self.listed(rooms_with_threats(self.actor), actor_reads.actors_in)


class OneArmedActor(Endpoint):
    serializer_class = shapes.ArmedActorOut

    @documented("Read an armed actor", shapes.ArmedActorOut)
    def get(self, request: Request, armed_actor_id: UUID) -> Response:
        return Response(shapes.ArmedActorOut(self.found(actor_reads.armed_actor_for, armed_actor_id)).data)


class Threats(Listing):
    serializer_class = shapes.ThreatOut
    asks = shapes.ThreatsAsked

    @lists("List threats", shapes.ThreatsAsked, shapes.ThreatOut)
    def get(self, request: Request) -> Response:
        return self.listed(rooms_with_threats(self.actor), reads.threats_in)


class OneThreat(Endpoint):
    serializer_class = shapes.ThreatWhole

    @documented("Read a threat and how it is known", shapes.ThreatWhole)
    def get(self, request: Request, threat_id: UUID) -> Response:
        threat = self.found(reads.threat_for, threat_id)
        account = reads.account_of(self.actor, threat)
        known = {name: getattr(account, name) for name in ("sources", "independent", "threshold_met", "judgement")}
        return Response(shapes.ThreatWhole({"threat": threat, **known}).data)


class Ratings(Endpoint):
    """Each side beside the others, as far as one's own rating has opened them. Nothing is computed of them."""

    serializer_class = shapes.RatingLineOut

    @documented("List the ratings of a threat, side by side", shapes.RatingLineOut, lists=True)
    def get(self, request: Request, threat_id: UUID) -> Response:
        threat = self.found(reads.threat_for, threat_id)
        return self.paged(board(self.actor, threat, threat.compartment))  # type: ignore[arg-type]

    @documented("Give a rating; it stays on its own side", shapes.RatingOut, asks=shapes.RatingIn, code=201)
    def post(self, request: Request, threat_id: UUID) -> Response:
        threat, said = self.found(reads.threat_for, threat_id), self.asked(shapes.RatingIn)
        desk = desk_of(self.actor)
        # What is kept is on record on one's own desk: in the threat's room it would tell that a side has rated.
        with keeping(self.actor, desk.room.pk if desk else threat.compartment_id, said.pop("kept_words")):
            rating = give_rating(actor=self.actor, threat=threat, **said)
        return Response(shapes.RatingOut(rating).data, status=201)
