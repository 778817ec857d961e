"""Events of the picture that call for a review of the strategies of a room.

They are read in that room alone: a case tells its readers of nothing that they may not know, and a base, which
the Force keeps to itself, opens none (its closing is told where it is written down).
"""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from missions.models import Incident
from picture.enums.actors import Tristate
from picture.models import ActorChange, ArmedActor
from pocplan.access.actor import Actor
from pocplan.access.clock import now, today
from strategies.enums.reviews import ReviewCause

# People killed in one incident, from which on it calls for a review. What was imported of older days does not.
MAJOR = 25
LOOKED_BACK = timedelta(days=90)
MOST = 50

Event = tuple[ReviewCause, UUID, datetime]


def events_here(actor: Actor) -> Iterator[Event]:
    """Cause, what it is of, and when it was: of the room that the system is bound to."""
    yield from _new_actors(actor)
    yield from _new_parties(actor)
    yield from _major_incidents(actor)


def _new_actors(actor: Actor) -> Iterator[Event]:
    rows = ArmedActor.objects.visible_to(actor).filter(entered_at__gte=now() - LOOKED_BACK, ended_on=None)
    for key, at in rows.order_by("-entered_at", "id").values_list("pk", "entered_at")[:MOST]:
        yield ReviewCause.NEW_ARMED_ACTOR, key, at


def _new_parties(actor: Actor) -> Iterator[Event]:
    rows = ActorChange.objects.visible_to(actor).filter(
        at__gte=now() - LOOKED_BACK, fields__contains=[["is_party", Tristate.YES]]
    )
    for change in rows.order_by("-at", "id")[:MOST]:
        if any(name == "is_party" and after == Tristate.YES for name, _before, after in change.fields):
            yield ReviewCause.NEW_PARTY, change.pk, change.at


def _major_incidents(actor: Actor) -> Iterator[Event]:
    rows = Incident.objects.visible_to(actor).filter(killed__gte=MAJOR, happened_on__gte=today() - LOOKED_BACK)
    for key, day in rows.order_by("-killed", "id").values_list("pk", "happened_on")[:MOST]:
        yield ReviewCause.MAJOR_INCIDENT, key, datetime.combine(day, time(), tzinfo=UTC)
