"""The rows of a strategy on one page: threats, activities, bodies, responsibilities, indicators."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.conflicts import theirs
from pocplan.ui.undoing import offer
from strategies.domain import rows as verbs
from strategies.models import Activity, Body, Indicator, Responsibility, Strategy, Threat
from strategies.queries.rows import held_posts, holdings_of, row_for, rows_of
from strategies.web.forms.rows import (
    ActivityForm,
    BodyForm,
    DueDiligenceForm,
    IndicatorForm,
    ResponsibilityForm,
    RowForm,
    ThreatForm,
)
from strategies.web.forms.text import ConfirmForm
from strategies.web.views.frame import around, opened

WRITES = ["GET", "HEAD", "POST"]


@dataclass(frozen=True)
class Kind:
    """What differs between the kinds of rows."""

    model: Any
    form: type[RowForm]
    add: Callable[..., Any]
    save: Callable[..., Any]


def _save_activity(**given: Any) -> Any:
    return verbs.save_activity(activity=given.pop("row"), **given)


def _save_body(**given: Any) -> Any:
    return verbs.save_body(body=given.pop("row"), **given)


def _save_threat(**given: Any) -> Any:
    return verbs.save_threat(threat=given.pop("row"), **given)


KINDS = {
    "threat": Kind(Threat, ThreatForm, verbs.add_threat, _save_threat),
    "activity": Kind(Activity, ActivityForm, verbs.add_activity, _save_activity),
    "body": Kind(Body, BodyForm, verbs.add_body, _save_body),
    "responsibility": Kind(Responsibility, ResponsibilityForm, verbs.add_responsibility, verbs.save_responsibility),
    "indicator": Kind(Indicator, IndicatorForm, verbs.add_indicator, verbs.save_indicator),
}


@require_safe
@hidden_is_absent
def rows(request: HttpRequest, strategy_id: UUID) -> HttpResponse:
    """All rows of the strategy; a post that nobody holds today is shown as vacant."""
    actor, strategy = actor_of(request), opened(request, strategy_id)
    activities = list(rows_of(actor, Activity, strategy).select_related("hrddp_case"))
    cells = list(rows_of(actor, Responsibility, strategy))
    indicators = list(rows_of(actor, Indicator, strategy))
    posts = {row.lead_post_id for row in activities if row.lead_post_id} | {cell.post_id for cell in cells}
    posts |= {row.lead_post_id for row in indicators if row.lead_post_id}
    due = holdings_of(actor, activities)
    context = {
        "threats": rows_of(actor, Threat, strategy),
        "activities": [(row, due.get(row.pk)) for row in activities],
        "bodies": rows_of(actor, Body, strategy),
        "indicators": indicators,
        "tasks": _by_task(cells),
        "held": held_posts(actor, posts),
    }
    return page(request, "strategies/activities.html", {**around(request, strategy), **context})


def _by_task(cells: list[Responsibility]) -> dict[str, list[Responsibility]]:
    tasks: dict[str, list[Responsibility]] = {}
    for cell in cells:
        tasks.setdefault(cell.task, []).append(cell)
    return tasks


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise Http404
    return KINDS[name]


@require_http_methods(WRITES)
@hidden_is_absent
def add(request: HttpRequest, strategy_id: UUID, kind: str) -> HttpResponse:
    """One more row of a kind."""
    actor, strategy, what = actor_of(request), opened(request, strategy_id), _kind(kind)
    form = what.form(request.POST or None, actor=actor, language=strategy.language, room_id=strategy.compartment_id)
    if ready(request, form):
        with refusals(form):
            what.add(actor=actor, strategy=strategy, fields=form.values())
            return redirect(_at(strategy, kind))
    return page(request, "strategies/row.html", {**around(request, strategy), "kind": kind}, form)


@require_http_methods(WRITES)
@hidden_is_absent
def edit(request: HttpRequest, kind: str, row_id: UUID) -> HttpResponse:
    """Change a row; the version it was opened at comes along."""
    actor, what = actor_of(request), _kind(kind)
    row = row_for(actor, what.model, row_id)
    initial = {name: getattr(row, name, None) for name in what.form.base_fields}
    asked = {"language": row.strategy.language, "room_id": row.compartment_id, "initial": initial}
    form = what.form(request.POST or None, actor=actor, **asked)
    if ready(request, form):
        with refusals(form):
            what.save(actor=actor, row=row, version=form.cleaned_data["version"] or 0, fields=form.values())
            return redirect(_at(row.strategy, kind))
    context = {
        **around(request, row.strategy),
        "kind": kind,
        "row": row_for(actor, what.model, row_id),
        "theirs": theirs(form, initial),
    }
    return page(request, "strategies/row.html", context, form)


@require_POST
@hidden_is_absent
def drop(request: HttpRequest, kind: str, row_id: UUID) -> HttpResponse:
    """Take a row out of the text."""
    actor, form = actor_of(request), ConfirmForm(request.POST)
    row = row_for(actor, _kind(kind).model, row_id)
    if ready(request, form):
        with refusals(form):
            version = request.POST.get("version", "")
            verbs.withdraw_row(actor=actor, row=row, version=int(version) if version.isdecimal() else 0)
            offer(request, reverse("strategies:row_back", args=[kind, row_id]), _("The row was taken out."))
            return redirect(_at(row.strategy, kind))
    return page(request, "strategies/refused.html", around(request, row.strategy), form)


@require_http_methods(WRITES)
@hidden_is_absent
def due_diligence(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """How the human rights due diligence on one activity stands."""
    actor = actor_of(request)
    activity = row_for(actor, Activity, row_id)
    initial = {"state": activity.hrddp_state, "hrddp_case_id": activity.hrddp_case_id}
    form = DueDiligenceForm(request.POST or None, actor=actor, room_id=activity.compartment_id, initial=initial)
    if ready(request, form):
        with refusals(form):
            verbs.state_due_diligence(actor=actor, activity=activity, **form.cleaned_data)
            return redirect(_at(activity.strategy, "activity"))
    context = {**around(request, activity.strategy), "activity": activity}
    return page(request, "strategies/due_diligence.html", context, form)


def _at(strategy: Strategy, kind: str) -> str:
    return f"{reverse('strategies:activities', args=[strategy.pk])}#{kind}"
