"""Somebody without an account was consulted: what one records in confidence, and what may be shown."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from pocplan.access.queries.rooms import who_can_see
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from strategies.domain.handed_forms import read_handed, record_handed, recorded_of
from strategies.domain.offsystem import add_agreement, record_off_system, release_off_system, withdraw_off_system
from strategies.enums.returns import LostWhy
from strategies.models import OffSystem, Request, Round
from strategies.queries import inner as reads
from strategies.queries.replies import answers_for, request_for
from strategies.queries.rounds import round_for
from strategies.web.forms.rounds import AgreementForm, HandedForm, HandedRecordForm, OffSystemForm
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
    form = OffSystemForm(_sent(request))
    if ready(request, form):
        with refusals(form):
            _record(request, about, form.cleaned_data)
            return redirect(here, about.pk)
    return page(request, "consultations/off_system.html", _of_record(request, about, room), form)


def _record(request: HttpRequest, about: Request | Round, fields: dict[str, Any]) -> None:
    if isinstance(about, Round) and "handed" in request.POST:
        record_handed(actor=actor_of(request), round_=about, **fields)
    else:
        record_off_system(actor=actor_of(request), about=about, **fields)


def _of_record(request: HttpRequest, about: Request | Round, room: int) -> dict[str, Any]:
    actor = actor_of(request)
    return {
        "about": about,
        "is_request": isinstance(about, Request),
        "rows": reads.off_system_about(actor, about.pk),
        "handing": HandedForm() if isinstance(about, Round) and about.opened_on else None,
        "answer": "handed" in request.POST,
        "who": who_can_see(actor, room, get_language()),
    }


@require_POST
@hidden_is_absent
def handed(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """What a filled-in form says, in the fields of a record that is still to be made."""
    round_, form = round_for(actor_of(request), round_id), HandedForm(request.POST, request.FILES)
    answer = None
    if ready(request, form):
        with refusals(form):
            answer = read_handed(actor=actor_of(request), round_=round_, upload=form.cleaned_data["file"])
    context = _of_record(request, round_, round_.compartment_id)
    if answer is None:
        return page(
            request, "consultations/off_system.html", {**context, "form": OffSystemForm(), "handing": form}, form
        )
    more = {
        "form": HandedRecordForm(initial=asdict(answer)),
        "answer": answer,
        "known": recorded_of(actor_of(request), round_, answer.organisation, answer.summary),
        "lost": [(LostWhy(one.reason).label, one.words) for one in answer.lost],
    }
    return page(request, "consultations/off_system.html", {**context, **more})


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
