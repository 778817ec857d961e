from clusters.models.cluster import Cluster, StateChange
from clusters.models.membership import Membership, SharingProtocol

__all__ = ["Cluster", "Membership", "SharingProtocol", "StateChange"]
