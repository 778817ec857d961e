"""What a certificate says, for one reader: nobody finds on it what he may not read elsewhere."""

from dataclasses import dataclass
from datetime import date

from pocplan.access.actor import Actor
from strategies.enums.rounds import PositionWord
from strategies.models import Invitation, OffSystem, Request, Round
from strategies.queries.inner import off_system_about
from strategies.queries.replies import Reply, reply_of
from strategies.queries.rounds import board, shared_text_of


@dataclass(frozen=True)
class Certificate:
    """That these were asked, on this text, in this window; and what they said and were told."""

    title: str
    asked_by: str
    digest: str
    opened_on: date | None
    language: str
    replies: tuple[Reply, ...]
    absences: tuple[Invitation, ...] = ()
    off_system: tuple[OffSystem, ...] = ()  # the mission's own, with written agreement
    is_open: bool = False

    @property
    def divergences(self) -> tuple[Reply, ...]:
        """Concerns and objections as they stand, answered or not."""
        apart = (PositionWord.CONCERN, PositionWord.OBJECTION)
        return tuple(reply for reply in self.replies if reply.word in apart)


def certificate_of_request(actor: Actor, request: Request) -> Certificate:
    """For the body that was asked and the mission: this body alone, with the hash of the shared text."""
    return Certificate(
        title=request.title,
        asked_by=request.asked_by,
        digest=request.rendition_digest,
        opened_on=request.opened_on,
        language=request.language,
        replies=(reply_of(actor, request),),
        is_open=request.closed_at is None,
    )


def _hash_of_shared(actor: Actor, round_: Round) -> str:
    text = shared_text_of(actor, round_)
    return text.digest if text else ""


def certificate_of_round(actor: Actor, round_: Round) -> Certificate:
    """For the mission, which may hand it on: every invitee, and where no counterpart exists, who was asked instead.

    The hash is that of the shared text, also where nobody was asked: one of the mission's own part stays with it.
    """
    rows = board(actor, round_)
    replies = tuple(row.reply for row in rows if row.reply)
    digest = replies[0].request.rendition_digest if replies else _hash_of_shared(actor, round_)
    return Certificate(
        title=round_.version.title,
        asked_by=round_.strategy.mission_name,
        digest=digest,
        opened_on=round_.opened_on,
        language=round_.language,
        replies=replies,
        off_system=tuple(one for one in off_system_about(actor, round_.pk) if one.agreement),
        absences=tuple(row.invitation for row in rows if row.invitation.asked_instead),
        is_open=round_.ended_at is None,
    )
