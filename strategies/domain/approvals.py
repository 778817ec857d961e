"""Approval by the post that may and can read all parts, coming into force, and being superseded."""

import secrets

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.enums import Audience
from pocplan.access.errors import Conflict
from pocplan.access.queries.rooms import room_of
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from pocplan.notices.domain.events import notify
from strategies.documents.canonical import salted_digest
from strategies.domain.versions import freeze_version
from strategies.domain.workflow import ADVISERS, move
from strategies.enums.text import Stage, Verb, VersionState
from strategies.models import ApprovalSeal, Strategy, Version
from strategies.queries.signatures import Signature, signature
from strategies.queries.versions import latest_version, parts_of, ratings_in


@verb()
def submit(*, actor: Actor, strategy: Strategy) -> Version:
    """Freeze what stands and lay it before the approving post. Guards: header, answers, RACI."""
    move(actor, strategy, Verb.SUBMIT)
    posts = [strategy.approving_post_id] if strategy.approving_post_id else []
    notify(
        actor=actor,
        compartment_id=strategy.compartment_id,
        code="approval_asked",
        kind="strategy",
        subject_id=strategy.pk,
        to_posts=posts,
    )
    return freeze_version(actor=actor, strategy=strategy)


@verb()
def approve(*, actor: Actor, version: Version) -> Version:
    """Approve the latest version as the approving post, and seal all parts with one salted hash.

    Raises Refused with the reason: not that post, cannot read a part, an author, an incomplete
    header, an unanswered objection, due diligence not in place, an annex not frozen.
    """
    strategy = version.strategy
    move(actor, strategy, Verb.APPROVE, version=str(version.pk), digest=version.digest)
    _demand_latest(actor, version)
    who = signature(actor, strategy.language)
    rows = Version.objects.visible_to(actor).filter(pk=version.pk, state=VersionState.FROZEN)
    rows.update(state=VersionState.APPROVED, approved_at=now(), **who.as_fields("approved_by"))
    _seal(actor, version, who)
    tell_advisers(actor, strategy, "strategy_approved")
    version.refresh_from_db()
    return version


def tell_advisers(actor: Actor, strategy: Strategy, code: str) -> None:
    """A notice for the PoC advisers who sit in the strategy's room."""
    room = strategy.compartment_id
    notify(actor=actor, compartment_id=room, code=code, kind="strategy", subject_id=strategy.pk, to_kinds=ADVISERS)


def _demand_latest(actor: Actor, version: Version) -> None:
    latest = latest_version(actor, version.strategy)
    if latest is None or latest.pk != version.pk:
        raise Conflict(_("A newer version has been frozen. Read that one before you approve."))


def _seal(actor: Actor, version: Version, who: Signature) -> None:
    room = room_of(actor, Audience.LEADERSHIP)
    salt = secrets.token_hex(32)
    parts = {"text": version.digest} | {str(part.annex_id): part.digest for part in parts_of(actor, version)}
    parts |= {f"rating {one.pk}": one.digest for one in ratings_in(actor, version)}
    ApprovalSeal.objects.create(
        compartment_id=room.pk,
        version_ref=version.pk,
        salt=salt,
        digest=salted_digest(parts, salt),
        at=now(),
        post_title=who.post_title,
        person_name=who.person_name,
    )


@verb()
def bring_into_force(*, actor: Actor, strategy: Strategy) -> Version:
    """The approved version comes into force on its effective date and supersedes its predecessor."""
    move(actor, strategy, Verb.BRING_INTO_FORCE)
    rows = Version.objects.visible_to(actor).filter(strategy=strategy, state=VersionState.APPROVED)
    rows.update(state=VersionState.IN_FORCE, in_force_on=strategy.effective_on)
    room = strategy.compartment_id
    notify(actor=actor, compartment_id=room, code="strategy_in_force", kind="strategy", subject_id=strategy.pk)
    if strategy.supersedes is not None and strategy.supersedes.stage == Stage.IN_FORCE:
        supersede(actor=actor, strategy=strategy.supersedes)
    version = latest_version(actor, strategy)
    assert version is not None
    return version


@verb()
def supersede(*, actor: Actor, strategy: Strategy) -> Strategy:
    """A strategy whose successor is in force. Its versions stay readable."""
    move(actor, strategy, Verb.SUPERSEDE)
    rows = Version.objects.visible_to(actor).filter(strategy=strategy, state=VersionState.IN_FORCE)
    rows.update(state=VersionState.SUPERSEDED, ended_at=now())
    tell(actor, strategy, "superseded")
    return strategy
