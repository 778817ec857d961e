"""What a post may do to one strategy beyond what its kind may do anyway."""

from django.utils.translation import gettext_lazy as _

from pocplan.access.gate import SameCompartmentKey
from pocplan.access.grants import Grant
from strategies.models.strategy import Strategy


class StrategyGrant(Grant):
    """A verb on one strategy, given to the holders of a post: change, invite, dispose, approve."""

    content_object = SameCompartmentKey(Strategy, related_name="grants")  # guardian finds it by the reverse name

    class Meta(Grant.Meta):
        verbose_name = _("right on a strategy")
