"""Rounds, requests, positions, comments and answers, over the same verbs as the pages."""

from uuid import UUID

from rest_framework.request import Request as Asked
from rest_framework.response import Response

from pocplan.access.actor import Actor
from pocplan.access.rest.endpoints import Endpoint, documented
from strategies.api.serializers import rounds as shapes
from strategies.domain.dispositions import dispose
from strategies.domain.positions import state_position
from strategies.domain.rounds import Absence, prepare_round
from strategies.models import Comment, CommentWithdrawal, Disposition, Invitation, Position
from strategies.queries import replies as reads
from strategies.queries import rounds as round_reads
from strategies.queries.strategies import strategy_for
from strategies.queries.versions import version_for


class Rounds(Endpoint):
    """The rounds that the actor reads, on any strategy."""

    serializer_class = shapes.RoundOut

    @documented("List rounds", shapes.RoundOut, lists=True)
    def get(self, request: Asked) -> Response:
        return self.paged(round_reads.rounds_for(self.actor).defer("version__body"))


class RoundsOfStrategy(Endpoint):
    serializer_class = shapes.RoundOut

    @documented("List the rounds of a strategy", shapes.RoundOut, lists=True)
    def get(self, request: Asked, strategy_id: UUID) -> Response:
        strategy = self.found(strategy_for, strategy_id)
        return self.paged(round_reads.rounds_of(self.actor, strategy).defer("version__body"))

    @documented("Prepare a round; nothing is shared by it", shapes.RoundOut, asks=shapes.RoundIn, code=201)
    def post(self, request: Asked, strategy_id: UUID) -> Response:
        strategy, asked = self.found(strategy_for, strategy_id), self.asked(shapes.RoundIn)
        named = asked.pop("version")
        version = self.found(version_for, named) if named else None
        absences = [Absence(**one) for one in asked.pop("absences")]
        round_ = prepare_round(actor=self.actor, strategy=strategy, version=version, absences=absences, **asked)
        return Response(shapes.RoundOut(round_).data, status=201)


class OneRound(Endpoint):
    serializer_class = shapes.RoundOut

    @documented("Read a round", shapes.RoundOut)
    def get(self, request: Asked, round_id: UUID) -> Response:
        return Response(shapes.RoundOut(self.found(round_reads.round_for, round_id)).data)


class Invitations(Endpoint):
    """Who is invited to a round, and for whom no counterpart exists and who was asked instead."""

    serializer_class = shapes.InvitationOut

    @documented("List invitees and absences of a round", shapes.InvitationOut, lists=True)
    def get(self, request: Asked, round_id: UUID) -> Response:
        round_ = self.found(round_reads.round_for, round_id)
        return self.paged(Invitation.objects.visible_to(self.actor).filter(round=round_))


class Candidates(Endpoint):
    """Whom the actor's mission may invite."""

    serializer_class = shapes.CandidateOut
    pagination_class = None

    @documented("List who can be invited", shapes.CandidateOut, lists=True)
    def get(self, request: Asked) -> Response:
        return Response(shapes.CandidateOut(round_reads.candidates(self.actor), many=True).data)


class Requests(Endpoint):
    """Positions requested, of the actor's own body and, for the mission, of those it asked."""

    serializer_class = shapes.RequestOut

    @documented("List requests", shapes.RequestOut, lists=True)
    def get(self, request: Asked) -> Response:
        return self.paged(reads.requests_for(self.actor))


class OneRequest(Endpoint):
    serializer_class = shapes.RequestOut

    @documented("Read a request", shapes.RequestOut)
    def get(self, request: Asked, request_id: UUID) -> Response:
        return Response(shapes.RequestOut(self.found(reads.request_for, request_id)).data)


class Positions(Endpoint):
    """The positions stated on one request, the standing one first."""

    serializer_class = shapes.PositionOut

    @documented("List positions", shapes.PositionOut, lists=True)
    def get(self, request: Asked, request_id: UUID) -> Response:
        asked = self.found(reads.request_for, request_id)
        return self.paged(Position.objects.visible_to(self.actor).filter(request=asked))

    @documented("State a position", shapes.PositionOut, asks=shapes.PositionIn, code=201)
    def post(self, request: Asked, request_id: UUID) -> Response:
        asked = self.found(reads.request_for, request_id)
        position = state_position(actor=self.actor, request=asked, **self.asked(shapes.PositionIn))
        return Response(shapes.PositionOut(position).data, status=201)


class Comments(Endpoint):
    """The comments released on one request."""

    serializer_class = shapes.CommentOut

    @documented("List comments", shapes.CommentOut, lists=True)
    def get(self, request: Asked, request_id: UUID) -> Response:
        asked = self.found(reads.request_for, request_id)
        gone = CommentWithdrawal.objects.visible_to(self.actor).values("comment_id")
        return self.paged(Comment.objects.visible_to(self.actor).filter(request=asked).exclude(pk__in=gone))


class Dispositions(Endpoint):
    """The answers given on one request, the latest first."""

    serializer_class = shapes.DispositionOut

    @documented("List answers", shapes.DispositionOut, lists=True)
    def get(self, request: Asked, request_id: UUID) -> Response:
        asked = self.found(reads.request_for, request_id)
        return self.paged(Disposition.objects.visible_to(self.actor).filter(request=asked))


class AnswerComment(Endpoint):
    serializer_class = shapes.DispositionOut

    @documented("Answer a comment", shapes.DispositionOut, asks=shapes.DispositionIn, code=201)
    def post(self, request: Asked, comment_id: UUID) -> Response:
        comment = self.found(_comment, comment_id)
        row = dispose(actor=self.actor, subject=comment, **self.asked(shapes.DispositionIn))
        return Response(shapes.DispositionOut(row).data, status=201)


class AnswerPosition(Endpoint):
    serializer_class = shapes.DispositionOut

    @documented("Answer an objection", shapes.DispositionOut, asks=shapes.DispositionIn, code=201)
    def post(self, request: Asked, position_id: UUID) -> Response:
        position = self.found(_position, position_id)
        row = dispose(actor=self.actor, subject=position, **self.asked(shapes.DispositionIn))
        return Response(shapes.DispositionOut(row).data, status=201)


def _comment(actor: Actor, comment_id: UUID) -> Comment:
    return Comment.objects.visible_to(actor).get(pk=comment_id)


def _position(actor: Actor, position_id: UUID) -> Position:
    return Position.objects.visible_to(actor).get(pk=position_id)
