"""Armed actors: entered, changed, no longer active. Every step is kept, with who and why."""

from datetime import date
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from missions.queries.calendar import begun
from picture.domain.guards import demand_writer, signed
from picture.domain.history import changed_fields
from picture.domain.naming import fill_without_names, reason_given
from picture.enums.threats import ChangeKind
from picture.models import ActorChange, ArmedActor
from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.errors import Conflict, Refused
from pocplan.access.models import Compartment
from pocplan.access.verb import verb
from pocplan.journal.telling import tell

FIELDS = ("name", "also_known_as", "kind", "relation", "is_listed", "is_party", "leverage", "notes")
OVERTAKEN = _("Somebody changed this while you wrote. Look at it and save again.")


@verb()
def enter_armed_actor(*, actor: Actor, room: Compartment, **values: Any) -> ArmedActor:
    """Write down an armed actor in a room that the actor writes in. Raises Refused with the field at fault."""
    demand_writer(actor, room.pk)
    row = ArmedActor(compartment_id=room.pk, entered_at=now())
    _fill(row, values)
    ArmedActor.objects.bulk_create([row])
    _step(actor, row, room, ChangeKind.ENTERED)
    tell(actor, row, "enter_armed_actor", kind=row.kind)
    return row


@verb()
def change_armed_actor(
    *, actor: Actor, armed_actor: ArmedActor, revision: int, reason: str, **values: Any
) -> ArmedActor:
    """Change what was seen at `revision`, and say why. Raises Conflict where somebody was first."""
    demand_writer(actor, armed_actor.compartment_id)
    before = {name: getattr(armed_actor, name) for name in FIELDS}
    _fill(armed_actor, values)
    fields = changed_fields(armed_actor, before)
    if not fields:
        raise Refused(_("Nothing was changed."))
    why = reason_given(reason)
    rows = ArmedActor.objects.visible_to(actor).filter(pk=armed_actor.pk, revision=revision)
    if not rows.update(revision=F("revision") + 1, **{name: getattr(armed_actor, name) for name in FIELDS}):
        raise Conflict(OVERTAKEN)
    _step(actor, armed_actor, armed_actor.compartment, ChangeKind.CHANGED, why, fields)
    tell(actor, armed_actor, "change_armed_actor", fields=len(fields))
    return armed_actor


@verb()
def end_armed_actor(*, actor: Actor, armed_actor: ArmedActor, ended_on: date, reason: str) -> ArmedActor:
    """It is no longer active since this day; its threats stay and are closed one by one."""
    demand_writer(actor, armed_actor.compartment_id)
    why = reason_given(reason)
    if ended_on > begun(actor):
        raise Refused(_("This day lies in the future."), "ended_on")
    rows = ArmedActor.objects.visible_to(actor).filter(pk=armed_actor.pk, ended_on=None)
    if not rows.update(ended_on=ended_on, revision=F("revision") + 1):
        raise Conflict(_("Somebody said so before you."))
    _step(actor, armed_actor, armed_actor.compartment, ChangeKind.ENDED, why)
    tell(actor, armed_actor, "end_armed_actor")
    return armed_actor


def _fill(row: ArmedActor, values: dict[str, Any]) -> None:
    given = {name: value for name, value in values.items() if name in FIELDS}
    fill_without_names(row, given)


def _step(
    actor: Actor, row: ArmedActor, room: Compartment, kind: str, why: str = "", fields: list[Any] | None = None
) -> None:
    step = ActorChange(compartment_id=room.pk, armed_actor=row, kind=kind, at=now(), by=signed(actor, room), reason=why)
    step.fields = fields or []
    ActorChange.objects.bulk_create([step])
