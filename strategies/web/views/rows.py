"""The rows of a strategy on one page: threats, activities, bodies, responsibilities, indicators.

Each verb here answers a page, and a table that asks from within a cell: with the form alone, then with the row anew.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pocplan.access.errors import Refused
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.cells import form_in_cell, from_a_cell
from pocplan.ui.conflicts import theirs
from pocplan.ui.inputs import typed
from pocplan.ui.undoing import offer
from strategies.domain import rows as verbs
from strategies.domain.cells import save_cells, save_row
from strategies.domain.diligence import is_asked_anew
from strategies.domain.moving import move_row
from strategies.models import Activity, Strategy
from strategies.queries.rows import row_for, rows_before
from strategies.web.forms.rows import DueDiligenceForm, MoveForm, OutForm, RowForm
from strategies.web.places import address_of_row, page_with
from strategies.web.views.frame import around, opened
from strategies.web.views.kinds import KINDS, kind_of
from strategies.web.views.tables import line_anew, tables_of

WRITES = ["GET", "HEAD", "POST"]


@require_safe
@hidden_is_absent
def rows(request: HttpRequest, strategy_id: UUID) -> HttpResponse:
    """The rows of the strategy, a page of each kind; a post that nobody holds today is shown as vacant."""
    strategy = opened(request, strategy_id)
    context = {**around(request, strategy), "tables": tables_of(request, strategy, KINDS)}
    return page(request, "strategies/activities.html", context)


@require_http_methods(WRITES)
@hidden_is_absent
def add(request: HttpRequest, strategy_id: UUID, kind: str) -> HttpResponse:
    """One more row of a kind."""
    actor, strategy, what = actor_of(request), opened(request, strategy_id), kind_of(kind)
    form = what.form(typed(request), actor=actor, language=strategy.language, room_id=strategy.compartment_id)
    if ready(request, form):
        with refusals(form):
            row = what.add(actor=actor, strategy=strategy, fields=form.values())
            return _done(request, kind, row, placed=True)
    return _asked(request, form, kind, strategy, None)


@require_http_methods(WRITES)
@hidden_is_absent
def edit(request: HttpRequest, kind: str, row_id: UUID) -> HttpResponse:
    """Change a row; the version it was opened at comes along."""
    row = row_for(actor_of(request), kind_of(kind).model, row_id)
    form = _form(request, kind, row)
    if ready(request, form):
        with refusals(form):
            return _saved(request, kind, row, save_row, form)
    return _asked(request, form, kind, row.strategy, row)


@require_http_methods(WRITES)
@hidden_is_absent
def cell(request: HttpRequest, kind: str, row_id: UUID, cell: str) -> HttpResponse:
    """Change what stands in one cell of a row; what stands in the others stays."""
    row = row_for(actor_of(request), kind_of(kind).model, row_id)
    form = _form(request, kind, row)
    form.ask_only(kind_of(kind).column(cell).fields)
    if ready(request, form):
        with refusals(form), _naming_other_cells(form):
            return _saved(request, kind, row, save_cells, form)
    return _asked(request, form, kind, row.strategy, row)


@contextmanager
def _naming_other_cells(form: RowForm) -> Iterator[None]:
    """A refusal of what stands in another cell says in which."""
    try:
        yield
    except Refused as error:
        other = form.base_fields.get(error.field or "")
        if other is None or error.field in form.fields:
            raise
        sentence = _("In another cell of this row, “%(name)s”: %(why)s")
        raise Refused(sentence, name=other.label, why=str(error)) from error


def _form(request: HttpRequest, kind: str, row: Any) -> RowForm:
    what = kind_of(kind)
    initial = {name: getattr(row, name, None) for name in what.form.base_fields}
    asked = {"language": row.strategy.language, "room_id": row.compartment_id, "initial": initial}
    return what.form(typed(request), actor=actor_of(request), **asked)


def _asked(request: HttpRequest, form: RowForm, kind: str, strategy: Strategy, row: Any) -> HttpResponse:
    """The form, alone where a table asked for it."""
    back = address_of_row(strategy.pk, kind, row.pk) if row else _at(strategy, kind)
    if from_a_cell(request):
        heading, whole = str(kind_of(kind).one), not form.is_narrowed
        return form_in_cell(request, form, heading, row, back, key=None if row else kind, whole=whole)
    context = {**around(request, strategy), "kind": kind, "what": kind_of(kind), "row": row, "back": back}
    return page(request, "strategies/row.html", {**context, "theirs": theirs(form, form.initial)}, form)


def _saved(request: HttpRequest, kind: str, row: Any, save: Callable[..., Any], form: RowForm) -> HttpResponse:
    """Saved by one of the two verbs; where that took back what was stated on due diligence, it is said."""
    before = copy(row)
    after = save(actor=actor_of(request), row=row, **form.saying())
    is_told = isinstance(after, Activity) and is_asked_anew(before, after)
    return _done(request, kind, after, says=_asked_anew(before) if is_told else "")


def _asked_anew(before: Activity) -> str:
    why = _("This changed what the human rights due diligence was about, so what was stated on it counts no more "
            "and it is asked for anew.")  # fmt: skip
    if before.hrddp_case_id is None:
        return why
    again = _("Its case is no longer named: name it again where it covers the activity as it reads now.")
    return f"{why} {again}"


def _done(request: HttpRequest, kind: str, row: Any, *, says: str = "", placed: bool = False) -> HttpResponse:
    """Back to the row in its table, or the row anew where a cell asked; either says what else became of it."""
    if from_a_cell(request):
        return line_anew(request, kind, row, says=says, placed=placed)
    back = address_of_row(row.strategy_id, kind, row.pk)
    if not says:
        return redirect(back)
    messages.warning(request, says)
    return redirect(back.partition("#")[0])  # what it says stands at the top of the page


@require_http_methods(WRITES)
@hidden_is_absent
def drop(request: HttpRequest, kind: str, row_id: UUID) -> HttpResponse:
    """Take a row out of the text, after the question whether to."""
    actor, row = actor_of(request), row_for(actor_of(request), kind_of(kind).model, row_id)
    form = OutForm(typed(request), initial={"version": row.version})
    if ready(request, form):
        with refusals(form):
            verbs.withdraw_row(actor=actor, row=row, version=form.cleaned_data["version"] or 0)
            if from_a_cell(request):
                return gone(request, kind, row)
            offer(request, reverse("strategies:row_back", args=[kind, row_id]), _("The row was taken out."))
            return redirect(_at(row.strategy, kind, page_with(rows_before(actor, row))))
    back = address_of_row(row.strategy_id, kind, row_id)
    if from_a_cell(request):
        asks = _("Take this row out of the text?")
        words = {"asks": f"{asks} {row}", "submit": _("Take out"), "whole": True}
        return form_in_cell(request, form, asks, row, back, **words)
    return page(request, "strategies/row_out.html", {**around(request, row.strategy), "row": row, "back": back}, form)


def gone(request: HttpRequest, kind: str, row: Any, refused: str = "") -> HttpResponse:
    """What stands in a table for a row that was just taken out: that it was, and the way back."""
    context = {"row": row, "kind": kind, "width": len(KINDS[kind].columns) + 1, "refused": refused}
    return render(request, "strategies/_gone.html", context, status=400 if refused else 200)


@require_POST
@hidden_is_absent
def move(request: HttpRequest, kind: str, row_id: UUID) -> HttpResponse:
    """One place up or down."""
    actor, form = actor_of(request), MoveForm(request.POST)
    row = row_for(actor, kind_of(kind).model, row_id)
    if ready(request, form):
        with refusals(form):
            move_row(actor=actor, row=row, up=form.cleaned_data["do"] == "up")
            return _done(request, kind, row, placed=True)
    if from_a_cell(request):
        back = address_of_row(row.strategy_id, kind, row_id)
        return form_in_cell(request, form, _("Move this row"), row, back, submit=_("Try again"))
    return page(request, "strategies/refused.html", around(request, row.strategy), form)


@require_http_methods(WRITES)
@hidden_is_absent
def due_diligence(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """How the human rights due diligence on one activity stands."""
    actor = actor_of(request)
    activity = row_for(actor, Activity, row_id)
    back = address_of_row(activity.strategy_id, "activity", row_id)
    initial = {"state": activity.hrddp_state, "hrddp_case_id": activity.hrddp_case_id}
    form = DueDiligenceForm(request.POST or None, actor=actor, room_id=activity.compartment_id, initial=initial)
    if ready(request, form):
        with refusals(form):
            verbs.state_due_diligence(actor=actor, activity=activity, **form.cleaned_data)
            return redirect(back)
    context = {**around(request, activity.strategy), "activity": activity, "back": back}
    return page(request, "strategies/due_diligence.html", context, form)


def _at(strategy: Strategy, kind: str, number: int = 1) -> str:
    query = f"?{kind}={number}" if number > 1 else ""
    return f"{reverse('strategies:activities', args=[strategy.pk])}{query}#{kind}"
