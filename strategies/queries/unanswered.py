"""What of others' replies waits for an answer, and which requests wait for a position, each in one question."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, Min, OuterRef, QuerySet

from pocplan.access.actor import Actor
from strategies.enums.rounds import PositionWord, RoundState
from strategies.models import Comment, CommentWithdrawal, Disposition, Invitation, Position, Request
from strategies.queries.replies import requests_to


def standing_requests(actor: Actor) -> QuerySet[Request]:
    """Requests of rounds that were not withdrawn."""
    gone = Invitation.objects.visible_to(actor).filter(round__state=RoundState.WITHDRAWN, request_id__isnull=False)
    return Request.objects.visible_to(actor).exclude(pk__in=gone.order_by().values("request_id"))


def unanswered_objections(actor: Actor) -> QuerySet[Position]:
    """Positions that stand, are an objection, and have no answer; the oldest first."""
    latest = Position.objects.visible_to(actor).order_by("request_id", "-at", "id").distinct("request_id").values("pk")
    answered = Disposition.objects.visible_to(actor).filter(position=OuterRef("pk")).order_by()
    found = Position.objects.visible_to(actor).filter(pk__in=latest, word=PositionWord.OBJECTION)
    found = found.filter(~Exists(answered), request__in=standing_requests(actor).order_by().values("pk"))
    return found.select_related("request").order_by("at", "id")


def unanswered_comments(actor: Actor) -> QuerySet[Request]:
    """Requests with comments without an answer, the oldest first: how many (`waiting`), and since when (`first_at`)."""
    open_ = _unanswered(actor).values("request_id").annotate(count=Count("pk"), first=Min("at"))
    of_this = open_.filter(request=OuterRef("pk"))
    rows = standing_requests(actor).filter(pk__in=_unanswered(actor).values("request_id"))
    return rows.annotate(waiting=of_this.values("count"), first_at=of_this.values("first")).order_by("first_at", "id")


def with_sections(actor: Actor, requests: QuerySet[Request]) -> QuerySet[Request]:
    """The same requests, with the titles of the sections (`sections`) that comments without an answer touch."""
    titles = _unanswered(actor).filter(request=OuterRef("pk")).exclude(section_title="").order_by("section_title")
    return requests.annotate(sections=ArraySubquery(titles.values("section_title").distinct()))


def unstated_requests(actor: Actor) -> QuerySet[Request]:
    """Positions requested of the actor's own body that are open and not stated yet."""
    stated = Position.objects.visible_to(actor).filter(request=OuterRef("pk")).order_by()
    return requests_to(actor).filter(~Exists(stated), closed_at=None)


def _unanswered(actor: Actor) -> QuerySet[Comment]:
    gone = CommentWithdrawal.objects.visible_to(actor).order_by().values("comment_id")
    answered = Disposition.objects.visible_to(actor).filter(comment=OuterRef("pk")).order_by()
    return Comment.objects.visible_to(actor).exclude(pk__in=gone).filter(~Exists(answered)).order_by()
