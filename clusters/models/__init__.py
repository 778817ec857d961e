from clusters.models.agencies import Agency
from clusters.models.cluster import Cluster, StateChange
from clusters.models.membership import Membership, SharingProtocol

__all__ = ["Agency", "Cluster", "Membership", "SharingProtocol", "StateChange"]
