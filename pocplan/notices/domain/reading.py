"""Marking as read, for the inbox of one hat."""

from collections.abc import Iterable

from pocplan.access.actor import Actor
from pocplan.access.domain.work import Work, do
from pocplan.access.verb import verb
from pocplan.notices.models import Notice


@verb()
def mark_read(*, actor: Actor, notices: Iterable[Notice]) -> int:
    """From now on these of the actor's own notices are read. Others' stay as they are. Returns how many."""
    ids = [notice.pk for notice in notices]
    return do(Work.MARK_READ, ids) if ids else 0
