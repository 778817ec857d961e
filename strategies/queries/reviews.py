"""Reviews, for whoever reads the strategy; requests for one, for whoever reads the answer's room."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from missions.models import Incident
from picture.models import ActorChange, ArmedActor
from pocplan.access.actor import Actor
from strategies.enums.reviews import ReviewCause, ReviewState
from strategies.enums.rounds import RoundPurpose, RoundState
from strategies.enums.text import Stage
from strategies.models import Request, Review, ReviewRequest, Round, Strategy


def reviews_for(actor: Actor, *, closed: bool = False) -> QuerySet[Review]:
    """Open cases of strategies in force, the first due first; or closed ones, the last first."""
    rows = Review.objects.visible_to(actor).select_related("strategy")
    if closed:
        return rows.filter(state=ReviewState.CLOSED).order_by("-closed_at", "id")
    return rows.filter(state=ReviewState.OPEN, strategy__stage=Stage.IN_FORCE).order_by("due_on", "id")


def review_for(actor: Actor, review_id: UUID) -> Review:
    """Raises Review.DoesNotExist alike for hidden and absent."""
    return Review.objects.visible_to(actor).select_related("strategy", "round").get(pk=review_id)


class Origin(NamedTuple):
    """What called for a review: the page that tells of it, its key there, and what it is called."""

    page: str
    key: UUID
    name: str


def origins_of(actor: Actor, reviews: Iterable[Review]) -> dict[UUID, Origin]:
    """By the key of the review, the armed actor or the incident that called for it, for whoever reads that too."""
    called = [(one.pk, one.cause, one.origin_ref) for one in reviews if one.origin_ref]
    keys: dict[str, set[UUID]] = defaultdict(set)
    for _pk, cause, ref in called:
        keys[cause].add(ref)
    found = {cause: read(actor, keys[cause]) for cause, read in ORIGINS.items() if keys[cause]}
    return {pk: found[cause][ref] for pk, cause, ref in called if ref in found.get(cause, ())}


def _new_actors(actor: Actor, keys: Iterable[UUID]) -> dict[UUID, Origin]:
    rows = ArmedActor.objects.visible_to(actor).filter(pk__in=keys).values_list("pk", "name")
    return {pk: Origin("threats:actor", pk, name) for pk, name in rows}


def _new_parties(actor: Actor, keys: Iterable[UUID]) -> dict[UUID, Origin]:
    rows = ActorChange.objects.visible_to(actor).filter(pk__in=keys)
    rows = rows.values_list("pk", "armed_actor_id", "armed_actor__name")
    return {pk: Origin("threats:actor", key, name) for pk, key, name in rows}


def _incidents(actor: Actor, keys: Iterable[UUID]) -> dict[UUID, Origin]:
    rows = Incident.objects.visible_to(actor).filter(pk__in=keys).values_list("pk", "reference")
    return {pk: Origin("incidents:detail", pk, reference) for pk, reference in rows}


ORIGINS: dict[str, Callable[[Actor, Iterable[UUID]], dict[UUID, Origin]]] = {
    ReviewCause.NEW_ARMED_ACTOR: _new_actors,
    ReviewCause.NEW_PARTY: _new_parties,
    ReviewCause.MAJOR_INCIDENT: _incidents,
}


def closed_among(actor: Actor, ids: set[UUID]) -> set[UUID]:
    """Which of these need nobody any more: closed, or their strategy no longer in force."""
    rows = Review.objects.visible_to(actor).filter(pk__in=ids)
    standing = rows.filter(state=ReviewState.OPEN, strategy__stage=Stage.IN_FORCE)
    return ids - set(standing.values_list("pk", flat=True))


def successor_of(actor: Actor, strategy: Strategy) -> Strategy | None:
    rows = Strategy.objects.visible_to(actor).filter(supersedes=strategy).exclude(stage=Stage.WITHDRAWN)
    return rows.order_by("-number", "id").first()


def rounds_since(actor: Actor, review: Review) -> QuerySet[Round]:
    """Consultations on this strategy or its successor that ended after the review was opened, the last first."""
    successor = successor_of(actor, review.strategy)
    ids = [review.strategy_id, *([successor.pk] if successor else [])]
    rows = Round.objects.visible_to(actor).filter(strategy__in=ids, state=RoundState.CLOSED)
    return rows.filter(purpose=RoundPurpose.CONSULTATION, ended_at__gt=review.opened_at).order_by("-ended_at", "id")


def asked_for_review(actor: Actor) -> QuerySet[ReviewRequest]:
    """Requests for a review that the actor reads, the latest first."""
    return ReviewRequest.objects.visible_to(actor).select_related("request").order_by("-at", "id")


def requests_consulted(actor: Actor) -> QuerySet[Request]:
    """What the actor's own body was asked about and answered or not: each can be asked to be reviewed."""
    return Request.objects.visible_to(actor).filter(owner_id=actor.owner_id).order_by("-opened_on", "id")
