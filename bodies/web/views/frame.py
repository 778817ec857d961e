"""What the pages of this app share."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from bodies.models import Action, Body, Decision, Handed, Meeting
from picture.web.views.frame import form_page, seen_by
from pocplan.access.models import Compartment
from pocplan.ui.answers import actor_of

Row = Body | Meeting | Decision | Action | Handed
PAGES: dict[Any, str] = {
    Body: "bodies:detail",
    Meeting: "bodies:meeting",
    Decision: "bodies:decision",
    Action: "bodies:action",
    Handed: "bodies:handed",
}


def back_to(row: Row) -> str:
    return reverse(PAGES[type(row)], args=[row.pk])


def form_about(request: HttpRequest, form: Any, heading: str, row: Row, guide: str, **extra: Any) -> HttpResponse:
    """A page that is one form about a row, and says first who can see it."""
    who = seen_by(actor_of(request), row.compartment_id)
    return form_page(request, form, heading, back_to(row), who, guide=guide, **extra)


def bodies_of(room: Compartment) -> str:
    return f"{reverse('bodies:list')}?room={room.public_id}"
