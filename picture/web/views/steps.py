"""The steps of a row's life, each a small form with its reason."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from picture.web.views.asking import asking
from picture.web.views.frame import Row, back_to, form_about
from pocplan.ui.answers import actor_of, ready
from pocplan.ui.cells import form_in_cell, from_a_cell
from pocplan.ui.inputs import typed


class Step(NamedTuple):
    """A verb on a row, the form that asks for what it takes, and what the page is called."""

    act: Callable[..., Any]
    form: type[forms.Form]
    heading: Any


Steps = Mapping[str, Step]


Fresh = Callable[[HttpRequest, Any], HttpResponse]


def take_step(
    request: HttpRequest, row: Row, step: Step | None, *, done: str, fresh: Fresh | None = None, **initial: Any
) -> HttpResponse:
    """The form of one step, and the step itself. Http404 for a step that there is not, and for who only reads.

    Where a table asks from within a cell, the form comes alone, and after the step `fresh` gives the row anew.
    """
    actor = actor_of(request)
    within = fresh if from_a_cell(request) else None
    if step is None or row.compartment_id not in actor.writable:
        raise Http404
    form = step.form(typed(request), initial={"revision": row.revision, **initial})
    if ready(request, form):
        with asking(request, form, row.compartment_id):
            step.act(actor=actor, **{str(row._meta.model_name): row}, **form.cleaned_data)
            if within:
                return within(request, row)
            messages.success(request, done)
            return redirect(back_to(row))
    if within:
        return form_in_cell(request, form, str(step.heading), row, back_to(row))
    return form_about(request, form, str(step.heading), row)
