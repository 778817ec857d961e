"""What of records can be found by its words."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.ui.finding import Findable
from records.models import IncidentReview, SupportCase, Visit


def _visits(actor: Actor) -> QuerySet[Visit]:
    return Visit.objects.visible_to(actor)


def _reviews(actor: Actor) -> QuerySet[IncidentReview]:
    return IncidentReview.objects.visible_to(actor)


def _cases(actor: Actor) -> QuerySet[SupportCase]:
    return SupportCase.objects.visible_to(actor)


FINDABLE = (
    Findable("visits", _("Joint missions"), "records:visit", _visits, ("place_said", "objective")),
    Findable("incident_reviews", _("Reviews of incidents"), "records:review", _reviews, ("warning", "lessons")),
    Findable("cases", _("Due diligence cases"), "records:case", _cases, ("reference", "force", "support", "reason")),
)
