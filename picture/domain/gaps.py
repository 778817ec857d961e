"""Telling named addressees that troops do not cover a place, and until when. All others read the class alone."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from missions.enums import ComponentKind
from missions.queries.calendar import not_over
from picture.domain.guards import demand_writer, post_title
from picture.enums.protection import Coverage
from picture.enums.ratings import ReleaseState
from picture.models import GapRelease, Hotspot, ProtectionPriority, ToldGap
from picture.queries.gaps import TELLING, Named, gap_releases_of, to_be_named
from picture.queries.hotspots import hotspot_for
from picture.queries.protection import desk_of_component
from pocplan.access.actor import Actor
from pocplan.access.clock import now, today
from pocplan.access.domain.rooms import Addressee, archive, give_seat, open_shared
from pocplan.access.enums import Audience
from pocplan.access.errors import Conflict, NotSeated, Refused
from pocplan.access.models import Compartment, Owner
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from pocplan.notices.domain.events import notify

LABEL = "Named by the Force"  # the room is known by this, and by nothing of what is told in it
FARTHEST = timedelta(days=366)
NOT_YOURS = _("The Force Commander tells this, and names to whom.")
UNLIKE = _("This is not what was shown to you. Look at it again.")


@verb()
def prepare_gap(*, actor: Actor, hotspot: Hotspot, until: date, addressees: Sequence[str]) -> GapRelease:
    """Fix what would be told and to whom, by keys of `to_be_named`. Nothing leaves the Force's room yet.

    For the Force Commander, on a place of an exercise that troops do not cover. Raises Refused for
    others, for nobody named, and for a day that is past or more than a year away.
    """
    desk = _desk(actor)
    _demand_uncovered(actor, hotspot)
    if not not_over(actor) <= until <= today() + FARTHEST:
        raise Refused(_("Choose a day within a year from today."), "until")
    chosen = _named(actor, hotspot, addressees)
    body = {
        "place_said": hotspot.place_said,
        "sector": hotspot.sector,
        "uncovered_until": until.isoformat(),
        "body_name": Owner.objects.get(pk=actor.owner_id).name,
    }
    named = [one.as_json() for one in chosen]
    gap_releases_of(actor, hotspot).filter(state=ReleaseState.PREPARED).update(state=ReleaseState.DROPPED)
    release = GapRelease(
        compartment_id=desk.pk, hotspot_ref=hotspot.pk, body=body, addressees=named, digest=digest_of(body, named)
    )
    release.prepared_at, release.prepared_by_title = now(), post_title(actor)
    GapRelease.objects.bulk_create([release])
    tell(actor, release, "prepare_gap", addressees=len(named))
    return release


def digest_of(body: dict[str, Any], addressees: list[dict[str, Any]]) -> str:
    said = json.dumps([body, addressees], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def _desk(actor: Actor) -> Compartment:
    desk = desk_of_component(actor, ComponentKind.MILITARY) if actor.post_kind in TELLING else None
    if desk is None:
        raise Refused(NOT_YOURS)
    return desk


def _demand_uncovered(actor: Actor, hotspot: Hotspot) -> None:
    demand_writer(actor, hotspot.compartment_id)
    rows = ProtectionPriority.objects.visible_to(actor).filter(hotspot=hotspot, coverage=Coverage.NOT)
    if hotspot.compartment.audience != Audience.SHARED or not rows.exists():
        raise Refused(_("Say first, in the exercise, that troops do not cover the place."))


def _named(actor: Actor, hotspot: Hotspot, keys: Sequence[str]) -> list[Named]:
    offered = {one.key: one for one in to_be_named(actor, hotspot)}
    if not keys:
        raise Refused(_("Choose at least one addressee."), "addressees")
    if any(key not in offered for key in keys):
        raise Refused(_("Choose one of the listed values."), "addressees")
    return [offered[key] for key in dict.fromkeys(keys)]


@verb()
def tell_gap(*, actor: Actor, release: GapRelease, digest: str) -> ToldGap:
    """Put exactly what was previewed into a new room of exactly those named; they do not learn of each other.

    Raises Refused for other posts and where the place is covered by now; Conflict where it was decided
    before, is not what was previewed, or somebody named may not be named any more.
    """
    desk = _desk(actor)
    hotspot = hotspot_for(actor, release.hotspot_ref)
    _demand_uncovered(actor, hotspot)
    if digest != release.digest or digest_of(release.body, release.addressees) != release.digest:
        raise Conflict(UNLIKE)
    chosen = _named(actor, hotspot, [one["key"] for one in release.addressees])
    _decide(actor, release, ReleaseState.PREPARED, ReleaseState.RELEASED)
    room = _room_of(actor, desk, chosen)
    until = date.fromisoformat(release.body["uncovered_until"])
    copy = ToldGap(compartment_id=room, told_on=today(), **{**release.body, "uncovered_until": until})
    ToldGap.objects.bulk_create([copy])
    GapRelease.objects.visible_to(actor).filter(pk=release.pk).update(copy_id=copy.pk)
    tell(actor, release, "tell_gap", addressees=len(chosen))
    notify(actor=actor, compartment_id=room, code="gap_told", kind="toldgap", subject_id=copy.pk)
    return copy


def _room_of(actor: Actor, desk: Compartment, chosen: list[Named]) -> int:
    own = Addressee(actor.owner_id, Audience.FORCE, desk.area_id, may_write=True)
    guests = [Addressee(one.owner_id, one.audience) for one in chosen if one.is_body]
    room = open_shared(actor=actor, label=LABEL, addressees=[own, *guests], discreet=True)
    for one in chosen:
        if one.post_id is not None:
            give_seat(actor=actor, room=room, post_id=one.post_id, may_write=False, reason=LABEL)
    return room


def _decide(actor: Actor, release: GapRelease, standing: str, state: str) -> None:
    rows = GapRelease.objects.visible_to(actor).filter(pk=release.pk, state=standing)
    if release.compartment_id not in actor.writable or not rows.update(state=state, decided_at=now()):
        raise Conflict(_("Somebody decided this before you."))


@verb()
def drop_gap(*, actor: Actor, release: GapRelease) -> None:
    """It is told to nobody. For the Force Commander."""
    _desk(actor)
    _decide(actor, release, ReleaseState.PREPARED, ReleaseState.DROPPED)
    tell(actor, release, "drop_gap")


@verb()
def withdraw_gap(*, actor: Actor, release: GapRelease) -> None:
    """Take the copy back: its words are emptied and its room is closed. What was read cannot be unread."""
    _desk(actor)
    copy = ToldGap.objects.visible_to(actor).filter(pk=release.copy_id).first()
    if copy is None:
        raise NotSeated("The Force does not sit where this was told.")
    _decide(actor, release, ReleaseState.RELEASED, ReleaseState.WITHDRAWN)
    rows = ToldGap.objects.visible_to(actor).filter(pk=copy.pk)
    rows.update(withdrawn_at=now(), place_said="", sector="", uncovered_until=None)
    archive(actor=actor, room=copy.compartment_id)
    tell(actor, release, "withdraw_gap")
