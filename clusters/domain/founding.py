"""A new cluster with its rooms."""

from typing import Any
from uuid import UUID

from clusters.domain.clusters import check_cluster
from clusters.models import Cluster
from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.domain.founding import found_owner
from pocplan.access.enums import Audience, OwnerKind
from pocplan.access.models import Compartment
from pocplan.access.verb import verb
from pocplan.access.wording import plain
from pocplan.journal.telling import tell


@verb()
def found_cluster(*, actor: Actor, operation_id: UUID, name: str, short: str, **values: Any) -> Cluster:
    """A cluster, AoR or working group in this operation, with its standing rooms.

    `values` are fields of Cluster (kind, theme, parent, area, lead, colead, covers). For administrators
    and at installation; raises NotSeated for others, Refused for what does not fit.
    """
    name = plain(name, limit=200, field="name", required=True)
    short = plain(short, limit=60, field="short", required=True)
    commons = Compartment.objects.get(operation_id=operation_id, audience=Audience.COMMONS)
    cluster = Cluster(compartment=commons, changed_at=now())
    check_cluster(actor, cluster, values)
    cluster.owner_id = found_owner(
        actor=actor, operation_id=operation_id, kind=OwnerKind.CLUSTER, name=name, short=short
    )
    Cluster.objects.bulk_create([cluster])
    tell(actor, cluster, "found", owner=str(cluster.owner_id))
    return cluster
