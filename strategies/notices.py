"""What people are told of strategies and their consultation. No sentence names a title, a place or a person."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.notices.registry import register
from strategies.domain.stages import COMING, DUE, OVERDUE
from strategies.enums.rounds import PackageState, RoundState
from strategies.models import CompanionCopy, ForceClearance, InnerText, Package, Position, Request, Review, Round
from strategies.queries.reviews import closed_among


def _closed(actor: Actor, ids: set[UUID]) -> set[UUID]:
    rows = Request.objects.visible_to(actor).filter(pk__in=ids).exclude(closed_at=None)
    return set(rows.values_list("pk", flat=True))


def replied(actor: Actor, ids: set[UUID]) -> set[UUID]:
    stated = Position.objects.visible_to(actor).filter(request__in=ids).values_list("request_id", flat=True)
    return _closed(actor, ids) | set(stated)


def _decided(actor: Actor, ids: set[UUID]) -> set[UUID]:
    rows = Package.objects.visible_to(actor).filter(pk__in=ids).exclude(state=PackageState.PREPARED)
    return set(rows.values_list("pk", flat=True))


def _past(state: str):  # type: ignore[no-untyped-def]
    def settled(actor: Actor, ids: set[UUID]) -> set[UUID]:
        rows = Round.objects.visible_to(actor).filter(pk__in=ids).exclude(state=state)
        return set(rows.values_list("pk", flat=True))

    return settled


def force_answered(actor: Actor, ids: set[UUID]) -> set[UUID]:
    rows = ForceClearance.objects.visible_to(actor).filter(round__in=ids).exclude(word="")
    return set(rows.values_list("round_id", flat=True))


REPLY, ROUND, INNER = "consultations:reply", "consultations:round", "consultations:inner"
register("position_requested", _("Your position is requested on a text"), url=REPLY, model=Request, settled=_closed)
register(
    "position_asked_again",
    _("Your position on a text is still awaited"),
    url=REPLY,
    model=Request,
    settled=replied,
)
register("position_stated", _("An invitee stated a position"), url=REPLY, model=Request)
register("window_paused", _("An invitee cannot work and paused the window"), url=REPLY, model=Request)
register("comments_released", _("An invitee released comments"), url=REPLY, model=Request)
register(
    "companion_released",
    _("An invitee released a document for information"),
    url="consultations:companion_copy",
    model=CompanionCopy,
)
register("answer_given", _("Something you said was answered"), url=REPLY, model=Request)
register("inner_mentioned", _("Somebody asks for your attention in a discussion"), url=INNER, model=InnerText)
register("inner_answered", _("Somebody answered what you said among your own"), url=INNER, model=InnerText)
register(
    "consent_asked",
    _("Your consent is asked to a release"),
    url="consultations:package",
    model=Package,
    settled=_decided,
)
register("round_to_clear", _("A round waits for clearance"), url=ROUND, model=Round, settled=_past(RoundState.PREPARED))
register(
    "round_cleared",
    _("A round is cleared and can be opened"),
    url=ROUND,
    model=Round,
    settled=_past(RoundState.CLEARED),
)
register(
    "force_clearance_asked",
    _("The Force Commander is asked to clear a round"),
    url=ROUND,
    model=Round,
    settled=force_answered,
)
register("force_clearance_given", _("The Force Commander answered on a round"), url=ROUND, model=Round)
register("round_closed", _("A round has closed"), url=ROUND, model=Round)

REVIEW = "reviews:detail"
register(COMING, _("A review comes due"), url=REVIEW, model=Review, settled=closed_among)
register(DUE, _("A review is due today"), url=REVIEW, model=Review, settled=closed_among)
register(OVERDUE, _("A review is overdue"), url=REVIEW, model=Review, settled=closed_among)
register("reviews.opened", _("A review was opened"), url=REVIEW, model=Review, settled=closed_among)
