"""The response form on paper and as a Word file, for those who will never log in."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from pocplan.ui.answers import actor_of, hidden_is_absent
from pocplan.ui.pdf import as_accessible_pdf
from strategies.documents.response_form import form_docx
from strategies.enums.rounds import STATED_BY_PEOPLE
from strategies.models import InnerText, Rendition
from strategies.queries.inner import text_for
from strategies.queries.rounds import round_for, shared_text_of
from strategies.queries.style import template_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@hidden_is_absent
def of_round(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """The form of a round, in the language of the text: titles of its sections, positions, room to write.

    It is handed out, so all of it is of the shared text: a hash of the mission's own part would let whoever holds the
    paper try out what was not shared.
    """
    text = _shared(request, round_id)
    with override(text.language):
        html = render_to_string("certificates/sheet.html", _sheet(text))
        data = as_accessible_pdf(html, seed=text.digest)
    headers = {"Content-Disposition": 'attachment; filename="response.pdf"'}
    return HttpResponse(data, content_type="application/pdf", headers=headers)


@require_safe
@hidden_is_absent
def of_round_in_word(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """The form of a round as a Word file, whose answers the mission can take in where they are handed to it.

    It looks as the mission's Word files do; of its template it has what those have, and nothing more.
    """
    return _in_word(_shared(request, round_id), template_of(actor_of(request)))


@require_safe
@hidden_is_absent
def of_text(request: HttpRequest, text_id: UUID) -> HttpResponse:
    """The form of a text under discussion, as a Word file whose answers the coordination can take in."""
    return _in_word(text_for(actor_of(request), text_id))


def _shared(request: HttpRequest, round_id: UUID) -> Rendition:
    text = shared_text_of(actor_of(request), round_for(actor_of(request), round_id))
    if text is None:
        raise Http404
    return text


def _in_word(text: InnerText | Rendition, template: bytes = b"") -> HttpResponse:
    data = form_docx(text.body, title=text.title, digest=text.digest, language=text.language, template=template)
    return HttpResponse(
        data, content_type=WORD, headers={"Content-Disposition": 'attachment; filename="response.docx"'}
    )


def _sheet(text: Rendition) -> dict[str, object]:
    return {
        "body": "certificates/response_form.html",
        "heading": _("Response form"),
        "language": text.language,
        "text": text,
        "positions": [word.label for word in STATED_BY_PEOPLE],
        "sections": [one["title"] for one in text.body["sections"]],
    }
