"""What people are told of clusters. No sentence names one."""

from django.utils.translation import gettext_lazy as _

from clusters.models import Cluster
from pocplan.notices.registry import register

register("cluster_active", _("A cluster was activated again"), url="clusters:detail", model=Cluster)
register("cluster_deactivated", _("A cluster was deactivated"), url="clusters:detail", model=Cluster)
register(
    "cluster_government_chaired", _("A cluster is now chaired by the government"), url="clusters:detail", model=Cluster
)
