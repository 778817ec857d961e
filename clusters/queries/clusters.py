"""Clusters, for everybody who works in the same operation; members, for the cluster's own readers."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, QuerySet

from clusters.models import Cluster, Membership, SharingProtocol, StateChange
from pocplan.access.actor import Actor
from pocplan.access.enums import Audience, OwnerState
from pocplan.access.models import Compartment


@dataclass(frozen=True)
class Listening:
    """A cluster as somebody outside can address it: its members' room, or its coordination's."""

    cluster: Cluster
    owner_id: UUID
    audience: str
    name: str
    is_open: bool  # nothing restricted is shared with one that is deactivated or chaired by a government


def clusters_for(actor: Actor) -> QuerySet[Cluster]:
    """Every cluster of the actor's operation: national ones, then field clusters, AoRs and groups."""
    return Cluster.objects.visible_to(actor).select_related("owner", "area", "parent__owner")


def cluster_for(actor: Actor, cluster_id: UUID) -> Cluster:
    """One cluster. Raises Cluster.DoesNotExist for hidden and absent ones alike."""
    return clusters_for(actor).get(pk=cluster_id)


def cluster_of(actor: Actor) -> Cluster | None:
    """The actor's own cluster, for who holds a post in one."""
    return clusters_for(actor).filter(owner_id=actor.owner_id).first()


def addressable_clusters(actor: Actor) -> list[Listening]:
    """The clusters that can be asked, with the room that hears it: the members'."""
    return [
        Listening(
            cluster=cluster,
            owner_id=cluster.owner_id,
            audience=Audience.CLUSTER,
            name=cluster.owner.name,
            is_open=cluster.owner.state == OwnerState.ACTIVE,
        )
        for cluster in clusters_for(actor)
    ]


def below(actor: Actor, cluster: Cluster) -> QuerySet[Cluster]:
    """Field clusters, AoRs and groups that belong to this one."""
    return clusters_for(actor).filter(parent=cluster)


def changes_of(actor: Actor, cluster: Cluster) -> QuerySet[StateChange]:
    """When its state changed and why, the last first."""
    return StateChange.objects.visible_to(actor).filter(cluster=cluster)


def members_of(actor: Actor, cluster: Cluster) -> QuerySet[Membership]:
    """Members and observers, those who left last. Empty for whoever does not sit in the cluster."""
    members = Membership.objects.visible_to(actor).filter(cluster_owner_id=cluster.owner_id)
    return members.order_by(F("until").desc(nulls_first=True), "organisation", "id")


def member_for(actor: Actor, member_id: UUID) -> Membership:
    """One entry. Raises Membership.DoesNotExist for hidden and absent ones alike."""
    return Membership.objects.visible_to(actor).get(pk=member_id)


def protocol_of(actor: Actor, cluster: Cluster) -> SharingProtocol | None:
    """The sharing protocol in force, for the cluster's own readers."""
    protocols = SharingProtocol.objects.visible_to(actor).filter(compartment__owner_id=cluster.owner_id)
    return protocols.filter(replaced_at=None).first()


def sits_in(actor: Actor, cluster: Cluster) -> bool:
    """Whether the actor reads the room of this cluster's members; its observers do not."""
    if actor.owner_id != cluster.owner_id:
        return False
    members = Compartment.objects.filter(owner_id=cluster.owner_id, audience=Audience.CLUSTER)
    return members.filter(pk__any=sorted(actor.readable)).exists()
