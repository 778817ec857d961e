"""Who keeps the entry of a cluster and the list of its members."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.enums import PostKind
from pocplan.access.errors import Refused

COORDINATION = (PostKind.CLUSTER_COORDINATOR, PostKind.CLUSTER_COLEAD)


def coordinates(actor: Actor, owner_id: UUID) -> bool:
    """Whether this post coordinates or co-leads this very cluster."""
    return actor.owner_id == owner_id and actor.post_kind in COORDINATION


def may_keep(actor: Actor, owner_id: UUID) -> bool:
    """Whether this post keeps what everybody reads about the cluster: its coordination, and administrators."""
    return actor.purpose == "installation" or actor.post_kind == PostKind.ADMINISTRATOR or coordinates(actor, owner_id)


def demand_keeper(actor: Actor, owner_id: UUID) -> None:
    """Raises Refused for everybody else."""
    if not may_keep(actor, owner_id):
        raise Refused(_("The coordinator or co-lead of this cluster keeps this. Ask them."))


def demand_coordination(actor: Actor, owner_id: UUID) -> None:
    """Raises Refused for everybody else, the administrator of the system included."""
    if not coordinates(actor, owner_id):
        raise Refused(_("The coordinator or co-lead of this cluster does this. Ask them."))
