"""The two-page brief for senior management as a tagged PDF: what the page of this hat says, marked for paper."""

import hashlib
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from leadership.domain.briefs import take_brief
from leadership.queries.briefs import markings
from leadership.web.views.frame import as_of, leader
from leadership.web.views.page import figures
from pocplan.access.actor import Actor
from pocplan.access.queries.hats import Hat
from pocplan.ui.answers import hidden_is_absent, page, ready, refusals
from pocplan.ui.pdf import as_accessible_pdf
from strategies.enums.text import Classification

SHOWN = 4  # rows of a section, so that two pages hold them


class BriefForm(forms.Form):
    """How the paper is marked."""

    classification = forms.ChoiceField(label=_("UN classification"))

    def __init__(self, *args: Any, allowed: list[Classification]) -> None:
        super().__init__(*args)
        self.fields["classification"].choices = [(one.value, one.label) for one in allowed]  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def brief(request: HttpRequest) -> HttpResponse:
    """Ask how it is marked, then hand it out; who took it is on record with the own side."""
    actor = leader(request)
    form = BriefForm(request.POST or None, allowed=markings(actor))
    if ready(request, form):
        with refusals(form):
            marking = form.cleaned_data["classification"]
            html = sheet(actor, request.hat, marking)  # type: ignore[attr-defined]
            digest = hashlib.sha256(html.encode()).hexdigest()
            take_brief(actor=actor, classification=marking, digest=digest)
            # The file's name tells nothing to whoever sees a folder or a screen.
            headers = {"Content-Disposition": 'attachment; filename="brief.pdf"'}
            return HttpResponse(as_accessible_pdf(html, seed=digest), content_type="application/pdf", headers=headers)
    return page(request, "leadership/ask_brief.html", {}, form)


def sheet(actor: Actor, hat: Hat, marking: str) -> str:
    """The whole of it, with enclaves left out without a gap."""
    at = as_of(actor)
    context = {
        **figures(actor, at, enclaves=False, most=SHOWN),
        "at": at,
        "hat": hat,
        "classification": Classification(marking).label,
        "language": get_language(),
        "heading": _("Brief for senior management"),
        "body": "leadership/brief.html",
    }
    return render_to_string("certificates/sheet.html", context)
