"""Due diligence cases, joint missions and reviews of incidents, by the same questions as the pages."""

from typing import Any
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from pocplan.access.actor import Actor
from pocplan.access.rest.endpoints import Endpoint, documented
from pocplan.access.rest.listing import Listing, lists
from records.api import serializers as shapes
from records.models import SupportCase
from records.queries import cases as case_reads
from records.queries import reviews as review_reads
from records.queries import visits as visit_reads
from records.queries.rooms import mission_rooms, rooms_of_visits


def beside_cases(actor: Actor, rows: list[SupportCase]) -> dict[str, Any]:
    """How each stands today, in as many questions for many as for one."""
    return {"lines": {line.case.pk: line for line in case_reads.lines_of(actor, rows)}}


class Cases(Listing):
    serializer_class = shapes.CaseOut
    asks = shapes.CasesAsked

    @lists("List due diligence cases", shapes.CasesAsked, shapes.CaseOut)
    def get(self, request: Request) -> Response:
        return self.listed(mission_rooms(self.actor), case_reads.cases_in, beside_cases)


class OneCase(Endpoint):
    serializer_class = shapes.CaseWhole

    @documented("Read a due diligence case", shapes.CaseWhole)
    def get(self, request: Request, case_id: UUID) -> Response:
        case = self.found(case_reads.case_for, case_id)
        whole = {"case": case, "mitigation": case_reads.measures_of(self.actor, case)}
        return Response(shapes.CaseWhole(whole, context=beside_cases(self.actor, [case])).data)


class Visits(Listing):
    serializer_class = shapes.VisitOut
    asks = shapes.VisitsAsked

    @lists("List joint missions", shapes.VisitsAsked, shapes.VisitOut)
    def get(self, request: Request) -> Response:
        return self.listed(rooms_of_visits(self.actor), visit_reads.visits_in)


class OneVisit(Endpoint):
    serializer_class = shapes.VisitWhole

    @documented("Read a joint mission", shapes.VisitWhole)
    def get(self, request: Request, visit_id: UUID) -> Response:
        visit = self.found(visit_reads.visit_for, visit_id)
        whole = {
            "joint_mission": visit,
            "participants": visit_reads.parts_of(self.actor, visit),
            "findings": visit_reads.findings_of(self.actor, visit),
            "actions": visit_reads.actions_of(self.actor, visit),
        }
        return Response(shapes.VisitWhole(whole).data)


class IncidentReviews(Listing):
    serializer_class = shapes.IncidentReviewOut
    asks = shapes.IncidentReviewsAsked

    @lists("List reviews of incidents that had a warning", shapes.IncidentReviewsAsked, shapes.IncidentReviewOut)
    def get(self, request: Request) -> Response:
        return self.listed(mission_rooms(self.actor), review_reads.reviews_in)


class OneIncidentReview(Endpoint):
    serializer_class = shapes.IncidentReviewWhole

    @documented("Read a review of an incident", shapes.IncidentReviewWhole)
    def get(self, request: Request, incident_review_id: UUID) -> Response:
        review = self.found(review_reads.review_for, incident_review_id)
        whole = {
            "review": review,
            "moments": review_reads.moments_of(self.actor, review),
            "gaps": review_reads.gaps_of(self.actor, review),
            "actions": review_reads.actions_of_review(self.actor, review),
        }
        return Response(shapes.IncidentReviewWhole(whole).data)
