"""Writing the journal, inside the transaction of the verb that it records."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from pocplan.access.actor import Actor
from pocplan.journal.models import Entry

NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # the database writes the moment


def record(
    *,
    actor: Actor,
    compartment_id: int,
    verb: str,
    kind: str,
    subject_id: UUID,
    facts: dict[str, Any] | None = None,
) -> None:
    """One entry in the journal of a room: `verb` done to the row `subject_id` of `kind`.

    `facts` are ids, codes and numbers. Raises NotSeated where the actor may not write in the room.
    The database names who is bound, the moment and the place in the chain.
    """
    entry = Entry(
        compartment_id=compartment_id,
        verb=verb,
        kind=kind,
        subject_id=subject_id,
        facts=facts or {},
        sequence=0,
        at=NEVER,
    )
    Entry.objects.bulk_create([entry])
