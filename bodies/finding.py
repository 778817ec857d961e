"""What of bodies can be found by its words."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bodies.models import Action, Body, Decision
from pocplan.access.actor import Actor
from pocplan.ui.finding import Findable


def _bodies(actor: Actor) -> QuerySet[Body]:
    return Body.objects.visible_to(actor)


def _decisions(actor: Actor) -> QuerySet[Decision]:
    return Decision.objects.visible_to(actor)


def _actions(actor: Actor) -> QuerySet[Action]:
    return Action.objects.visible_to(actor)


FINDABLE = (
    Findable("bodies", _("Coordination bodies"), "bodies:detail", _bodies, ("name", "purpose", "may_decide")),
    Findable("decisions", _("Decisions of bodies"), "bodies:decision", _decisions, ("text", "owner_name", "reference")),
    Findable("actions", _("Actions"), "bodies:action", _actions, ("what", "owner_name", "because")),
)
