"""The matrix out as a table to take along, and in as rows pasted from a spreadsheet."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from picture.domain.cells import COLUMNS, MOST_CHARACTERS, REMARK, WORDS, table_of
from picture.domain.naming import words_kept
from picture.domain.pasting import Given, given_in, list_pasted, look_at
from picture.domain.taking import Taken, take_matrix
from picture.models import Hotspot
from picture.queries.hotspots import sectors_in
from picture.queries.rooms import rooms_with_threats
from picture.web.forms.fields import reason_field, room_words
from picture.web.forms.hotspots import MatrixFilter
from picture.web.views.asking import ask_about, kept_by
from picture.web.views.frame import chosen, form_page, list_of, seen_by, writable_room
from pocplan.access.models import Compartment
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.inputs import typed
from pocplan.ui.tables import TableForm

TAGS = {
    "place_said": "#loc+name", "sector": "#adm1+name", "priority": "#severity", "trend": "#indicator+trend",
    "phase": "#status", "population": "#affected", "population_basis": "#meta+source", "precision": "#loc+precision",
    "situation": "#description", "needed": "#need", "reviewed_on": "#date+reviewed", "verified_on": "#date+verified",
    "external_ref": "#meta+id",
}  # fmt: skip


class PasteForm(forms.Form):
    file = forms.FileField(label=_("A file (XLSX or CSV)"), required=False)
    table = forms.CharField(
        required=False,
        label=_("Or cells, with the row of headings"),
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea({"rows": 10, "spellcheck": "false"}),
        help_text=_(
            "Reference, place, sector, priority, trend, phase, people at risk, basis, precision, what happens there."
        ),
    )
    reason = reason_field(
        _("Why hotspots change"),
        required=False,
        help_text=_("Where rows change hotspots by their reference: it goes into the history of each."),
    )


class FileForm(TableForm):
    hxl = forms.BooleanField(label=_("With a row of HXL tags"), required=False)


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def paste(request: HttpRequest) -> HttpResponse:
    """First a look at each row with what is wrong in it; listed only when asked again and nothing is wrong."""
    actor = actor_of(request)
    room = writable_room(request, actor)
    form, pasted = PasteForm(typed(request), request.FILES or None), None
    if ready(request, form):
        kept = kept_by(request.POST)
        with refusals(form), words_kept(kept):
            given = _given(form)
            pasted = look_at(actor=actor, room=room, given=given)
            ask_about(form, kept, pasted.named)
            if "list" in request.POST:
                said = {"seen": request.POST.get("seen", ""), "reason": form.cleaned_data["reason"]}
                done = list_pasted(actor=actor, room=room, given=given, kept=len(kept), **said)
                messages.success(request, _count(*done))
                return redirect(list_of(room, "hotspots:list"))
    context = {"pasted": pasted, "room": room, "who": seen_by(actor, room.pk)}
    return page(request, "picture/hotspots/paste.html", context, form)


def _given(form: forms.Form) -> Given:
    """The cells that were pasted, or those of the file, which then stand in the form as if they were."""
    table: str = form.cleaned_data["table"]
    if upload := form.cleaned_data["file"]:
        table = table_of(upload)
        form.data = QueryDict(mutable=True)
        form.data.update({"table": table, "reason": form.cleaned_data["reason"]})
    return given_in(table)


def _count(new: int, changed: int) -> str:
    listed = ngettext("%(count)s hotspot is listed.", "%(count)s hotspots are listed.", new) % {"count": new}
    words = ngettext("%(count)s hotspot is changed.", "%(count)s hotspots are changed.", changed) % {"count": changed}
    return " ".join(said for said, count in ((listed, new or not changed), (words, changed)) if count)


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def file(request: HttpRequest) -> HttpResponse:
    """The matrix of one room, narrowed as its page was, as CSV or a workbook. Enclaves are left out without a gap."""
    actor = actor_of(request)
    room = chosen(request, rooms_with_threats(actor))
    sectors = sectors_in(actor, room.pk, request.GET.get("standing", ""))
    narrowed = MatrixFilter(request.GET, rooms=[room], sectors=sectors)
    form = FileForm(typed(request))
    if ready(request, form):
        with refusals(form):
            given = form.cleaned_data
            taken = take_matrix(actor=actor, room=room, asked=narrowed.asked(), form=given["form"])
            rows = [*_table(taken.rows, tagged=given["hxl"]), *_remarks(taken, room, narrowed)]
            return form.file("matrix", rows)
    back, guide = list_of(room, "hotspots:list"), narrowed.words() or _("All hotspots of this matrix.")
    extra = {"guide": guide, "submit": _("Take it along")}
    return form_page(request, form, gettext("Take the matrix along"), back, seen_by(actor, room.pk), **extra)


def _table(rows: Iterable[Hotspot], *, tagged: bool) -> list[list[Any]]:
    names = list(TAGS)
    tags = [list(TAGS.values())] if tagged else []
    return [[_heading(name) for name in names], *tags, *([_cell(row, name) for name in names] for row in rows)]


def _remarks(taken: Taken, room: Compartment, narrowed: MatrixFilter) -> list[list[str]]:
    """What a sheet says of itself: whose it is, narrowed to what, of when, and how much did not fit."""
    moment = date_format(taken.at, "DATETIME_FORMAT") + " UTC"
    said = [f"{REMARK}{' · '.join(filter(None, [room_words(room), narrowed.words(), moment]))}"]
    if taken.left_out:
        words = ngettext(
            "%(count)s more hotspot does not fit into a file and is left out.",
            "%(count)s more hotspots do not fit into a file and are left out.",
            taken.left_out,
        )
        said.append(REMARK + words % {"count": taken.left_out})
    return [[one] for one in said]


def _heading(name: str) -> str:
    """The heading that pasting understands again, in the reader's language."""
    field: Any = Hotspot._meta.get_field(name)
    is_french = (get_language() or "").startswith("fr")
    return COLUMNS[name][int(is_french)] if name in COLUMNS else str(field.verbose_name)


def _cell(row: Hotspot, name: str) -> Any:
    """A number or a day as such, a code in words."""
    value = getattr(row, name)
    words = dict(WORDS[name].choices) if name in WORDS else {}
    return str(words[value]) if value in words else "" if value is None else value
