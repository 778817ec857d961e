"""What of others' replies waits for an answer, and which requests wait for a position, each in one question."""

from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet

from pocplan.access.actor import Actor
from strategies.enums.rounds import PositionWord, RoundState
from strategies.models import Comment, CommentWithdrawal, Disposition, Invitation, Position, Request
from strategies.queries.replies import requests_to


def _withdrawn(actor: Actor) -> QuerySet[Invitation, dict[str, Any]]:
    """Requests of rounds that were withdrawn: nobody waits for an answer to them."""
    gone = Invitation.objects.visible_to(actor).filter(round__state=RoundState.WITHDRAWN, request_id__isnull=False)
    return gone.order_by().values("request_id")


def unanswered_objections(actor: Actor) -> QuerySet[Position]:
    """Positions that stand, are an objection, and have no answer; the oldest first."""
    latest = Position.objects.visible_to(actor).order_by("request_id", "-at", "id").distinct("request_id").values("pk")
    answered = Disposition.objects.visible_to(actor).filter(position=OuterRef("pk")).order_by()
    found = Position.objects.visible_to(actor).filter(pk__in=latest, word=PositionWord.OBJECTION)
    found = found.filter(~Exists(answered)).exclude(request__in=_withdrawn(actor))
    return found.select_related("request").order_by("at", "id")


def unanswered_comments(actor: Actor) -> QuerySet[Comment, Any]:
    """Comments without an answer, by the request that they came to (`asked`) and its room, the oldest first.

    How many (`waiting`), and since when (`first_at`). Of rounds that were not withdrawn.
    """
    rows = _unanswered(actor).exclude(request__in=_withdrawn(actor))
    said = {name: F(f"request__{name}") for name in ("title", "organisation", "asked_by")}
    found = rows.values(asked=F("request_id"), room=F("compartment_id"), **said)
    return found.annotate(waiting=Count("pk"), first_at=Min("at")).order_by("first_at", "asked")


def with_sections(waiting: QuerySet[Comment, Any]) -> QuerySet[Comment, Any]:
    """The same, with the titles of the sections (`sections`) that these comments touch."""
    return waiting.annotate(sections=ArrayAgg("section_title", filter=~Q(section_title=""), distinct=True, default=[]))


def unstated_requests(actor: Actor) -> QuerySet[Request]:
    """Positions requested of the actor's own body that are open and not stated yet."""
    stated = Position.objects.visible_to(actor).filter(request=OuterRef("pk")).order_by()
    return requests_to(actor).filter(~Exists(stated), closed_at=None)


def _unanswered(actor: Actor) -> QuerySet[Comment]:
    gone = CommentWithdrawal.objects.visible_to(actor).order_by().values("comment_id")
    answered = Disposition.objects.visible_to(actor).filter(comment=OuterRef("pk")).order_by()
    return Comment.objects.visible_to(actor).exclude(pk__in=gone).filter(~Exists(answered)).order_by()
