"""A consultation round: prepared by an adviser, cleared, opened, closed by the clock or withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NoReturn

from django.conf import settings
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from missions.queries.calendar import nth_working_day, today_of, weekend_of
from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.domain.rooms import Addressee, open_shared
from pocplan.access.enums import Audience
from pocplan.access.errors import Refused
from pocplan.access.verb import verb
from pocplan.access.wording import plain
from pocplan.journal.telling import tell
from strategies.domain.announcing import announce, tell_the_advisers, tell_the_asked
from strategies.domain.force import ask_the_force
from strategies.domain.identifying import demand_nobody_in_version
from strategies.domain.releases import release_version, withdraw_release
from strategies.domain.versions import freeze_version
from strategies.domain.workflow import ROUND_CLEARERS, demand, move
from strategies.enums.rounds import InviteeKind, RoundPurpose, RoundState
from strategies.enums.text import DocumentLanguage, Verb
from strategies.models import Consultation, Invitation, ReleaseRow, Rendition, Request, Round, Strategy, Version
from strategies.queries.rounds import Candidate, candidates, closed_bodies, invitations_of
from strategies.queries.signatures import signature
from strategies.queries.versions import latest_version

LONGEST_WINDOW = 120
CLEARERS = ROUND_CLEARERS
WORDS = {
    "one_round_at_a_time": _("A round on this strategy is already under way. Close or withdraw it first."),
    "invited_once": _("This invitee is on the list twice. Name it once."),
}


@dataclass(frozen=True)
class Absence:
    """No counterpart exists: whom one looked for, and who was asked instead."""

    name: str
    asked_instead: str


@verb(WORDS)
def prepare_round(
    *,
    actor: Actor,
    strategy: Strategy,
    version: Version | None,
    invitees: Sequence[str],
    absences: Sequence[Absence] = (),
    window_days: int = 10,
    language: str = "",
    purpose: str = RoundPurpose.CONSULTATION,
) -> Round:
    """Choose whom to ask, on which frozen version, and for how long. Nothing is shared yet.

    `invitees` are keys of strategies.queries.rounds.candidates. A scoping round without a version
    freezes what stands. Refuses a window under the installation's floor, a list without anybody,
    bodies nothing restricted is shared with, any version but the latest, and one that names or locates
    a victim, a witness or a source.
    """
    demand(actor, strategy, Verb.PREPARE_SCOPING if purpose == RoundPurpose.SCOPING else Verb.PREPARE_ROUND)
    _demand_window(window_days)
    version = _on_version(actor, strategy, version, purpose)
    demand_nobody_in_version(version)
    chosen = _chosen(actor, invitees)
    if not chosen and not absences:
        raise Refused(_("Choose at least one invitee, or record that no counterpart exists."), "invitees")
    who = signature(actor, strategy.language)
    round_ = Round.objects.create(
        compartment_id=strategy.compartment_id,
        strategy=strategy,
        version=version,
        number=Round.objects.visible_to(actor).filter(strategy=strategy).count() + 1,
        purpose=purpose,
        language=_language(language or version.language, version),
        window_days=window_days,
        prepared_at=now(),
        prepared_by_post_title=who.post_title,
        prepared_by_person_id=who.person_id,
        prepared_by_person_name=who.person_name,
    )
    for candidate in chosen:
        _invite(round_, candidate)
    for absence in absences:
        _record_absence(round_, absence)
    tell(actor, round_, "prepare_round", window_days=window_days, invitees=len(chosen))
    announce(actor, round_, "round_to_clear", CLEARERS)
    ask_the_force(actor, round_)
    return round_


def _on_version(actor: Actor, strategy: Strategy, version: Version | None, purpose: str) -> Version:
    if version is None and purpose == RoundPurpose.SCOPING:
        return freeze_version(actor=actor, strategy=strategy)
    latest = latest_version(actor, strategy)
    if version is None or latest is None or version.pk != latest.pk:
        raise Refused(_("A round is on the latest frozen version. Choose that one."), "version")
    return version


def _demand_window(days: int) -> None:
    floor = settings.POCPLAN_WINDOW_FLOOR
    if days < floor:
        raise Refused(_("Give at least %(floor)s working days to answer."), "window_days", floor=floor)
    if days > LONGEST_WINDOW:
        raise Refused(_("Give at most %(most)s working days to answer."), "window_days", most=LONGEST_WINDOW)


def _chosen(actor: Actor, keys: Sequence[str]) -> list[Candidate]:
    offered = {candidate.key: candidate for candidate in candidates(actor)}
    unknown = [key for key in keys if key not in offered]
    if unknown:
        _refuse_unknown(actor, unknown[0])
    return [offered[key] for key in dict.fromkeys(keys)]


def _refuse_unknown(actor: Actor, key: str) -> NoReturn:
    closed = {str(one.owner_id): one for one in closed_bodies(actor)}.get(key.partition(":")[0])
    if closed is not None:
        raise Refused(_("%(name)s cannot be asked: %(reason)s"), "invitees", name=closed.name, reason=closed.reason)
    raise Refused(_("One of the invitees is not known in this operation. Choose from the list."), "invitees")


def _language(code: str, version: Version) -> str:
    if code not in DocumentLanguage.values:
        raise Refused(_("Choose one of the listed values."), "language")
    if code != version.language:
        raise Refused(
            _("The window counts from delivery in the agreed language, and this version is in %(language)s."),
            "language",
            language=DocumentLanguage(version.language).label,
        )
    return code


def _invite(round_: Round, candidate: Candidate) -> Invitation:
    return Invitation.objects.create(
        compartment_id=round_.compartment_id,
        round=round_,
        kind=candidate.kind,
        owner_id=candidate.owner_id,
        audience=candidate.audience,
        name=_name(candidate),
    )


def _name(candidate: Candidate) -> str:
    if candidate.kind == InviteeKind.SECTION:
        return str(Audience(candidate.audience).label)
    if candidate.kind == InviteeKind.OBSERVER:
        return _now("Observers of %(name)s") % {"name": candidate.name}
    return candidate.name


def _record_absence(round_: Round, absence: Absence) -> None:
    if not absence.name.strip() or not absence.asked_instead.strip():
        raise Refused(_("Name the counterpart that does not exist, and who was asked instead."), "absent_1")
    Invitation.objects.create(
        compartment_id=round_.compartment_id,
        round=round_,
        kind=InviteeKind.NO_COUNTERPART,
        name=plain(absence.name, limit=200, field="absent_1"),
        asked_instead=plain(absence.asked_instead, limit=2000, field="instead_1"),
    )


@verb()
def clear_round(*, actor: Actor, round_: Round) -> Round:
    """The Chief of Staff's delegate clears what will be shared. Refuses whoever prepared the round."""
    if actor.post_kind not in CLEARERS:
        raise Refused(_("The Chief of Staff or a delegate clears a round. Ask that post."))
    if actor.person_id == round_.prepared_by_person_id:
        raise Refused(_("You prepared this round. Another person clears it."))
    demand(actor, round_.strategy, Verb.CLEAR_ROUND)
    who = signature(actor, round_.language)
    rows = Round.objects.visible_to(actor).filter(pk=round_.pk, state=RoundState.PREPARED)
    fields = {"cleared_by_post_title": who.post_title, "cleared_by_person_name": who.person_name}
    if not rows.update(state=RoundState.CLEARED, cleared_at=now(), **fields):
        raise Refused(_("This round does not wait for clearance."))
    round_.refresh_from_db()
    tell(actor, round_, "clear_round")
    tell_the_advisers(actor, round_, "round_cleared")
    return round_


@verb()
def open_round(*, actor: Actor, round_: Round) -> Round:
    """Release the version to a room of all invitees and ask each in a room of its own.

    Raises Refused before both clearances, the delegate's and the Force Commander's. The window counts
    from today, the day of delivery.
    """
    if round_.state != RoundState.CLEARED:
        raise Refused(_("This round is not cleared yet, or it was opened already."))
    _demand_still_open(actor, round_)
    strategy, version = round_.strategy, round_.version
    scoping = round_.purpose == RoundPurpose.SCOPING
    move(actor, strategy, Verb.OPEN_SCOPING if scoping else Verb.OPEN_ROUND, round=str(round_.pk))
    invitations = [one for one in invitations_of(actor, round_) if one.owner_id]
    readers = _readers(actor)
    addressees = [*_own_side(actor, strategy), *_all(strategy, invitations, readers)]
    room = open_shared(actor=actor, label=version.title, addressees=addressees, discreet=True)
    rendition = release_version(actor=actor, version=version, room=room)
    today = today_of(actor)
    consultation = _announce(actor, round_, rendition, today)
    for invitation in invitations:
        _ask(actor, round_, invitation, consultation, readers, today)
    Round.objects.visible_to(actor).filter(pk=round_.pk).update(
        state=RoundState.OPEN, text_room=room, consultation_id=consultation.pk, opened_on=today
    )
    round_.refresh_from_db()
    tell(actor, round_, "open_round", digest=rendition.digest)
    return round_


def _demand_still_open(actor: Actor, round_: Round) -> None:
    offered = {candidate.key for candidate in candidates(actor)}
    for one in invitations_of(actor, round_):
        key = f"{one.owner_id}:{one.audience}"
        if one.owner_id and key not in offered:
            _refuse_unknown(actor, key)


def _readers(actor: Actor) -> dict[tuple[str, str], tuple[str, ...]]:
    return {(str(one.owner_id), one.audience): one.readers for one in candidates(actor)}


def _own_side(actor: Actor, strategy: Strategy) -> list[Addressee]:
    return [Addressee(actor.owner_id, Audience.MISSION, strategy.scope_area_id, may_write=True)]


Along = dict[tuple[str, str], tuple[str, ...]]


def _guests(strategy: Strategy, invitation: Invitation, readers: Along, write: bool) -> list[Addressee]:
    assert invitation.owner_id is not None
    area = strategy.scope_area_id if invitation.kind == InviteeKind.SECTION else None
    along = readers.get((str(invitation.owner_id), invitation.audience), ())
    first = Addressee(invitation.owner_id, invitation.audience, area, may_write=write)
    return [first, *(Addressee(invitation.owner_id, audience) for audience in along)]


def _all(strategy: Strategy, invitations: list[Invitation], readers: Along) -> list[Addressee]:
    return [guest for one in invitations for guest in _guests(strategy, one, readers, write=False)]


def _announce(actor: Actor, round_: Round, rendition: Rendition, today: date) -> Consultation:
    consultation = Consultation.objects.create(
        compartment_id=rendition.compartment_id,
        rendition=rendition,
        title=rendition.title,
        purpose=round_.purpose,
        asked_by=round_.strategy.mission_name,
        language=round_.language,
        opened_on=today,
    )
    tell(actor, consultation, "open_consultation")
    return consultation


def _ask(
    actor: Actor,
    round_: Round,
    invitation: Invitation,
    consultation: Consultation,
    readers: Along,
    today: date,
) -> None:
    weekend = sorted(weekend_of(actor))
    guests = _guests(round_.strategy, invitation, readers, write=True)
    # A body answers about many texts; the room says which one, so that the list of rooms can be read.
    label = f"{invitation.name}: {consultation.title}"[:200]
    room = open_shared(actor=actor, label=label, addressees=[*_own_side(actor, round_.strategy), *guests])
    request = Request.objects.create(
        compartment_id=room,
        consultation_ref=consultation.pk,
        rendition_digest=consultation.rendition.digest,
        title=consultation.title,
        asked_by=consultation.asked_by,
        organisation=invitation.name,
        owner_id=invitation.owner_id,
        audience=invitation.audience,
        is_observer=invitation.kind == InviteeKind.OBSERVER,
        language=round_.language,
        weekend=weekend,
        opened_on=today,
        deadline=nth_working_day(today, round_.window_days, weekend),
    )
    Invitation.objects.visible_to(actor).filter(pk=invitation.pk).update(reply_room=room, request_id=request.pk)
    tell(actor, request, "request_position", deadline=request.deadline.isoformat())
    tell_the_asked(actor, request, "position_requested", request.deadline)


@verb()
def withdraw_round(*, actor: Actor, round_: Round) -> Round:
    """Take a round back. Before it is open nothing was shared; after, what was read cannot be unread."""
    was_open = round_.state == RoundState.OPEN
    if round_.state not in (RoundState.PREPARED, RoundState.CLEARED, RoundState.OPEN):
        raise Refused(_("This round has ended already."))
    if was_open and round_.purpose == RoundPurpose.CONSULTATION:
        move(actor, round_.strategy, Verb.WITHDRAW_ROUND, round=str(round_.pk))
    else:
        demand(
            actor,
            round_.strategy,
            Verb.EDIT_HEADER if round_.strategy.stage in ("drafting", "revision") else Verb.WITHDRAW,
        )
    for release in ReleaseRow.objects.visible_to(actor).filter(
        version=round_.version, target_compartment=round_.text_room, withdrawn_at=None
    ):
        withdraw_release(actor=actor, release=release)
    _close_requests(actor, round_)
    Round.objects.visible_to(actor).filter(pk=round_.pk).update(state=RoundState.WITHDRAWN, ended_at=now())
    round_.refresh_from_db()
    tell(actor, round_, "withdraw_round")
    return round_


def _close_requests(actor: Actor, round_: Round) -> None:
    ids = [one.request_id for one in invitations_of(actor, round_) if one.request_id]
    Request.objects.visible_to(actor).filter(pk__in=ids, closed_at=None).update(closed_at=now())
