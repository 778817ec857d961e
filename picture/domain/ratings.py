"""Giving a rating, blind; and letting the other sides have a copy of it."""

import hashlib
import json
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from missions.queries.calendar import begun
from picture.domain.guards import demand_writer, post_title
from picture.domain.naming import demand_no_person
from picture.enums.ratings import RatingSide, ReleaseState
from picture.enums.threats import ThreatState
from picture.models import Rating, RatingRelease, ReleasedRating, Threat
from picture.models.ratings import FIGURES
from picture.queries.ratings import current_releases, own_copies, own_ratings, releases_of
from picture.queries.releasing import ACROSS, may_release
from picture.queries.rooms import Desk, desk_at, desk_of, sides_in
from picture.queries.threats import threat_for
from pocplan.access.actor import Actor
from pocplan.access.clock import now, today
from pocplan.access.enums import Audience
from pocplan.access.errors import Conflict, Refused
from pocplan.access.models import Owner
from pocplan.access.verb import verb
from pocplan.access.wording import check_fields, plain
from pocplan.journal.telling import tell
from pocplan.notices.domain.events import notify

OLDEST = 3650  # days: an older day is a slip of the pen
COPIED = ("side", "cycle", *FIGURES, "confidence", "after_others")


@verb()
def give_rating(
    *,
    actor: Actor,
    threat: Threat,
    rationale: str,
    confidence: str,
    cut_off: date,
    likelihood: int | None = None,
    impact: int | None = None,
    severity: int | None = None,
) -> Rating:
    """What the actor's side says of a threat. It stays on that side's desk until that side releases it.

    Raises Refused for a post whose side does not rate this threat, a closed threat, a figure outside its
    scale, half of a scale, two scales at once, a day in the future, or what seems to name a person.
    """
    desk = _desk(actor, threat)
    _demand_one_scale(desk.side, likelihood, impact, severity)
    _demand_day(actor, cut_off)
    rating = Rating(
        compartment_id=desk.room.pk,
        threat_ref=threat.pk,
        side=desk.side,
        cycle=threat.cycle,
        after_others=_saw_others(actor, desk, threat),
        cut_off=cut_off,
        given_at=now(),
        post_id=actor.post_id,
        post_title=post_title(actor),
        person_id=actor.person_id,
    )
    said = {"likelihood": likelihood, "impact": impact, "severity": severity}
    figures = {name: value for name, value in said.items() if value is not None}
    check_fields(rating, {"rationale": rationale, "confidence": confidence, **figures})
    demand_no_person(rating.rationale, "rationale")
    Rating.objects.bulk_create([rating])
    tell(actor, rating, "give_rating", cycle=rating.cycle)
    return rating


def _desk(actor: Actor, threat: Threat) -> Desk:
    desk = desk_of(actor)
    if desk is None or desk.side not in sides_in(threat.compartment):
        raise Refused(_("Your post rates nothing here."))
    _demand_open(threat)
    return desk


def _demand_open(threat: Threat) -> None:
    if threat.state == ThreatState.CLOSED:
        raise Refused(_("This threat is closed. Open it again first."))


def _demand_one_scale(side: str, likelihood: int | None, impact: int | None, severity: int | None) -> None:
    if severity is not None and side != RatingSide.CLUSTER:
        raise Refused(_("This scale is the cluster’s own. Rate likelihood and impact."), "severity")
    if severity is not None and (likelihood is not None or impact is not None):
        raise Refused(_("Use one scale: likelihood and impact, or the cluster’s severity."), "severity")
    if severity is None and likelihood is None:
        raise Refused(_("Choose how likely it is."), "likelihood")
    if severity is None and impact is None:
        raise Refused(_("Choose how bad it would be."), "impact")


def _demand_day(actor: Actor, cut_off: date) -> None:
    if cut_off > begun(actor):
        raise Refused(_("This day lies in the future."), "cut_off")
    if (today() - cut_off).days > OLDEST:
        raise Refused(_("This day lies more than ten years back."), "cut_off")


def _saw_others(actor: Actor, desk: Desk, threat: Threat) -> bool:
    """Whether anything of another side was open to this side by now; a first rating never follows others."""
    mine = own_copies(actor, desk, [threat])
    return any(one.pk not in mine for one in current_releases(actor, [threat]))


@verb()
def prepare_release(*, actor: Actor, rating: Rating, rationale: str) -> RatingRelease:
    """Fix what the others would read, the rationale shortened where it must be. Nothing leaves the desk yet.

    Raises Refused for a rating that is not its side's latest, and where all who read the threat read it anyway.
    """
    threat, desk = threat_for(actor, rating.threat_ref), desk_at(rating.compartment)
    demand_writer(actor, rating.compartment_id)
    _demand_open(threat)
    standing = own_ratings(actor, desk, [threat]).get(threat.pk)
    if standing is None or standing.pk != rating.pk:
        raise Refused(_("Your side gave a newer rating. Release that one."))
    if threat.compartment_id == rating.compartment_id:
        raise Refused(_("Everybody who reads this threat reads your rating already."))
    words = demand_no_person(plain(rationale, limit=4000, field="rationale", required=True), "rationale")
    body = _body(actor, rating, words)
    releases_of(actor, rating).filter(state=ReleaseState.PREPARED).update(state=ReleaseState.DROPPED)
    release = RatingRelease(compartment_id=rating.compartment_id, rating=rating, body=body, digest=digest_of(body))
    release.prepared_at, release.prepared_by_title = now(), post_title(actor)
    RatingRelease.objects.bulk_create([release])
    tell(actor, release, "prepare_rating_release", digest=release.digest)
    if not may_release(actor, desk.room, threat.compartment):
        _ask(actor, release, desk)
    return release


def _body(actor: Actor, rating: Rating, rationale: str) -> dict[str, Any]:
    figures = {name: getattr(rating, name) for name in COPIED}
    name = Owner.objects.get(pk=actor.owner_id).name
    return {**figures, "rationale": rationale, "cut_off": rating.cut_off.isoformat(), "body_name": name}


def digest_of(body: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _ask(actor: Actor, release: RatingRelease, desk: Desk) -> None:
    notify(
        actor=actor,
        compartment_id=release.compartment_id,
        code="rating_to_release",
        kind="ratingrelease",
        subject_id=release.pk,
        to_kinds=ACROSS[desk.side],
    )


@verb()
def release_rating(*, actor: Actor, release: RatingRelease, digest: str) -> ReleasedRating:
    """Put exactly what was previewed into the threat's room; an earlier copy of this side is withdrawn there.

    Raises Refused for a post that does not answer for this side, and where new ratings were asked for
    meanwhile; Conflict where it was decided before, or is not what was previewed.
    """
    threat, desk = _demand_releaser(actor, release)
    _demand_open(threat)
    if release.rating.cycle != threat.cycle:
        raise Refused(_("New ratings were asked for meanwhile. Give a new one and release that."))
    if digest != release.digest or digest_of(release.body) != release.digest:
        raise Conflict(_("This is not what was shown to you. Look at it again."))
    body = {**release.body, "cut_off": date.fromisoformat(release.body["cut_off"])}
    copy = ReleasedRating(compartment_id=threat.compartment_id, threat=threat, released_on=today(), **body)
    _replace_former(actor, desk, threat)
    _decide(actor, release, ReleaseState.PREPARED, state=ReleaseState.RELEASED, copy_id=copy.pk)
    ReleasedRating.objects.bulk_create([copy])
    tell(actor, release, "release_rating", digest=release.digest)
    return copy


def _demand_releaser(actor: Actor, release: RatingRelease) -> tuple[Threat, Desk]:
    threat, desk = threat_for(actor, release.rating.threat_ref), desk_at(release.compartment)
    if not may_release(actor, release.compartment, threat.compartment):
        where = threat.compartment.audience == Audience.SHARED
        across = _("Across the wall, the post that answers for your side releases this. It was told.")
        raise Refused(across if where else _("Your post releases nothing here."))
    return threat, desk


def _replace_former(actor: Actor, desk: Desk, threat: Threat) -> None:
    copies = own_copies(actor, desk, [threat])
    _take_back(actor, copies)
    former = RatingRelease.objects.visible_in(actor, desk.room.pk).filter(copy_id__in=list(copies))
    former.filter(state=ReleaseState.RELEASED).update(state=ReleaseState.REPLACED)


def _take_back(actor: Actor, copies: Any) -> None:
    rows = ReleasedRating.objects.visible_to(actor).filter(pk__in=list(copies), withdrawn_at=None)
    rows.update(withdrawn_at=now(), rationale="")


def _decide(actor: Actor, release: RatingRelease, standing: str, **values: Any) -> None:
    rows = RatingRelease.objects.visible_to(actor).filter(pk=release.pk, state=standing)
    if not rows.update(decided_at=now(), decided_by_title=post_title(actor), **values):
        raise Conflict(_("Somebody decided this before you."))


@verb()
def drop_release(*, actor: Actor, release: RatingRelease) -> None:
    """It is not released. For everybody on that side's desk."""
    _decide(actor, release, ReleaseState.PREPARED, state=ReleaseState.DROPPED)
    tell(actor, release, "drop_rating_release")


@verb()
def withdraw_rating(*, actor: Actor, release: RatingRelease) -> None:
    """Take the copy back: its words are emptied. What was read cannot be unread."""
    _demand_releaser(actor, release)
    _decide(actor, release, ReleaseState.RELEASED, state=ReleaseState.WITHDRAWN)
    _take_back(actor, [release.copy_id])
    tell(actor, release, "withdraw_rating")
