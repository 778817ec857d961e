"""The matrix out as a table to take along, and in as rows pasted from a spreadsheet."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from picture.domain.pasting import COLUMNS, MOST_CHARACTERS, WORDS, list_pasted, look_at
from picture.models import Hotspot
from picture.queries.hotspots import matrix
from picture.queries.rooms import rooms_with_threats
from picture.web.views.frame import chosen, list_of, seen_by, writable_room
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.inputs import typed

MOST = 5000
TAGS = {
    "place_said": "#loc+name", "sector": "#adm1+name", "priority": "#severity", "trend": "#indicator+trend",
    "phase": "#status", "population": "#affected", "population_basis": "#meta+source", "precision": "#loc+precision",
    "situation": "#description", "needed": "#need", "reviewed_on": "#date+reviewed", "verified_on": "#date+verified",
}  # fmt: skip


class PasteForm(forms.Form):
    table = forms.CharField(
        label=_("Cells, with the row of headings"),
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea({"rows": 10, "spellcheck": "false"}),
        help_text=_("Place, sector, priority, trend, phase, people at risk, basis, precision, what happens there."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def paste(request: HttpRequest) -> HttpResponse:
    """First a look at each row with what is wrong in it; listed only when asked again and nothing is wrong."""
    actor = actor_of(request)
    room = writable_room(request, actor)
    form, pasted = PasteForm(typed(request)), None
    if ready(request, form):
        table = form.cleaned_data["table"]
        with refusals(form):
            pasted = look_at(actor=actor, room=room, table=table)
            if "list" in request.POST:
                count = len(list_pasted(actor=actor, room=room, table=table))
                messages.success(request, _count(count))
                return redirect(list_of(room, "hotspots:list"))
    context = {"pasted": pasted, "room": room, "who": seen_by(actor, room.pk)}
    return page(request, "picture/hotspots/paste.html", context, form)


def _count(count: int) -> str:
    return ngettext("%(count)s hotspot is listed.", "%(count)s hotspots are listed.", count) % {"count": count}


@require_safe
@hidden_is_absent
def file(request: HttpRequest) -> HttpResponse:
    """The matrix of one room as CSV, with a row of HXL tags where asked for. Enclaves are left out without a gap."""
    actor = actor_of(request)
    room = chosen(request, rooms_with_threats(actor))
    rows = matrix(actor, room.pk, {}).filter(is_enclave=False)[:MOST]
    names = list(TAGS)
    tags = [[TAGS[name] for name in names]] if request.GET.get("hxl") else []
    text = io.StringIO()
    csv.writer(text).writerows([[_heading(name) for name in names], *tags, *_lines(rows, names)])
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="matrix.csv"'
    return answer


def _heading(name: str) -> str:
    """The heading that pasting understands again."""
    field: Any = Hotspot._meta.get_field(name)
    return COLUMNS[name][0] if name in COLUMNS else str(field.verbose_name)


def _lines(rows: Iterable[Hotspot], names: list[str]) -> Iterable[list[str]]:
    for row in rows:
        yield [_cell(name, getattr(row, name)) for name in names]


def _cell(name: str, value: Any) -> str:
    """A word of a list in words; what a spreadsheet would carry out as a command is only text."""
    words = dict(WORDS[name].choices) if name in WORDS else {}
    text = str(words.get(value, "" if value is None else value))
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
