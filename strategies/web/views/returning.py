"""A commented Word file on its way back: send it, see what is in it, take it in."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from pocplan.access.queries.rooms import who_can_see
from pocplan.jobs.bell import ring_after_commit
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.pages import paginate
from strategies.domain.returns import confirm_returned, drop_returned, send_returned
from strategies.enums.returns import LostWhy, ReturnState
from strategies.models import ReturnedFile
from strategies.queries.inner import text_for
from strategies.queries.returns import returned_about, returned_for
from strategies.tasks import take_back_file
from strategies.web.forms.returns import NamesForm, ReturnedFileForm

WRITES = ["GET", "HEAD", "POST"]
MOVING = (ReturnState.WAITING, ReturnState.READING, ReturnState.CONFIRMED, ReturnState.PLACING)


@require_http_methods(WRITES)
@hidden_is_absent
def send(request: HttpRequest, text_id: UUID) -> HttpResponse:
    """Send in a Word file that a reviewer without an account commented."""
    actor, text = actor_of(request), text_for(actor_of(request), text_id)
    form = ReturnedFileForm(request.POST or None, request.FILES or None)
    if ready(request, form):
        with refusals(form):
            row = send_returned(actor=actor, text=text, upload=form.cleaned_data["file"])
            ring_after_commit(actor, take_back_file, row)
            return redirect("consultations:returned", row.pk)
    who = who_can_see(actor, text.compartment_id, get_language())
    context = {"text": text, "who": who, "files": returned_about(actor, text)}
    return page(request, "consultations/return_file.html", context, form)


@require_http_methods(WRITES)
@hidden_is_absent
def returned(request: HttpRequest, returned_id: UUID) -> HttpResponse:
    """How far it is; then what is in it, and a yes or a no to taking it in."""
    row = returned_for(actor_of(request), returned_id)
    form = NamesForm(
        request.POST if request.method == "POST" else None, reviewers=row.reviewers, initial=_proposed(row)
    )
    if ready(request, form):
        with refusals(form):
            _decide(request, row, form)
            return redirect("consultations:returned", row.pk)
    return page(request, "consultations/returned.html", _shown(request, row), form)


def _proposed(row: ReturnedFile) -> dict[str, str]:
    """Who answers on a response form, as it says itself."""
    return {f"{field}_{number}": words for number, one in enumerate(row.names, 1) for field, words in one.items()}


def _decide(request: HttpRequest, row: ReturnedFile, form: NamesForm) -> None:
    actor = actor_of(request)
    if "drop" in request.POST:
        drop_returned(actor=actor, returned=row)
        return
    ring_after_commit(actor, take_back_file, confirm_returned(actor=actor, returned=row, names=form.names()))


def _shown(request: HttpRequest, row: ReturnedFile) -> dict[str, Any]:
    actor = actor_of(request)
    return {
        "file": row,
        "moving": row.state in MOVING,
        "page": paginate(request, row.found),
        "new": sum(1 for one in row.found if not one["known"]),
        "lost": [(LostWhy(one["reason"]).label, one["words"]) for one in row.lost],
        "who": who_can_see(actor, row.compartment_id, get_language()),
    }
