"""What this app tells people of."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.notices.registry import register
from records.enums.cases import CaseState
from records.models import SupportCase, Visit


def _decided(actor: Actor, ids: set[UUID]) -> set[UUID]:
    rows = SupportCase.objects.visible_to(actor).filter(pk__in=ids).exclude(state=CaseState.OPEN)
    return set(rows.values_list("pk", flat=True))


register("case_opened", _("A due diligence case waits for a decision"), url="records:case", model=SupportCase,
         settled=_decided)  # fmt: skip
register("case_decided", _("A due diligence case was decided"), url="records:case", model=SupportCase)
register("case_lapsed", _("The monitoring of a support lapsed"), url="records:case", model=SupportCase)
register("visit_planned", _("A joint mission is planned"), url="records:visit", model=Visit)
