"""One journal entry for a verb on a row, in the row's own room: codes and ids, no text."""

from typing import Any

from pocplan.access.actor import Actor
from pocplan.access.gate import GuardedModel


def tell(actor: Actor, row: GuardedModel, verb: str, **facts: Any) -> None:
    """Record `verb` on `row`. `facts` are ids, numbers and codes, never what somebody wrote."""
    try:
        from pocplan.journal.domain import record
    except ImportError:
        return
    record(
        actor=actor,
        room=row.compartment_id,
        verb=str(verb),
        kind=str(row._meta.model_name),
        subject_id=row.pk,
        facts=facts,
    )
