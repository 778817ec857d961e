"""What a consultation brought, as a table to take along: all of it for the mission, its own for an invitee."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
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
from strategies.domain.taking import take_replies
from strategies.models import Rendition, Request, Round
from strategies.queries.replies import request_for, text_of
from strategies.queries.reply_table import reply_table
from strategies.queries.rounds import round_for, shared_text_of

WRITES = ["GET", "HEAD", "POST"]


@require_http_methods(WRITES)
@hidden_is_absent
def of_round(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Every position and comment of a round with the answers, for the mission."""
    actor = actor_of(request)
    round_ = round_for(actor, round_id)
    text = shared_text_of(actor, round_)
    if text is None:
        raise Http404
    return _taken(request, round_, text, reverse("consultations:round", args=[round_.pk]))


@require_http_methods(WRITES)
@hidden_is_absent
def of_request(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """One body's own position and comments with the mission's answers."""
    asked = request_for(actor_of(request), request_id)
    return _taken(request, asked, text_of(actor_of(request), asked), reverse("consultations:reply", args=[asked.pk]))


def _taken(request: HttpRequest, of: Round | Request, text: Rendition, back: str) -> HttpResponse:
    actor, form = actor_of(request), TableForm(typed(request))
    if ready(request, form):
        with refusals(form):
            replies = take_replies(actor=actor, of=of, form=form.cleaned_data["form"])
            return form.file("consultation", [*reply_table(replies, _titles(text)), *_stamp(of, text)])
    context = {
        "heading": _("Take positions and comments along"),
        "guide": text.title,
        "submit": _("Take it along"),
        "back": back,
        "who": who_can_see(actor, of.compartment_id, get_language() or "en"),
    }
    return page(request, "frame/form.html", context, form)


def _titles(text: Rendition) -> dict[str, str]:
    return {str(one.get("key")): str(one["title"]) for one in text.body.get("sections", [])}


def _stamp(of: Round | Request, text: Rendition) -> list[list[Any]]:
    """What the sheet says of itself: of which text, for whom, of when."""
    audience = of.compartment.get_audience_display()
    moment = date_format(now(), "DATETIME_FORMAT") + " UTC"
    consulted = _("Consulted is not endorsed, and silence is not consent.")
    said = [text.title, _("Version %(number)s") % {"number": text.number}, str(audience), moment, consulted]
    return [["# " + " · ".join(said)]]
