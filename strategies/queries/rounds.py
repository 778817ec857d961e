"""Rounds as the mission sees them, and what was answered."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.enums import Audience, OwnerKind, OwnerState
from pocplan.access.models import Owner
from strategies.enums.rounds import InviteeKind, PositionWord, RoundState
from strategies.models import Consultation, Invitation, Rendition, Request, Round, Strategy, Version
from strategies.queries.replies import Reply, replies_to


@dataclass(frozen=True)
class Candidate:
    """A body that can be invited: the audience that writes its answer, and the one that reads along."""

    owner_id: UUID
    kind: str
    audience: str
    name: str
    readers: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """How forms name it; only the database's answer counts."""
        return f"{self.owner_id}:{self.audience}"


@dataclass(frozen=True)
class Row:
    """A line of the board: an invitee and, where it has a room, what it answered."""

    invitation: Invitation
    reply: Reply | None


def rounds_of(actor: Actor, strategy: Strategy) -> QuerySet[Round]:
    """The rounds of a strategy, newest first, for whoever reads the strategy."""
    return Round.objects.visible_to(actor).filter(strategy=strategy).select_related("version")


def rounds_for(actor: Actor) -> QuerySet[Round]:
    """Every round the actor reads."""
    return Round.objects.visible_to(actor).select_related("strategy", "version").order_by("-prepared_at", "id")


def round_under_way(actor: Actor, strategy: Strategy) -> Round | None:
    """The one round that is prepared, cleared or open."""
    under_way = (RoundState.PREPARED, RoundState.CLEARED, RoundState.OPEN)
    return rounds_of(actor, strategy).filter(state__in=under_way).select_related("version__strategy").first()


def round_for(actor: Actor, round_id: UUID) -> Round:
    """Raises Round.DoesNotExist alike for hidden and absent."""
    return rounds_for(actor).get(pk=round_id)


def shared_text_of(actor: Actor, round_: Round) -> Rendition | None:
    """The text that the invitees read; None for a round that was never opened, or a reader outside their room."""
    told = Consultation.objects.visible_to(actor).select_related("rendition").filter(pk=round_.consultation_id).first()
    return told.rendition if told else None


def invitations_of(actor: Actor, round_: Round) -> list[Invitation]:
    return list(Invitation.objects.visible_to(actor).filter(round=round_))


def board(actor: Actor, round_: Round) -> list[Row]:
    """Invitees with their answers, for the mission."""
    invitations = invitations_of(actor, round_)
    wanted = [one.request_id for one in invitations if one.request_id]
    replies = {reply.request.pk: reply for reply in replies_to(actor, wanted)}
    return [Row(one, replies.get(one.request_id) if one.request_id else None) for one in invitations]


def still_to_reply(actor: Actor, round_: Round) -> list[Reply]:
    """Invitees of an open round without a position; who paused because it cannot work is left out."""
    replies = [row.reply for row in board(actor, round_) if row.reply]
    return [one for one in replies if not one.word and one.pause is None and one.request.closed_at is None]


def latest_closed_round(actor: Actor, strategy: Strategy) -> Round | None:
    return rounds_of(actor, strategy).filter(state=RoundState.CLOSED).first()


def unanswered_objections(actor: Actor, version: Version) -> list[Request]:
    """Requests of any round on this strategy whose standing position is an objection without an answer."""
    rounds = Round.objects.visible_to(actor).filter(strategy_id=version.strategy_id).exclude(state=RoundState.WITHDRAWN)
    invitations = Invitation.objects.visible_to(actor).filter(round__in=rounds, request_id__isnull=False)
    asked = list(invitations.values_list("request_id", flat=True))
    replies = replies_to(actor, asked)
    return [reply.request for reply in replies if reply.objects_unanswered]


def candidates(actor: Actor) -> list[Candidate]:
    """Whom the mission may invite in its own operation. Clusters chaired by a government or
    deactivated are not offered: nothing restricted is shared with them."""
    found: list[Candidate] = []
    for owner in Owner.objects.filter(state=OwnerState.ACTIVE).order_by("name"):
        found += _ways_in(actor, owner)
    return found


@dataclass(frozen=True)
class Closed:
    """A body that nothing restricted is shared with, and why."""

    owner_id: UUID
    name: str
    reason: str


REASONS = {
    OwnerState.GOVERNMENT_CHAIRED: _("a government chairs it, so nothing restricted is shared with it."),
    OwnerState.DEACTIVATED: _("it is not active."),
}


def closed_bodies(actor: Actor) -> list[Closed]:
    """Clusters and teams of the operation that cannot be asked. Say who is asked instead."""
    asked = Owner.objects.filter(kind__in=(OwnerKind.CLUSTER, OwnerKind.AGENCY))
    owners = asked.exclude(state=OwnerState.ACTIVE).order_by("name")
    return [Closed(owner.pk, owner.name, str(REASONS[OwnerState(owner.state)])) for owner in owners]


def _ways_in(actor: Actor, owner: Owner) -> list[Candidate]:
    name = owner.name
    if owner.kind == OwnerKind.CLUSTER:
        members = (Audience.CLUSTER,)
        return [
            Candidate(owner.pk, InviteeKind.CLUSTER, Audience.CLUSTER_LEAD, name, members),
            Candidate(owner.pk, InviteeKind.OBSERVER, Audience.OBSERVER, name),
        ]
    if owner.kind == OwnerKind.HUMANITARIAN_TEAM:
        return [Candidate(owner.pk, InviteeKind.HUMANITARIAN_TEAM, Audience.HC, name)]
    if owner.kind == OwnerKind.COUNTRY_TEAM:
        return [Candidate(owner.pk, InviteeKind.COUNTRY_TEAM, Audience.COUNTRY_TEAM, name)]
    if owner.kind == OwnerKind.AGENCY:
        return [Candidate(owner.pk, InviteeKind.AGENCY, Audience.AGENCY, name)]
    if owner.pk == actor.owner_id:
        rooms = (Audience.HUMAN_RIGHTS, Audience.POLICE, Audience.FORCE)
        return [Candidate(owner.pk, InviteeKind.SECTION, room, name) for room in rooms]
    return []


def tally(rows: list[Row]) -> dict[str, int]:
    """How many invitees hold each position, for the head of the board; those still to reply under ''."""
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        if row.reply:
            counts[row.reply.word or ""] += 1
    return dict(counts)


DIVERGES = (PositionWord.CONCERN, PositionWord.OBJECTION)


def divergences(actor: Actor, round_: Round) -> list[Reply]:
    """What remains apart at the end: concerns and objections, answered or not. Printed, never smoothed over."""
    return [row.reply for row in board(actor, round_) if row.reply and row.reply.word in DIVERGES]
