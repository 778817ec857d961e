"""The style template of the mission: what is in force, another in its place, none any more."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pocplan.access.queries.rooms import who_can_see
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.inputs import typed
from strategies.domain.style import keep_style, reads_style, room_to_style, take_away_style
from strategies.enums.style import Dropped
from strategies.models import StyleTemplate
from strategies.queries.style import style_in_force, template_of
from strategies.web.forms.style import StyleForm, TakeAwayForm
from strategies.web.views.response_forms import WORD

WRITES = ["GET", "HEAD", "POST"]


@require_http_methods(WRITES)
@hidden_is_absent
def style(request: HttpRequest) -> HttpResponse:
    """What the mission's Word files begin with, for its readers; sending another, for who keeps it."""
    actor = actor_of(request)
    room = room_to_style(actor)
    if not reads_style(actor) or (request.method == "POST" and room is None):
        raise Http404
    form = StyleForm(request.POST if request.method == "POST" else None, request.FILES or None)
    if ready(request, form):
        with refusals(form):
            keep_style(actor=actor, upload=form.cleaned_data["file"])
            messages.success(request, _("The template is kept. Word files begin with it from now on."))
            return redirect("strategies:style")
    row = style_in_force(actor)
    context = {
        "style": row,
        "said": _said(row),
        "keeps": room is not None,
        "who": who_can_see(actor, room.pk, get_language()) if room else None,
    }
    return page(request, "strategies/style.html", context, form)


@require_safe
@hidden_is_absent
def as_file(request: HttpRequest) -> HttpResponse:
    """The template as it is kept, for whoever reads the mission's room: what every file of theirs begins with."""
    actor = actor_of(request)
    content = template_of(actor) if reads_style(actor) else b""
    if not content:
        raise Http404
    headers = {"Content-Disposition": 'attachment; filename="template.docx"'}
    return HttpResponse(content, content_type=WORD, headers=headers)


def _said(row: StyleTemplate | None) -> list[tuple[str, str]]:
    """What of the file was left out, and which ones of it."""
    said = row.said if row is not None else {}
    return [(str(kind.label), ", ".join(said[kind.value])) for kind in Dropped if kind.value in said]


@require_http_methods(WRITES)
@hidden_is_absent
def take_away(request: HttpRequest) -> HttpResponse:
    """Asks first."""
    actor = actor_of(request)
    row = style_in_force(actor) if room_to_style(actor) is not None else None
    if row is None:
        raise Http404
    form = TakeAwayForm(typed(request), initial={"style": row.pk})
    if ready(request, form):
        with refusals(form):
            take_away_style(
                actor=actor, style=StyleTemplate(pk=form.cleaned_data["style"], compartment_id=row.compartment_id)
            )
            messages.success(request, _("The template is taken away."))
            return redirect("strategies:style")
    context = {
        "who": who_can_see(actor, row.compartment_id, get_language()),
        "heading": _("Take the mission’s style template away?"),
        "guide": _("Word files look as they do without one. To have it back, send the file again."),
        "submit": _("Take it away"),
        "back": reverse("strategies:style"),
    }
    return page(request, "frame/form.html", context, form)
