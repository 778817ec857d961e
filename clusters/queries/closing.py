"""What a change of state closes or opens, before somebody says yes to it."""

from dataclasses import dataclass

from clusters.models import Cluster
from pocplan.access.actor import Actor
from pocplan.access.enums import OwnerState
from pocplan.access.models import Addressing, Compartment


@dataclass(frozen=True)
class Closing:
    """`rooms` are the shared rooms that this reader knows of; others close as well and are not named here."""

    state: str
    rooms: list[str]

    @property
    def closes(self) -> bool:
        return self.state != OwnerState.ACTIVE


def what_closes(actor: Actor, cluster: Cluster, state: str) -> Closing:
    """For the preview: the shared rooms that the cluster loses, as far as this reader sits in them."""
    if state == OwnerState.ACTIVE:
        return Closing(state, [])
    open_ = Addressing.objects.filter(owner_id=cluster.owner_id, ended_at=None)
    rooms = Compartment.objects.filter(pk__any=sorted(actor.readable), pk__in=open_.values("compartment_id"))
    return Closing(state, sorted({str(room) for room in rooms}))
