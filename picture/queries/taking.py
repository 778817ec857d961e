"""Matrices that somebody took along: known to the own side alone."""

from datetime import timedelta

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.journal.models import Entry


def taken_lately(actor: Actor, home_id: int) -> int:
    """How many this person took within the last hour, of those on record in this room."""
    rows = Entry.objects.visible_to(actor).filter(compartment_id=home_id, kind="compartment", verb="take_matrix")
    return rows.filter(person_id=actor.person_id, at__gt=now() - timedelta(hours=1)).count()
