"""Reviews of incidents as a reader finds them, and which components they looked at."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from missions.models import Incident
from picture.models import Alert
from pocplan.access.actor import Actor
from pocplan.access.enums import PostKind as P
from records.models import Action, IncidentReview, ReviewGap, ReviewMoment, ReviewStep

MAY_CLOSE = (P.SENIOR_POC_ADVISER, P.POC_ADVISER, P.CHIEF_OF_STAFF)


def may_close(actor: Actor) -> bool:
    return actor.post_kind in MAY_CLOSE


def reviews_in(actor: Actor, room_id: int, asked: dict[str, Any]) -> QuerySet[IncidentReview]:
    """Reviews of one room, the latest first."""
    rows = IncidentReview.objects.visible_in(actor, room_id).select_related("incident", "alert")
    if asked.get("state"):
        rows = rows.filter(state=asked["state"])
    return rows.order_by("-opened_at", "id")


def review_for(actor: Actor, review_id: UUID) -> IncidentReview:
    """One review. Raises IncidentReview.DoesNotExist for hidden and absent alike."""
    rows = IncidentReview.objects.visible_to(actor).select_related("compartment__area", "incident", "alert")
    return rows.get(pk=review_id)


def incident_called(actor: Actor, room_id: int, source: str, reference: str) -> Incident | None:
    """The incident of this room that a source calls so; of another room it is like one that there is not."""
    rows = Incident.objects.visible_in(actor, room_id).filter(source=source, reference=reference.strip())
    return rows.first()


def alerts_to_name(actor: Actor, room_id: int) -> list[Alert]:
    """The latest alerts of the room, for the one that was the warning."""
    rows = Alert.objects.visible_in(actor, room_id)
    return list(rows.order_by("-received_at", "id")[:200])


def moments_of(actor: Actor, review: IncidentReview) -> list[ReviewMoment]:
    return list(ReviewMoment.objects.visible_to(actor).filter(review=review)[:300])


def gaps_of(actor: Actor, review: IncidentReview) -> list[ReviewGap]:
    return list(ReviewGap.objects.visible_to(actor).filter(review=review)[:200])


def actions_of_review(actor: Actor, review: IncidentReview) -> list[Action]:
    return list(Action.objects.visible_to(actor).filter(review=review)[:200])


def steps_of_review(actor: Actor, review: IncidentReview) -> QuerySet[ReviewStep]:
    return ReviewStep.objects.visible_to(actor).filter(review=review)


def looked_at(actor: Actor, review: IncidentReview) -> set[str]:
    """Components of which it says what they knew, did or missed."""
    known = ReviewMoment.objects.visible_to(actor).filter(review=review).values_list("component", flat=True)
    missing = ReviewGap.objects.visible_to(actor).filter(review=review).values_list("component", flat=True)
    return {*known, *missing}
