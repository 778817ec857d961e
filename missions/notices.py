"""What the keepers of places tell people of."""

from django.utils.translation import gettext_lazy as _

from missions.models import Locality
from pocplan.notices.registry import register

register(
    "base_closed",
    _("A base was closed: a strategy in force may need a review"),
    url="places:detail",
    model=Locality,
)
