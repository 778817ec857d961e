"""Reviews, over the same verbs as the pages."""

from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from pocplan.access.rest.endpoints import Endpoint, documented
from strategies.api.serializers import reviews as shapes
from strategies.domain.reviews import close_review, open_review
from strategies.queries import reviews as reads
from strategies.queries.strategies import strategy_for

CLOSED = OpenApiParameter("closed", bool, description="Those that ended instead of those that are open.")


class Reviews(Endpoint):
    """Open reviews of the strategies in force that the actor reads, the first due first."""

    serializer_class = shapes.ReviewOut

    @extend_schema(parameters=[CLOSED])
    @documented("List reviews", shapes.ReviewOut, lists=True)
    def get(self, request: Request) -> Response:
        return self.paged(reads.reviews_for(self.actor, closed=request.query_params.get("closed") == "true"))


class OneReview(Endpoint):
    serializer_class = shapes.ReviewOut

    @documented("Read a review", shapes.ReviewOut)
    def get(self, request: Request, review_id: UUID) -> Response:
        return Response(shapes.ReviewOut(self.found(reads.review_for, review_id)).data)


class Outcome(Endpoint):
    serializer_class = shapes.ReviewOut

    @documented("Close a review with its outcome and reason", shapes.ReviewOut, asks=shapes.OutcomeIn, code=201)
    def post(self, request: Request, review_id: UUID) -> Response:
        review = self.found(reads.review_for, review_id)
        closed = close_review(actor=self.actor, review=review, **self.asked(shapes.OutcomeIn))
        return Response(shapes.ReviewOut(closed).data, status=201)


class ReviewsOfStrategy(Endpoint):
    serializer_class = shapes.ReviewOut

    @documented("Open a review for something that happened", shapes.ReviewOut, asks=shapes.ReviewIn, code=201)
    def post(self, request: Request, strategy_id: UUID) -> Response:
        strategy = self.found(strategy_for, strategy_id)
        review = open_review(actor=self.actor, strategy=strategy, **self.asked(shapes.ReviewIn))
        return Response(shapes.ReviewOut(review).data, status=201)
