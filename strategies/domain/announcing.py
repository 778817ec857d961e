"""Telling people of a consultation: an event in the room of what happened. Who is told is worked out later."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from pocplan.access.actor import Actor
from pocplan.access.enums import Audience
from pocplan.access.enums import PostKind as P
from pocplan.access.gate import GuardedModel
from pocplan.notices.domain.events import notify
from strategies.domain.workflow import ADVISERS
from strategies.models import Request
from strategies.queries.inner import DISCUSSES_IN

OUTSIDE = (
    P.CLUSTER_COORDINATOR,
    P.CLUSTER_COLEAD,
    P.CLUSTER_MEMBER,
    P.OBSERVER,
    P.HUMANITARIAN_COORDINATOR,
    P.OCHA_OFFICER,
    P.RESIDENT_COORDINATOR,
    P.AGENCY_REPRESENTATIVE,
    P.AGENCY_FOCAL_POINT,
)
OF_SECTIONS = (Audience.HUMAN_RIGHTS, Audience.POLICE, Audience.FORCE)


def tell_the_asked(actor: Actor, request: Request, code: str, deadline: date | None = None) -> None:
    """The body that was asked, and nobody of the mission that asks, unless it is a section of it."""
    section = [kind for kind, rooms in DISCUSSES_IN.items() if request.audience in rooms]
    kinds = section if request.audience in OF_SECTIONS else OUTSIDE
    announce(actor, request, code, kinds, deadline=deadline)


def tell_the_advisers(actor: Actor, row: GuardedModel, code: str) -> None:
    """The advisers of the mission that asked."""
    announce(actor, row, code, ADVISERS)


def announce(
    actor: Actor,
    row: GuardedModel,
    code: str,
    to_kinds: Sequence[str] = (),
    to_posts: Sequence[UUID] = (),
    deadline: date | None = None,
) -> None:
    """Say in the row's own room that `code` happened to it."""
    notify(
        actor=actor,
        compartment_id=row.compartment_id,
        code=code,
        kind=str(row._meta.model_name),
        subject_id=row.pk,
        deadline=deadline,
        to_kinds=to_kinds,
        to_posts=to_posts,
    )
