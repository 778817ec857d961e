"""Somebody without an account was consulted: what one records in confidence, and what may be shown."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from pocplan.access.queries.rooms import who_can_see
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from strategies.domain.offsystem import add_agreement, record_off_system, release_off_system, withdraw_off_system
from strategies.models import OffSystem, Request, Round
from strategies.queries import inner as reads
from strategies.queries.replies import answers_for, request_for
from strategies.queries.rounds import round_for
from strategies.web.forms.rounds import AgreementForm, OffSystemForm
from strategies.web.forms.text import ConfirmForm


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def of_request(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """What the coordination keeps of whom it consulted off-system. Others of the body find no such page."""
    actor = actor_of(request)
    asked = request_for(actor, request_id)
    if not answers_for(actor, asked) or actor.post_kind not in reads.KEEPS_OFF_SYSTEM_IN:
        raise OffSystem.DoesNotExist
    room = reads.own_room(actor, reads.KEEPS_OFF_SYSTEM_IN[actor.post_kind]).pk
    return _recorded(request, asked, room, "consultations:off_system")


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def of_round(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Whom the mission itself consulted off-system."""
    round_ = round_for(actor_of(request), round_id)
    return _recorded(request, round_, round_.compartment_id, "consultations:round_off_system")


def _recorded(request: HttpRequest, about: Request | Round, room: int, here: str) -> HttpResponse:
    actor, form = actor_of(request), OffSystemForm(request.POST if request.method == "POST" else None)
    if ready(request, form):
        with refusals(form):
            record_off_system(actor=actor, about=about, **form.cleaned_data)
            return redirect(here, about.pk)
    context = {
        "about": about,
        "is_request": isinstance(about, Request),
        "rows": reads.off_system_about(actor, about.pk),
        "who": who_can_see(actor, room, get_language()),
    }
    return page(request, "consultations/off_system.html", context, form)


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def one(request: HttpRequest, off_system_id: UUID) -> HttpResponse:
    """What others would read of it, and on a yes they do; and taking it back."""
    actor = actor_of(request)
    row = reads.off_system_for(actor, off_system_id)
    asked = request_for(actor, row.about)
    form = AgreementForm(request.POST) if "agreement" in request.POST else ConfirmForm(_sent(request))
    if ready(request, form):
        with refusals(form):
            _decide(request, row, asked, form)
            return redirect("consultations:off_system_one", row.pk)
    return page(request, "consultations/off_system_one.html", _shown(request, row, asked), form)


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _decide(request: HttpRequest, row: OffSystem, asked: Request, form: Any) -> None:
    actor = actor_of(request)
    if isinstance(form, AgreementForm):
        add_agreement(actor=actor, row=row, **form.cleaned_data)
    elif "withdraw" in request.POST:
        withdraw_off_system(actor=actor, row=row, request=asked)
    else:
        release_off_system(actor=actor, row=row, request=asked)


def _shown(request: HttpRequest, row: OffSystem, asked: Request) -> dict[str, Any]:
    actor, language = actor_of(request), get_language()
    return {
        "row": row,
        "note": reads.note_of(actor, row),
        "asked": asked,
        "agreeing": AgreementForm(),
        "who": who_can_see(actor, row.compartment_id, language),
        "readers": who_can_see(actor, asked.compartment_id, language),
    }
