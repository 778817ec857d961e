"""The invitee's verbs: stating a position, pausing the clock, and saying whether an answer satisfies."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from missions.queries.calendar import nth_working_day
from pocplan.access.actor import Actor
from pocplan.access.clock import now, today
from pocplan.access.errors import Refused
from pocplan.access.models import Operation, Owner
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from strategies.domain import wording
from strategies.domain.announcing import tell_the_advisers
from strategies.domain.identifying import demand_nobody_in
from strategies.enums.rounds import STATED_BY_OBSERVERS, STATED_BY_PEOPLE, PositionWord
from strategies.models import Disposition, Pause, Position, Request, Satisfaction
from strategies.queries.replies import answers_for
from strategies.queries.signatures import signature

REASON_NEEDED = (PositionWord.CONCERN, PositionWord.OBJECTION)
LONGEST = 20_000


@verb()
def state_position(*, actor: Actor, request: Request, word: str, reason: str = "") -> Position:
    """State or change the position of the actor's own body. Earlier positions stay on record.

    Refuses another body's room, a closed request, "no response" (the clock alone says that), and
    what would list an observer as supporting. A concern or an objection gives its reason, which names or
    locates nobody.
    """
    demand_open(actor, request)
    if word not in STATED_BY_PEOPLE:
        raise Refused(_("Choose one of the listed values."), "word")
    if request.is_observer and word not in STATED_BY_OBSERVERS:
        raise Refused(_("An observer is never listed as supporting. Choose another position."), "word")
    if word in REASON_NEEDED and not reason.strip():
        raise Refused(_("Say why, so that it can be answered."), "reason")
    position = Position.objects.create(
        compartment_id=request.compartment_id,
        request=request,
        word=word,
        reason=_to_the_mission(reason, request, "reason"),
        attributed_to=request.organisation,
        stated_by=signature(actor, request.language).post_title,
        at=now(),
    )
    tell(actor, position, "state_position", request=str(request.pk), word=word)
    tell_the_advisers(actor, request, "position_stated")
    return position


def demand_open(actor: Actor, request: Request) -> None:
    """Raises Refused unless the actor answers for the body that was asked and the request is still open."""
    demand_own(actor, request)
    # The clock may be closing it at this moment: one of the two is first.
    standing = Request.objects.visible_to(actor).select_for_update().get(pk=request.pk)
    if standing.closed_at is not None:
        raise Refused(
            _("This consultation has closed. Keep a copy of what you typed and write to the mission’s adviser.")
        )


def demand_own(actor: Actor, request: Request) -> None:
    """Raises Refused for whoever does not speak for the body that was asked."""
    if request.owner_id != actor.owner_id:
        raise Refused(_("Only the body that was asked can answer here."))
    if not answers_for(actor, request):
        raise Refused(_("Your coordination answers for your body. Tell it what you want to say."))


def _today() -> date:
    return today(Operation.objects.get().timezone)


@verb({"one_open_pause": _("The clock is paused already.")})
def pause(*, actor: Actor, request: Request, reason: str) -> Pause:
    """The body cannot work: from today the days do not count. The reason is shown to the mission."""
    demand_open(actor, request)
    row = Pause.objects.create(
        compartment_id=request.compartment_id,
        request=request,
        starts=_today(),
        reason=_to_the_mission(reason, request, "reason", required=True),
    )
    tell(actor, row, "pause", request=str(request.pk))
    tell_the_advisers(actor, request, "window_paused")
    return row


@verb()
def resume(*, actor: Actor, request: Request) -> Request:
    """The body works again: the deadline moves on by the working days that were lost."""
    demand_open(actor, request)
    row = Pause.objects.visible_to(actor).filter(request=request, ends=None).first()
    if row is None:
        raise Refused(_("The clock is not paused."))
    last = _today()
    Pause.objects.visible_to(actor).filter(pk=row.pk).update(ends=last)
    deadline = nth_working_day(request.deadline, _lost(row.starts, last, request.weekend), request.weekend)
    Request.objects.visible_to(actor).filter(pk=request.pk).update(deadline=deadline)
    request.deadline = deadline
    tell(actor, row, "resume", request=str(request.pk), deadline=deadline.isoformat())
    return request


def _lost(first: date, last: date, weekend: list[int]) -> int:
    days = 0
    while nth_working_day(first, days + 1, weekend) <= last:
        days += 1
    return days


@verb()
def say_satisfied(*, actor: Actor, disposition: Disposition, satisfied: bool, words: str = "") -> Satisfaction:
    """Whether the mission's answer satisfies the body that commented. The latest word counts."""
    demand_own(actor, disposition.request)
    row = Satisfaction.objects.create(
        compartment_id=disposition.compartment_id,
        disposition=disposition,
        satisfied=satisfied,
        words=_to_the_mission(words, disposition.request, "words"),
        at=now(),
    )
    tell(actor, row, "say_satisfied", disposition=str(disposition.pk), satisfied=satisfied)
    return row


def _to_the_mission(text: str, request: Request, field: str, required: bool = False) -> str:
    words = wording.plain(text, limit=LONGEST, field=field, required=required)
    return demand_nobody_in(words, request.language, field)


def body_name(actor: Actor) -> str:
    """The actor's own body, as other sides know it."""
    return Owner.objects.get(pk=actor.owner_id).name
