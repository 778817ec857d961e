"""A Word file on its way in: send it, and a page of progress that can be left."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from pocplan.jobs.bell import ring_after_commit
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from strategies.domain.imports import request_import
from strategies.queries.imports import import_for, imports_of
from strategies.tasks import import_word
from strategies.web.forms.text import ImportForm
from strategies.web.views.frame import around, opened


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def take_in(request: HttpRequest, strategy_id: UUID) -> HttpResponse:
    """Send a Word file; it is read in the background."""
    actor, strategy = actor_of(request), opened(request, strategy_id)
    form = ImportForm(request.POST or None, request.FILES or None)
    if ready(request, form):
        with refusals(form):
            taken = request_import(actor=actor, strategy=strategy, upload=form.cleaned_data["file"])
            ring_after_commit(actor, import_word, taken)
            return redirect("strategies:progress", taken.pk)
    context = {**around(request, strategy), "imports": imports_of(actor, strategy)}
    return page(request, "strategies/import.html", context, form)


@require_safe
@hidden_is_absent
def progress(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """How far it is; the page asks again by itself while it lasts, and lists what found no place."""
    taken = import_for(actor_of(request), import_id)
    if request.headers.get("HX-Request"):
        return page(request, "strategies/_progress.html", {"taken": taken})
    return page(request, "strategies/progress.html", {**around(request, taken.strategy), "taken": taken})
