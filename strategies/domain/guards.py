"""The conditions named in the table of the workflow. Each raises Refused with what is missing."""

from collections.abc import Callable
from typing import cast
from uuid import UUID

from django.db.models import Field
from django.utils.translation import gettext_lazy as _

from missions.queries.calendar import begun
from pocplan.access.actor import Actor
from pocplan.access.enums import PostKind
from pocplan.access.errors import NotSeated, Refused
from pocplan.access.models import Post
from pocplan.access.queries.rooms import room_of
from strategies.domain.identifying import demand_nobody_in_version
from strategies.domain.prohibitions import demand_prohibitions_answered
from strategies.enums.rounds import ForceWord, RoundState
from strategies.enums.text import ClearanceWord, Raci, Stage, VersionState
from strategies.models import Responsibility, Round, Strategy, Version
from strategies.queries.assembly import document_of
from strategies.queries.force import force_clearance_of, known_from_force
from strategies.queries.rounds import round_under_way, unanswered_objections
from strategies.queries.rows import rows_of, stopped_by_due_diligence
from strategies.queries.strategies import annexes_of, blocks_of_strategy, distribution_of
from strategies.queries.versions import authors_of, clearances_of, latest_version, parts_of

HEADER = ("reference", "title", "mission_name", "scope_name", "classification", "approving_post_title", "contact_unit")
PARTS_IN = ("force", "police")


def has_text(actor: Actor, strategy: Strategy) -> None:
    if not any(block.html for blocks in blocks_of_strategy(actor, strategy).values() for block in blocks):
        raise Refused(_("There is no text yet. Write a section or take in a Word file first."))


def clearance_complete(actor: Actor, strategy: Strategy) -> None:
    """Every component that was asked has answered; a dissent is an answer and stays inside."""
    open_ = [one for one in clearances_of(actor, _latest(actor, strategy)) if one.word == ClearanceWord.ASKED]
    if open_:
        names = ", ".join(str(one.get_component_display()) for one in open_)
        raise Refused(_("Still to answer for internal clearance: %(names)s."), names=names)


def ready_to_submit(actor: Actor, strategy: Strategy) -> None:
    """Text, header, clearance if one was asked, answered objections, somebody beside the PoC unit responsible."""
    has_text(actor, strategy)
    header_complete(actor, strategy)
    others_are_responsible(actor, strategy)
    demand_prohibitions_answered(actor, strategy, document_of(actor, strategy)["sections"])
    version = latest_version(actor, strategy)
    if version is None:
        return
    if strategy.stage == Stage.INTERNAL_CLEARANCE:
        clearance_complete(actor, strategy)
    objections_answered(actor, version)


def round_cleared(actor: Actor, strategy: Strategy) -> None:
    """Both clearances that what leaves the mission needs: the delegate's and, for what the Force knows, its own."""
    if strategy.stage == Stage.INTERNAL_CLEARANCE:
        clearance_complete(actor, strategy)
    round_ = round_under_way(actor, strategy)
    if round_ is None or round_.state == RoundState.PREPARED:
        raise Refused(_("The Chief of Staff or a delegate clears the round before it is opened. Ask that post."))
    force_cleared(actor, round_)


def ready_to_open(actor: Actor, strategy: Strategy) -> None:
    """Cleared, and naming or locating no victim, witness or source: the one finding of the check that stops."""
    round_cleared(actor, strategy)
    round_ = round_under_way(actor, strategy)
    if round_ is not None:
        demand_nobody_in_version(round_.version)


def force_cleared(actor: Actor, round_: Round) -> None:
    """What the Force knows leaves with its Commander's clearance; a mission without a Force skips it."""
    about = known_from_force(actor, round_.version)
    clearance = force_clearance_of(actor, round_)
    word = clearance.word if clearance else ForceWord.ASKED
    if not about or word == ForceWord.CLEARED:
        return
    names = "; ".join(about)
    if word == ForceWord.NOT_CLEARED:
        raise Refused(_("The Force Commander did not clear what the Force knows: %(names)s."), names=names)
    raise Refused(_("The Force Commander still has to clear what the Force knows: %(names)s."), names=names)


def not_yet_approved(actor: Actor, strategy: Strategy) -> None:
    if _latest(actor, strategy).state != VersionState.FROZEN:
        raise Refused(_("This version is approved. What was approved does not change."))


def may_approve(actor: Actor, strategy: Strategy) -> None:
    """The approving post, which can read every part, wrote none, and finds nothing left open."""
    version = _latest(actor, strategy)
    not_yet_approved(actor, strategy)
    if actor.post_id != strategy.approving_post_id:
        raise Refused(_("This version is approved by: %(post)s."), post=strategy.approving_post_title or "–")
    reads_all_parts(actor, strategy)
    wrote_nothing_of_it(actor, version)
    annexes_are_frozen(actor, strategy, version)
    header_complete(actor, strategy)
    objections_answered(actor, version)
    due_diligence_done(actor, strategy)
    demand_prohibitions_answered(actor, strategy, version.body["sections"])


def may_enter_into_force(actor: Actor, strategy: Strategy) -> None:
    if _latest(actor, strategy).state != VersionState.APPROVED:
        raise Refused(_("Only an approved version comes into force."))
    header_complete(actor, strategy)
    due_diligence_done(actor, strategy)
    if strategy.effective_on is None or strategy.review_on is None:
        raise Refused(_("Set the effective date and the review date first."), "effective_on")
    if strategy.effective_on > begun(actor):
        raise Refused(_("The effective date has not come yet: %(day)s."), day=strategy.effective_on.isoformat())
    demand_prohibitions_answered(actor, strategy, _latest(actor, strategy).body["sections"])


def successor_in_force(actor: Actor, strategy: Strategy) -> None:
    rows = Strategy.objects.visible_to(actor).filter(supersedes=strategy, stage=Stage.IN_FORCE)
    if not rows.exists():
        raise Refused(_("No successor of this strategy is in force."))


def header_complete(actor: Actor, strategy: Strategy) -> None:
    """Without its header a controlled document goes nowhere."""
    missing = [
        str(cast(Field, Strategy._meta.get_field(name)).verbose_name) for name in HEADER if not getattr(strategy, name)
    ]
    if not distribution_of(actor, strategy):
        missing.append(str(_("distribution list")))
    if missing:
        raise Refused(_("The header is not complete. Missing: %(names)s."), names=", ".join(missing))


def reads_all_parts(actor: Actor, strategy: Strategy) -> None:
    """Asked of seats and not of annexes, so that the answer tells nobody whether there is one."""
    try:
        for audience in PARTS_IN:
            room_of(actor, audience, strategy.scope_area_id)
    except NotSeated as error:
        raise Refused(_("Only a post that can read every part of the document can approve it.")) from error


def wrote_nothing_of_it(actor: Actor, version: Version) -> None:
    writers = {author.person_id for author in authors_of(actor, version)}
    writers |= {person for part in parts_of(actor, version) for person in _persons(part.authors)}
    if actor.person_id in writers:
        raise Refused(_("You wrote a part of this version. Nobody approves what he wrote."))


def annexes_are_frozen(actor: Actor, strategy: Strategy, version: Version) -> None:
    frozen = {part.annex_id for part in parts_of(actor, version)}
    open_ = [str(annex) for annex in annexes_of(actor, strategy) if annex.pk not in frozen]
    if open_:
        raise Refused(_("Not yet frozen into this version by their own side: %(names)s."), names="; ".join(open_))


def objections_answered(actor: Actor, version: Version) -> None:
    """An objection need not be accepted, but it must be answered."""
    if unanswered_objections(actor, version):
        raise Refused(_("An objection is not answered yet. It need not be accepted, but it needs an answer."))


def due_diligence_done(actor: Actor, strategy: Strategy) -> None:
    stopped = stopped_by_due_diligence(actor, strategy)
    if stopped:
        names = "; ".join(f"{row.title} ({why})" for row, why in stopped)
        raise Refused(_("Human rights due diligence is not approved and current for: %(names)s."), names=names)


def others_are_responsible(actor: Actor, strategy: Strategy) -> None:
    """The PoC unit may not be the only one responsible."""
    rows = rows_of(actor, Responsibility, strategy).filter(letter__in=(Raci.RESPONSIBLE, Raci.ACCOUNTABLE))
    posts = {row.post_id for row in rows}
    unit = (PostKind.SENIOR_POC_ADVISER, PostKind.POC_ADVISER)
    if posts and not Post.objects.visible_to(actor).filter(pk__in=posts).exclude(kind__in=unit).exists():
        raise Refused(_("The PoC unit is the only one responsible. Name another post as well."))


def _latest(actor: Actor, strategy: Strategy) -> Version:
    version = latest_version(actor, strategy)
    if version is None:
        raise Refused(_("No version is frozen yet."))
    return version


def _persons(authors: list[dict[str, str]]) -> set[UUID]:
    return {UUID(author["person_id"]) for author in authors}


GUARDS: dict[str, Callable[[Actor, Strategy], None]] = {
    "has_text": has_text,
    "clearance_complete": clearance_complete,
    "ready_to_submit": ready_to_submit,
    "ready_to_open": ready_to_open,
    "not_yet_approved": not_yet_approved,
    "may_approve": may_approve,
    "may_enter_into_force": may_enter_into_force,
    "successor_in_force": successor_in_force,
}
