"""Somebody without an account was consulted: recorded in confidence, shared with its written agreement alone."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from missions.queries.calendar import today_of
from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.enums import Side
from pocplan.access.errors import Refused
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from pocplan.wording.domain.identifying import Passage, demand_nobody_identified
from strategies.domain import wording
from strategies.domain.positions import LONGEST, demand_open, demand_own
from strategies.domain.workflow import ADVISERS
from strategies.models import OffSystem, OffSystemNote, Request, Round
from strategies.queries.inner import KEEPS_OFF_SYSTEM_IN, own_room
from strategies.queries.replies import answers_for
from strategies.queries.signatures import signature


@verb()
def record_off_system(
    *,
    actor: Actor,
    about: Request | Round,
    organisation: str,
    on: date,
    how: str = "",
    summary: str = "",
    agreement: str = "",
) -> OffSystem:
    """Record it where the coordination alone reads; for a round, with the mission that asked.

    Without the reference of the organisation's written agreement it appears nowhere shared.
    Refuses whoever does not answer for the body, and a day that has not come yet.
    """
    room = _room_for(actor, about)
    if on > today_of(actor):
        raise Refused(_("This day has not come yet."), "on")
    row = OffSystem.objects.create(
        compartment_id=room,
        about=about.pk,
        organisation=wording.plain(organisation, limit=160, field="organisation", required=True),
        on=on,
        how=wording.plain(how, limit=200, field="how"),
        summary=wording.plain(summary, limit=LONGEST, field="summary"),
        agreement=wording.plain(agreement, limit=200, field="agreement"),
        recorded_by_post_title=signature(actor, about.language).post_title,
        at=now(),
    )
    tell(actor, row, "record_off_system", about=str(about.pk))
    return row


def _room_for(actor: Actor, about: Request | Round) -> int:
    if isinstance(about, Round):
        if actor.side != Side.MISSION or actor.post_kind not in ADVISERS:
            raise Refused(_("Your post may not do this. Ask a post that may, or change your hat."))
        return about.compartment_id
    if actor.post_kind not in KEEPS_OFF_SYSTEM_IN or not answers_for(actor, about):
        raise Refused(_("Your coordination records this. Ask it to."))
    return own_room(actor, KEEPS_OFF_SYSTEM_IN[actor.post_kind]).pk


@verb()
def add_agreement(*, actor: Actor, row: OffSystem, agreement: str) -> OffSystem:
    """The organisation agreed in writing after all; kept with what it agreed to."""
    words = wording.plain(agreement, limit=200, field="agreement", required=True)
    OffSystem.objects.visible_to(actor).filter(pk=row.pk).update(agreement=words)
    row.agreement = words
    tell(actor, row, "add_agreement")
    return row


@verb()
def release_off_system(*, actor: Actor, row: OffSystem, request: Request) -> OffSystemNote:
    """Show the mission that asked, and on the certificate, that this organisation was consulted.

    Refuses without its written agreement, after the deadline, a second time, and where it names or
    locates a victim, a witness or a source.
    """
    demand_open(actor, request)
    if row.about != request.pk or not row.agreement:
        raise Refused(_("This organisation has not agreed in writing. It is shown nowhere."))
    if row.note_id is not None:
        raise Refused(_("This was released already."))
    demand_nobody_identified([Passage(row.how), Passage(row.summary)], request.language)
    note = OffSystemNote.objects.create(
        compartment_id=request.compartment_id,
        request=request,
        organisation=row.organisation,
        on=row.on,
        how=row.how,
        summary=row.summary,
        at=now(),
    )
    OffSystem.objects.visible_to(actor).filter(pk=row.pk).update(note_id=note.pk)
    tell(actor, row, "release_off_system", note=str(note.pk))
    tell(actor, note, "receive_off_system")
    return note


@verb()
def withdraw_off_system(*, actor: Actor, row: OffSystem, request: Request) -> None:
    """Its agreement ended: nobody finds it in the shared room any more. That it was read cannot be undone."""
    demand_own(actor, request)
    notes = OffSystemNote.objects.visible_to(actor).filter(pk=row.note_id or UUID(int=0), withdrawn_at=None)
    if row.about != request.pk or not notes.update(withdrawn_at=now()):
        raise Refused(_("Nothing of this was released."))
    tell(actor, row, "withdraw_off_system")
