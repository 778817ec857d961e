"""Fields of a cluster that the API shows: what everybody in the operation knows of it, without persons."""

from rest_framework import serializers

from clusters.models import Cluster
from pocplan.access.enums import OwnerState


class ClusterOut(serializers.ModelSerializer):
    name = serializers.CharField(source="owner.name", read_only=True)
    state = serializers.ChoiceField(source="owner.state", choices=OwnerState.choices, read_only=True)

    class Meta:
        model = Cluster
        fields = ("id", "name", "kind", "theme", "state", "parent_id", "lead", "colead", "covers")
        read_only_fields = fields
