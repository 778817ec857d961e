"""Objectives and indicators, in the shape that a mission's performance system takes: one row for each indicator."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pocplan.access.clock import now
from pocplan.access.queries.rooms import who_can_see
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.inputs import typed
from pocplan.ui.tables import TableForm
from strategies.domain.taking import take_indicators
from strategies.models import Indicator, Strategy
from strategies.web.views.frame import opened


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def taken(request: HttpRequest, strategy_id: UUID) -> HttpResponse:
    """The indicators as they stand in the working text, as a file."""
    actor, strategy = actor_of(request), opened(request, strategy_id)
    form = TableForm(typed(request))
    if ready(request, form):
        with refusals(form):
            rows = take_indicators(actor=actor, strategy=strategy, form=form.cleaned_data["form"])
            return form.file("indicators", [_heads(), *map(_cells, rows), _stamp(strategy)])
    context = {
        "heading": _("Take objectives and indicators along"),
        "guide": strategy.title,
        "submit": _("Take it along"),
        "back": reverse("strategies:activities", args=[strategy.pk]) + "#indicator",
        "who": who_can_see(actor, strategy.compartment_id, get_language() or "en"),
    }
    return page(request, "frame/form.html", context, form)


def _heads() -> list[str]:
    return [
        _("Objective"), _("Outcome or output"), _("Indicator"), _("Unit"), _("Baseline"), _("Target"), _("Due"),
        _("Responsible post"), _("Latest value"), _("Measured on"),
    ]  # fmt: skip


def _cells(row: Indicator) -> list[Any]:
    return [
        row.objective, str(row.get_level_display()), row.title, row.unit, row.baseline, row.target, row.due or "",
        row.lead_post_title, row.latest, row.latest_on or "",
    ]  # fmt: skip


def _stamp(strategy: Strategy) -> list[str]:
    """What the sheet says of itself: of which text, for whom, of when."""
    moment = date_format(now(), "DATETIME_FORMAT") + " UTC"
    said = [strategy.reference, strategy.title, str(strategy.compartment.get_audience_display()), moment]
    return ["# " + " · ".join(said)]
