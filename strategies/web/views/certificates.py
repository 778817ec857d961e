"""The certificate and the letter, as page and as PDF, drawn for whoever asks from what it may read."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from pocplan.access.queries.rooms import who_can_see
from pocplan.ui.answers import actor_of, hidden_is_absent, page
from pocplan.ui.pdf import as_accessible_pdf
from strategies.queries.certificates import Certificate, certificate_of_request, certificate_of_round
from strategies.queries.replies import request_for
from strategies.queries.rounds import round_for

LETTER = "certificates/letter.html"


@require_safe
@hidden_is_absent
def of_round(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """The mission's certificate of a round: every invitee whose room it reads."""
    actor = actor_of(request)
    round_ = round_for(actor, round_id)
    who = who_can_see(actor, round_.compartment_id, get_language())
    context = {"certificate": certificate_of_round(actor, round_), "round": round_, "who": who}
    return page(request, "certificates/page.html", context)


@require_safe
@hidden_is_absent
def round_pdf(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """The same as a file."""
    actor = actor_of(request)
    certificate = certificate_of_round(actor, round_for(actor, round_id))
    return _pdf(request, "certificates/certificate.html", {"certificate": certificate})


@require_safe
@hidden_is_absent
def of_request(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The certificate as one invitee reads it: itself, and nobody else."""
    return page(request, "certificates/page.html", _of_request(request, request_id))


@require_safe
@hidden_is_absent
def as_pdf(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The same as a file to keep and print."""
    return _pdf(request, "certificates/certificate.html", _of_request(request, request_id))


@require_safe
@hidden_is_absent
def letter(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The feedback letter to one invitee: what became of each thing it said."""
    return page(request, "certificates/letter_page.html", _of_request(request, request_id))


@require_safe
@hidden_is_absent
def letter_pdf(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The letter as a file."""
    return _pdf(request, LETTER, _of_request(request, request_id))


def _of_request(request: HttpRequest, request_id: UUID) -> dict[str, Any]:
    actor = actor_of(request)
    asked = request_for(actor, request_id)
    who = who_can_see(actor, asked.compartment_id, get_language())
    return {"certificate": certificate_of_request(actor, asked), "asked": asked, "who": who}


def _pdf(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    certificate: Certificate = context["certificate"]
    # A title that tells nothing to whoever sees a list of open files.
    heading = {LETTER: _("Feedback letter")}.get(template, _("Consultation certificate"))
    sheet = {**context, "body": template, "heading": heading, "language": get_language()}
    html = render_to_string("certificates/sheet.html", sheet)
    data = as_accessible_pdf(html, seed=certificate.digest)
    # The file's name tells nothing to whoever sees a folder or a screen.
    headers = {"Content-Disposition": 'attachment; filename="consultation.pdf"'}
    return HttpResponse(data, content_type="application/pdf", headers=headers)
