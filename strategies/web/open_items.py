"""What strategies and consultations leave open for a post, in order of harm; shown on Today and in takeover briefs."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from missions.queries.calendar import today_of
from pocplan.access.actor import Actor
from pocplan.access.enums import PostKind, Side
from pocplan.access.models import Post
from pocplan.ui.openitems import OpenItem, register
from strategies.domain.clearances import ANSWERS_FOR
from strategies.domain.rounds import CLEARERS
from strategies.domain.stages import REMINDERS
from strategies.domain.workflow import ADVISERS, APPROVERS, TABLE
from strategies.enums.rounds import RoundState
from strategies.enums.text import Stage, Verb
from strategies.models import Clearance, LostEdit, Round, Strategy
from strategies.queries.consents import packages_asking
from strategies.queries.force import force_clearances_asked
from strategies.queries.inner import COORDINATION
from strategies.queries.margin import strategies_asking
from strategies.queries.proposals import strategies_with_proposals
from strategies.queries.replies import days_left, last_days
from strategies.queries.reviews import origins_of, reviews_for
from strategies.queries.strategies import strategies_for
from strategies.queries.threads import MINE
from strategies.queries.unanswered import (
    unanswered_comments,
    unanswered_objections,
    unstated_requests,
    with_sections,
)

SOON = 3  # working days
WEEK = 7


def register_all() -> None:
    """Called once, when the app is ready."""
    register("objections", _("Objections to answer before approval"), objections)
    register("consents", _("Your consent is asked"), consents)
    register("positions", _("Positions requested of us"), positions)
    register("comments", _("Comments that wait for my answer"), comments)
    register("margin", _("Asked of me beside a draft"), margin)
    register("proposals", _("Proposals in clearance"), proposals)
    register("rounds", _("Rounds to clear or to open"), rounds)
    register("windows", _("Rounds that wait for answers"), windows)
    register("force", _("What the Force knows, to clear before it leaves the mission"), of_the_force)
    register("clearances", _("Clearances asked of my component"), clearances)
    register("reviews", _("Reviews to close"), reviews)
    register("approvals", _("Versions laid before me"), approvals)
    register("kept", _("Texts kept from a conflict"), kept)


def objections(actor: Actor, post: Post) -> Iterator[OpenItem]:
    if post.kind not in ADVISERS:
        return
    for position in unanswered_objections(actor).exclude(request__owner_id=actor.owner_id):
        asked = position.request
        yield OpenItem(
            title=gettext("%(name)s objects to “%(title)s”") % {"name": asked.organisation, "title": asked.title},
            address=reverse("consultations:reply", args=[asked.pk]),
            why=gettext("It need not be accepted, but it needs an answer before approval."),
            level="critical",
        )


def comments(actor: Actor, post: Post) -> Iterator[OpenItem]:
    if post.kind not in ADVISERS:
        return
    for asked in with_sections(unanswered_comments(actor).exclude(request__owner_id=actor.owner_id)):
        count = ngettext("%(n)s comment", "%(n)s comments", asked["waiting"]) % {"n": asked["waiting"]}
        yield OpenItem(
            title=gettext("%(name)s on “%(title)s”: %(count)s")
            % {"name": asked["organisation"], "title": asked["title"], "count": count},
            address=reverse("consultations:reply", args=[asked["asked"]]),
            why="; ".join(asked["sections"]),
            level="high",
        )


def proposals(actor: Actor, post: Post) -> Iterator[OpenItem]:
    """What components would have instead, as long as a drafter may answer it."""
    if post.kind not in ADVISERS:
        return
    stages = [step.stage for step in TABLE if step.verb == Verb.ANSWER_PROPOSALS]
    for strategy, title, waiting in strategies_with_proposals(actor, stages):
        said = ngettext(
            "%(count)s proposal waits for an answer", "%(count)s proposals wait for an answer", waiting
        )  # fmt: skip
        address = reverse("strategies:proposals", args=[strategy])
        yield OpenItem(title=title, address=address, why=said % {"count": waiting}, level="medium")


def margin(actor: Actor, post: Post) -> Iterator[OpenItem]:
    """Where the post was named beside a draft and has not answered, as long as its words can change."""
    if actor.side != Side.MISSION:
        return
    stages = [step.stage for step in TABLE if step.verb == Verb.COMMENT]
    for strategy, title, waiting in strategies_asking(actor, post.pk, stages):
        said = ngettext(
            "%(count)s comment asks for your attention", "%(count)s comments ask for your attention", waiting
        )  # fmt: skip
        address = f"{reverse('strategies:comments', args=[strategy])}?show={MINE}"
        yield OpenItem(title=title, address=address, why=said % {"count": waiting}, level="medium")


def consents(actor: Actor, post: Post) -> Iterator[OpenItem]:
    if post.pk != actor.post_id:
        return
    for wording, count in packages_asking(actor):
        many = gettext("%(count)s comments of yours. ") % {"count": count} if count > 1 else ""
        yield OpenItem(
            title=wording.comment.words[:120],
            address=reverse("consultations:package", args=[wording.package_id]),
            why=many + gettext("Nothing of yours leaves without your yes to exactly these words."),
            level="high",
        )


def positions(actor: Actor, post: Post) -> Iterator[OpenItem]:
    if post.kind not in (*COORDINATION, PostKind.OBSERVER) or post.owner_id != actor.owner_id:
        return
    today = today_of(actor)
    for asked in unstated_requests(actor):
        yield OpenItem(
            title=asked.title,
            address=reverse("consultations:reply", args=[asked.pk]),
            why=gettext("Asked by %(name)s.") % {"name": asked.asked_by},
            due=asked.deadline,
            level="high" if days_left(asked, today) <= SOON else "medium",
        )


def of_the_force(actor: Actor, post: Post) -> Iterator[OpenItem]:
    if post.kind != PostKind.FORCE_COMMANDER:
        return
    for clearance in force_clearances_asked(actor):
        yield OpenItem(
            title=clearance.round.strategy.title,
            address=reverse("consultations:force", args=[clearance.round_id]),
            why=gettext("It waits for your clearance of what the Force knows."),
            level="high",
        )


def rounds(actor: Actor, post: Post) -> Iterator[OpenItem]:
    state = _waiting_for(post)
    if state is None:
        return
    rows = Round.objects.visible_to(actor).filter(state=state).select_related("strategy")
    for round_ in rows:
        yield OpenItem(
            title=round_.strategy.title,
            address=reverse("consultations:round", args=[round_.pk]),
            why=str(round_.get_state_display()),
            level="medium",
        )


def _waiting_for(post: Post) -> RoundState | None:
    if post.kind in CLEARERS:
        return RoundState.PREPARED
    return RoundState.CLEARED if post.kind in ADVISERS else None


def windows(actor: Actor, post: Post) -> Iterator[OpenItem]:
    """For who asked: until when the other bodies have time. Nothing to do yet, and a date to know."""
    if post.kind not in ADVISERS:
        return
    rounds_ = Round.objects.visible_to(actor).filter(state=RoundState.OPEN).select_related("strategy")
    until = last_days(actor, [round_.consultation_id for round_ in rounds_])
    for round_ in rounds_:
        yield OpenItem(
            title=round_.strategy.title,
            address=reverse("consultations:round", args=[round_.pk]),
            why=gettext("Its window ends on this day."),
            due=until.get(round_.consultation_id),
        )


def clearances(actor: Actor, post: Post) -> Iterator[OpenItem]:
    mine = ANSWERS_FOR.get(PostKind(post.kind), ())
    if not mine:
        return
    rows = Clearance.objects.visible_to(actor).filter(
        word="", component__in=mine, version__strategy__stage=Stage.INTERNAL_CLEARANCE
    )
    for row in rows.select_related("version__strategy").defer("version__body"):
        yield OpenItem(
            title=row.version.strategy.title,
            address=reverse("strategies:clearance", args=[row.version.strategy_id]),
            why=str(row.get_component_display()),
            level="medium",
        )


def reviews(actor: Actor, post: Post) -> Iterator[OpenItem]:
    """From the first reminder on, for the post that answers for the review."""
    today = today_of(actor)
    due = today - timedelta(days=REMINDERS[0].days)
    rows = list(reviews_for(actor).filter(responsible_post_id=post.pk, due_on__lte=due))
    origins = origins_of(actor, rows)
    for review in rows:
        origin = origins.get(review.pk)
        left = (review.due_on - today).days
        yield OpenItem(
            title=review.strategy.title,
            address=reverse("reviews:detail", args=[review.pk]),
            why=gettext("%(cause)s: %(name)s") % {"cause": review.get_cause_display(), "name": origin.name}
            if origin
            else str(review.get_cause_display()),
            due=review.due_on,
            level="critical" if left < 0 else "high" if left <= WEEK else "medium",
        )


def approvals(actor: Actor, post: Post) -> Iterator[OpenItem]:
    if post.kind not in APPROVERS:
        return
    for strategy in strategies_for(actor, Stage.APPROVAL):
        if strategy.approving_post_id == post.pk:
            yield _of(strategy, gettext("Waits for your approval."), "high")


def kept(actor: Actor, post: Post) -> Iterator[OpenItem]:
    if post.pk != actor.post_id:
        return
    rows = LostEdit.objects.visible_to(actor).filter(person_id=actor.person_id, settled_at=None)
    for row in rows.order_by("-kept_at", "id")[:10]:
        yield OpenItem(
            title=gettext("A text of yours was kept when somebody saved first"),
            address=reverse("strategies:conflict", args=[row.pk]),
            why=gettext("Look at both and settle which words stand."),
            level="medium",
        )


def _of(strategy: Strategy, why: str, level: str) -> OpenItem:
    return OpenItem(
        title=strategy.title, address=reverse("strategies:detail", args=[strategy.pk]), why=why, level=level
    )
