"""Comments beside a draft, over the same verbs as the pages."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from pocplan.access.rest.endpoints import Endpoint, documented
from strategies.api.serializers import margin as shapes
from strategies.domain.margin import answer_on_draft, comment_on_draft, reopen_on_draft, settle_on_draft
from strategies.models import MarginComment
from strategies.queries import margin as reads
from strategies.queries.strategies import section_for, strategy_for


class _OfThreads(Endpoint):
    def told(self, row: MarginComment) -> dict[str, object]:
        """The thread of a comment, as it stands now."""
        one = self.found(reads.comment_for, row.pk)
        first = self.found(reads.comment_for, one.answers_id or one.pk)
        (noted,) = reads.as_threads(self.actor, first.section.strategy, [first])
        return dict(shapes.ThreadOut(noted).data)


class DraftComments(Endpoint):
    """What the room of a draft says beside it, the newest first; what has no `settled_at` is open."""

    serializer_class = shapes.ThreadOut

    @documented("List the comments beside a draft", shapes.ThreadOut, lists=True)
    def get(self, request: Request, strategy_id: UUID) -> Response:
        strategy = self.found(strategy_for, strategy_id)
        page = self.paginate_queryset(reads.comments_listed(self.actor, strategy, reads.ALL)) or []
        threads = reads.as_threads(self.actor, strategy, list(page))
        return self.get_paginated_response(shapes.ThreadOut(threads, many=True).data)


class CommentOnDraft(_OfThreads):
    serializer_class = shapes.ThreadOut

    @documented("Comment beside a draft", shapes.ThreadOut, asks=shapes.CommentIn, code=201)
    def post(self, request: Request, section_id: UUID) -> Response:
        section = self.found(section_for, section_id)
        row = comment_on_draft(actor=self.actor, section=section, **self.asked(shapes.CommentIn))
        return Response(self.told(row), status=201)


class AnswerOnDraft(_OfThreads):
    serializer_class = shapes.ThreadOut

    @documented("Answer a comment beside a draft", shapes.ThreadOut, asks=shapes.AnswerIn, code=201)
    def post(self, request: Request, margin_id: UUID) -> Response:
        one = self.found(reads.comment_for, margin_id)
        row = answer_on_draft(actor=self.actor, comment=one, **self.asked(shapes.AnswerIn))
        return Response(self.told(row), status=201)


class SettleOnDraft(_OfThreads):
    serializer_class = shapes.ThreadOut

    @documented("Settle a comment beside a draft, or open it again", shapes.ThreadOut, asks=shapes.SettledIn)
    def post(self, request: Request, margin_id: UUID) -> Response:
        one = self.found(reads.comment_for, margin_id)
        act = settle_on_draft if self.asked(shapes.SettledIn)["settled"] else reopen_on_draft
        act(actor=self.actor, comment=one)
        return Response(self.told(one))
