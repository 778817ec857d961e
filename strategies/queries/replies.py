"""What was asked of a body and what it answered, for whoever reads that body's own reply room."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Max, QuerySet

from missions.queries.calendar import nth_working_day
from pocplan.access.actor import Actor
from pocplan.access.enums import Audience, Side
from pocplan.access.queries.rooms import rooms
from strategies.enums.rounds import PositionWord
from strategies.models import (
    Comment,
    CommentWithdrawal,
    Consultation,
    Disposition,
    OffSystemNote,
    Pause,
    Position,
    Rendition,
    Request,
    Satisfaction,
)
from strategies.queries.versions import renditions_for


@dataclass(frozen=True)
class Answered:
    """A comment with the mission's standing answer and whether that satisfies."""

    comment: Comment
    disposition: Disposition | None
    satisfaction: Satisfaction | None


@dataclass(frozen=True)
class Reply:
    """One body's side of a consultation."""

    request: Request
    positions: Sequence[Position] = ()
    comments: Sequence[Answered] = ()
    answers_to_positions: dict[UUID, Disposition] = field(default_factory=dict)
    pause: Pause | None = None
    off_system: Sequence[OffSystemNote] = ()
    satisfied_with_position: Satisfaction | None = None

    @property
    def position(self) -> Position | None:
        return self.positions[0] if self.positions else None

    @property
    def word(self) -> str:
        return self.position.word if self.position else ""

    @property
    def answer_to_position(self) -> Disposition | None:
        return self.answers_to_positions.get(self.position.pk) if self.position else None

    @property
    def objects_unanswered(self) -> bool:
        return self.word == PositionWord.OBJECTION and self.answer_to_position is None

    @property
    def unanswered(self) -> int:
        """How many comments wait for the mission's answer."""
        return sum(1 for one in self.comments if one.disposition is None)


def requests_for(actor: Actor) -> QuerySet[Request]:
    """Every request in rooms the actor reads, the next deadline first."""
    return Request.objects.visible_to(actor).order_by("closed_at", "deadline", "id")


def requests_to(actor: Actor) -> QuerySet[Request]:
    """The requests made to the actor's own body; inside a mission, to the actor's own section of it."""
    mine = requests_for(actor).filter(owner_id=actor.owner_id)
    return mine.filter(audience__in=_own_rooms(actor, actor.writable)) if actor.side == Side.MISSION else mine


def _own_rooms(actor: Actor, among: frozenset[int]) -> list[str]:
    own = {room.audience for key, room in rooms(actor).items() if key in among and room.owner_id == actor.owner_id}
    return sorted(own - {Audience.SHARED})


def answers_for(actor: Actor, request: Request) -> bool:
    """Whether this actor speaks for the body that was asked: it sits where that body was addressed."""
    if request.owner_id != actor.owner_id or request.compartment_id not in actor.writable:
        return False
    # Observers read their room and write nothing in it; their answer has a room of its own.
    among = actor.readable if request.is_observer else actor.writable
    return request.audience in _own_rooms(actor, among)


def last_days(actor: Actor, consultations: Iterable[UUID | None]) -> dict[UUID | None, date]:
    """Until when each of these consultations waits for somebody; those where nobody has time left are not in it."""
    waiting = Request.objects.visible_to(actor).filter(consultation_ref__in=list(consultations), closed_at=None)
    return dict(waiting.order_by().values_list("consultation_ref").annotate(Max("deadline")))


def request_for(actor: Actor, request_id: UUID) -> Request:
    """Raises Request.DoesNotExist alike for hidden and absent."""
    return requests_for(actor).get(pk=request_id)


def consultation_of(actor: Actor, request: Request) -> Consultation:
    """Raises Consultation.DoesNotExist for whoever lost the room of the text, and where it was withdrawn."""
    rows = Consultation.objects.visible_to(actor).select_related("rendition")
    return rows.get(pk=request.consultation_ref, rendition__in=renditions_for(actor))


def text_of(actor: Actor, request: Request) -> Rendition:
    """The shared text that a request is about. Raises Consultation.DoesNotExist as above."""
    return consultation_of(actor, request).rendition


def reply_of(actor: Actor, request: Request) -> Reply:
    """Everything said in answer to one request."""
    return replies_to(actor, [request.pk])[0]


def replies_to(actor: Actor, request_ids: Iterable[UUID]) -> list[Reply]:
    """The replies to these requests that the actor reads, in a constant number of queries."""
    requests = list(Request.objects.visible_to(actor).filter(pk__in=list(request_ids)))
    ids = [request.pk for request in requests]
    positions = _grouped(Position.objects.visible_to(actor).filter(request__in=ids))
    gone = CommentWithdrawal.objects.visible_to(actor).filter(comment__request__in=ids).values("comment_id")
    comments = _grouped(Comment.objects.visible_to(actor).filter(request__in=ids).exclude(pk__in=gone))
    pauses = {pause.request_id: pause for pause in Pause.objects.visible_to(actor).filter(request__in=ids, ends=None)}
    dispositions = list(Disposition.objects.visible_to(actor).filter(request__in=ids).order_by("at", "id"))
    satisfied = _satisfaction(actor, dispositions)
    notes = _grouped(OffSystemNote.objects.visible_to(actor).filter(request__in=ids, withdrawn_at=None))
    on_comments = {one.comment_id: one for one in dispositions if one.comment_id}
    on_positions = {one.position_id: one for one in dispositions if one.position_id}
    return [
        Reply(
            request=request,
            positions=positions[request.pk],
            comments=[
                Answered(c, on_comments.get(c.pk), satisfied.get(getattr(on_comments.get(c.pk), "pk", None)))
                for c in comments[request.pk]
            ],
            answers_to_positions={p.pk: on_positions[p.pk] for p in positions[request.pk] if p.pk in on_positions},
            pause=pauses.get(request.pk),
            off_system=notes[request.pk],
            satisfied_with_position=_on_standing(positions[request.pk], on_positions, satisfied),
        )
        for request in requests
    ]


def _on_standing(
    positions: Sequence[Position], answers: dict[UUID, Disposition], said: dict[UUID | None, Satisfaction]
) -> Satisfaction | None:
    answer = answers.get(positions[0].pk) if positions else None
    return said.get(answer.pk) if answer else None


def _grouped(rows: Iterable[Position] | Iterable[Comment] | Iterable[OffSystemNote]) -> dict[UUID, list]:  # type: ignore[type-arg]
    found = defaultdict(list)
    for row in rows:
        found[row.request_id].append(row)
    return found


def _satisfaction(actor: Actor, dispositions: list[Disposition]) -> dict[UUID | None, Satisfaction]:
    rows = Satisfaction.objects.visible_to(actor).filter(disposition__in=[one.pk for one in dispositions])
    return {row.disposition_id: row for row in rows.order_by("at", "id")}


def days_left(request: Request, today: date) -> int:
    """Working days still to come, today not counted; 0 on and after the last day."""
    left = 0
    while left < 400 and nth_working_day(today, left + 1, request.weekend) <= request.deadline:
        left += 1
    return left
