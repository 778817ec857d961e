"""Who keeps what everybody reads about a mission."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.enums import PostKind
from pocplan.access.errors import Conflict, Refused
from pocplan.access.gate import GuardedModel
from pocplan.access.seating import KEEPERS

ALREADY = _("Somebody changed this meanwhile. Yours was not saved; look at theirs and save again.")


def may_keep(actor: Actor, owner_id: UUID) -> bool:
    """Whether this post keeps the entry of this mission: its own keepers, and administrators."""
    if actor.purpose == "installation" or actor.post_kind == PostKind.ADMINISTRATOR:
        return True
    return actor.owner_id == owner_id and actor.post_kind in KEEPERS


def demand_keeper(actor: Actor, owner_id: UUID) -> None:
    """Raises Refused for everybody else."""
    if not may_keep(actor, owner_id):
        raise Refused(_("The PoC adviser or the Chief of Staff of this mission keeps this. Ask them."))


def swap(actor: Actor, row: GuardedModel, version: int, values: dict[str, object]) -> None:
    """Write `values` if the row still is as the person saw it. Raises Conflict."""
    mine = type(row).objects.visible_to(actor).filter(pk=row.pk, version=version)
    if not mine.update(version=version + 1, **values):
        raise Conflict(ALREADY)
