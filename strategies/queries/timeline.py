"""What happened to a strategy and what comes next, as the line above its text."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from pocplan.access.actor import Actor
from pocplan.access.queries.titles import Titles, titled, titles_told
from strategies.enums.rounds import RoundState
from strategies.enums.text import Stage, VersionState
from strategies.models import Round, Strategy, Version
from strategies.queries.rounds import rounds_of
from strategies.queries.versions import versions_of

NEXT = {
    Stage.DRAFTING: (Stage.INTERNAL_CLEARANCE, Stage.CONSULTATION, Stage.APPROVAL),
    Stage.INTERNAL_CLEARANCE: (Stage.CONSULTATION, Stage.APPROVAL),
    Stage.CONSULTATION: (Stage.REVISION, Stage.APPROVAL),
    Stage.REVISION: (Stage.APPROVAL,),
    Stage.APPROVAL: (Stage.IN_FORCE,),
}
SHOWN = 4


@dataclass(frozen=True)
class Moment:
    """A point on the line; `when` says whether it lies behind, is now, or is still to come."""

    word: str
    detail: str
    at: datetime | date | None
    when: str = "past"


def timeline_of(actor: Actor, strategy: Strategy) -> list[Moment]:
    """The last versions and rounds, the stage of now, and the stages that usually follow."""
    titles = titles_told(actor)
    versions = [(version.frozen_at, _of_version(version, titles)) for version in _recent(actor, strategy)]
    opened = rounds_of(actor, strategy).exclude(opened_on=None).defer("version__body")
    rounds = [(one.cleared_at or one.prepared_at, _of_round(one)) for one in opened]
    past = [moment for _at, moment in sorted(versions + rounds, key=lambda pair: pair[0])][-SHOWN:]
    begun = Moment(_("Started"), titled(strategy.started_by_post_title, titles), strategy.started_at)
    present = Moment(str(Stage(strategy.stage).label), _("now"), strategy.moved_at, "now")
    coming = [Moment(str(stage.label), "", None, "next") for stage in NEXT.get(Stage(strategy.stage), ())]
    if strategy.stage == Stage.IN_FORCE and strategy.review_on:
        coming = [Moment(_("Review due"), "", strategy.review_on, "next")]
    return [begun, *past, present, *coming]


def _recent(actor: Actor, strategy: Strategy) -> list[Version]:
    return list(versions_of(actor, strategy).defer("body")[:SHOWN])


def _of_version(version: Version, titles: Titles) -> Moment:
    word = _("Version %(number)s") % {"number": version.number}
    if version.state == VersionState.FROZEN:
        post = titled(version.frozen_by_post_title, titles)
        return Moment(word, _("frozen by %(post)s") % {"post": post}, version.frozen_at)
    if version.approved_at:
        post = titled(version.approved_by_post_title, titles)
        return Moment(word, _("approved by %(post)s") % {"post": post}, version.approved_at)
    return Moment(word, str(version.get_state_display()), version.frozen_at)


def _of_round(one: Round) -> Moment:
    word = _("Round %(number)s") % {"number": one.number}
    if one.state == RoundState.OPEN:
        return Moment(word, _("open on version %(number)s") % {"number": one.version.number}, one.opened_on)
    return Moment(word, str(RoundState(one.state).label), one.ended_at)
