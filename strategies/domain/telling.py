"""One journal entry and one event for each verb, in the room where it happened: codes and ids, no text."""

from typing import Any
from uuid import UUID

from pocplan.access.actor import Actor
from pocplan.access.gate import GuardedModel
from pocplan.journal.domain.entries import record


def tell(actor: Actor, owner_row: GuardedModel, verb: str, subject_id: UUID, **facts: Any) -> None:
    """Record a verb in the room of `owner_row`. `facts` are ids, numbers and codes."""
    record(
        actor=actor,
        compartment_id=owner_row.compartment_id,
        verb=str(verb),
        kind=str(owner_row._meta.model_name),
        subject_id=subject_id,
        facts=facts,
    )
