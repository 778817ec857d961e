"""Clusters of the actor's operation."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from clusters.api.serializers import ClusterOut
from clusters.queries.clusters import cluster_for, clusters_for
from pocplan.access.rest.endpoints import Endpoint, documented


class Clusters(Endpoint):
    serializer_class = ClusterOut

    @documented("List clusters", ClusterOut, lists=True)
    def get(self, request: Request) -> Response:
        return self.paged(clusters_for(self.actor))


class OneCluster(Endpoint):
    serializer_class = ClusterOut

    @documented("Read a cluster", ClusterOut)
    def get(self, request: Request, cluster_id: UUID) -> Response:
        return Response(ClusterOut(self.found(cluster_for, cluster_id)).data)
