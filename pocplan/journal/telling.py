"""One journal entry for a verb on a row, in the row's own room: codes and ids, no text."""

from typing import Any

from pocplan.access.actor import Actor
from pocplan.access.gate import GuardedModel
from pocplan.journal.domain.entries import record


def tell(actor: Actor, row: GuardedModel, verb: str, **facts: Any) -> None:
    """Record `verb` on `row`. `facts` are ids, numbers and codes, never what somebody wrote."""
    record(
        actor=actor,
        compartment_id=row.compartment_id,
        verb=str(verb),
        kind=str(row._meta.model_name),
        subject_id=row.pk,
        facts=facts,
    )
