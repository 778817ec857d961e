"""What the pages of records share: the steps of a row's life, each a small form about it."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from picture.web.views.asking import asking
from picture.web.views.frame import chosen, form_page, seen_by
from pocplan.access.actor import Actor
from pocplan.access.gate import GuardedModel
from pocplan.access.models import Compartment
from pocplan.ui.answers import actor_of, ready
from pocplan.ui.inputs import typed

MakeForm = Callable[..., forms.Form]


class Step(NamedTuple):
    """A verb on a row, what makes the form that asks for what it takes, and what the page is called."""

    act: Callable[..., Any]
    form: MakeForm
    heading: Any


def take_step(
    request: HttpRequest, step: Step | None, *, row: GuardedModel, subject: str, back: str, done: str,
    initial: dict[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    """The form of one step, and the step itself. Http404 for a step that there is not, and for who only reads."""
    actor = actor_of(request)
    if step is None or row.compartment_id not in actor.writable:
        raise Http404
    form = step.form(typed(request), actor=actor, row=row, initial=initial or {})
    if ready(request, form):
        with asking(request, form, row.compartment_id):
            step.act(actor=actor, **{subject: row}, **form.cleaned_data)
            messages.success(request, done)
            return redirect(back)
    return form_page(request, form, str(step.heading), back, seen_by(actor, row.compartment_id), guide=str(row))


def room_to_write(request: HttpRequest, rooms: list[Compartment]) -> Compartment:
    """The room that the address names, and of none named the first. Http404 where the actor writes in none."""
    if not rooms:
        raise Http404
    return chosen(request, rooms)


def writes_in(actor: Actor, room_id: int) -> bool:
    return room_id in actor.writable
