"""A matrix taken along as a file: counted, and on record with the own side of whoever takes it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from picture.models import Hotspot
from picture.queries.hotspots import matrix
from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.errors import NotSeated
from pocplan.access.models import Compartment
from pocplan.access.verb import verb
from pocplan.journal.domain.entries import record
from pocplan.journal.domain.taking import demand_may_take

MOST = 5000


@dataclass(frozen=True)
class Taken:
    """What goes into a file, and how many hotspots do not fit into it. Nothing counts the enclaves."""

    rows: list[Hotspot]
    left_out: int
    at: datetime


@verb()
def take_matrix(
    *, actor: Actor, room: Compartment, asked: dict[str, Any], form: str, most: int = MOST
) -> Taken:  # fmt: skip
    """The rows of a room's matrix as `asked` narrows them, without enclaves, for a file of this form.

    It is on record in a room of the actor's own body: what somebody takes along is not the others' to know.
    Raises Refused for who only reads, and beyond 20 files an hour; NotSeated for a room that is not read.
    """
    if room.pk not in actor.readable:
        raise NotSeated("The actor reads no such matrix.")
    home = demand_may_take(actor=actor, verb="take_matrix")
    rows = matrix(actor, room.pk, asked).filter(is_enclave=False)
    found = list(rows[:most])
    left_out = rows.count() - most if len(found) == most else 0
    facts = {"rows": len(found), "form": form}
    record(
        actor=actor, compartment_id=home.pk, verb="take_matrix", kind="compartment",
        subject_id=room.public_id, facts=facts,
    )  # fmt: skip
    return Taken(found, left_out, now())
