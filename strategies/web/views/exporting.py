"""Word and PDF files on their way out: ask for one, see how far it is, take it."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from pocplan.access.queries.rooms import who_can_see
from pocplan.jobs.bell import ring_after_commit
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.pages import paginate
from strategies.domain.exports import hand_out, request_export
from strategies.domain.style import reads_style
from strategies.enums.exports import ExportAs
from strategies.models import Export, Rendition, Version
from strategies.queries.exports import annexes_in, export_for, exports_of, source_of, titles_of
from strategies.queries.versions import rendition_for, version_for
from strategies.tasks import write_export
from strategies.web.forms.exporting import FileForm

LOST_TEXT = _("A text that you do not read any more")
# The names tell nothing to whoever sees a folder or a screen.
SERVED = {
    ExportAs.WORD: ("text.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ExportAs.PDF: ("text.pdf", "application/pdf"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def of_version(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Ask for a version as a Word file with the comments on it, or as a PDF."""
    return _ask(request, version_for(actor_of(request), version_id))


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def of_shared_text(request: HttpRequest, rendition_id: UUID) -> HttpResponse:
    """Ask for a shared text as a Word file with the comments that the reader may read, or as a PDF."""
    return _ask(request, rendition_for(actor_of(request), rendition_id))


def _ask(request: HttpRequest, source: Version | Rendition) -> HttpResponse:
    actor = actor_of(request)
    form = FileForm(request.POST if request.method == "POST" else None, has_annexes=bool(annexes_in(actor, source)))
    if ready(request, form):
        with refusals(form):
            row = request_export(actor=actor, source=source, language=get_language() or "en", **form.cleaned_data)
            ring_after_commit(actor, write_export, row)
            return redirect("strategies:file", row.pk)
    who = who_can_see(actor, source.compartment_id, get_language())
    return page(request, "strategies/ask_file.html", {"source": source, "who": who}, form)


@require_safe
@hidden_is_absent
def files(request: HttpRequest) -> HttpResponse:
    """The reader's own files; nobody else sees them."""
    actor = actor_of(request)
    shown = paginate(request, exports_of(actor))
    titles = titles_of(actor, shown)
    rows = [(one, titles.get(one.pk, LOST_TEXT)) for one in shown]
    return page(request, "strategies/files.html", {"page": shown, "rows": rows, "styled": reads_style(actor)})


@require_safe
@hidden_is_absent
def progress(request: HttpRequest, export_id: UUID) -> HttpResponse:
    """How far it is; the page asks again by itself and can be left."""
    export = export_for(actor_of(request), export_id)
    return page(request, "strategies/file.html", _about(request, export))


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def download(request: HttpRequest, export_id: UUID) -> HttpResponse:
    """The file, if the text may still be read."""
    actor, form = actor_of(request), forms.Form({})
    export = export_for(actor, export_id)
    source_of(actor, export)
    if request.method != "POST":
        return redirect("strategies:file", export.pk)
    with refusals(form):
        data = hand_out(actor=actor, export=export)
        name, kind = SERVED[ExportAs(export.written_as)]
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(data, content_type=kind, headers=headers)
    return page(request, "strategies/file.html", _about(request, export), form)


def _about(request: HttpRequest, export: Export) -> dict[str, object]:
    title = titles_of(actor_of(request), [export]).get(export.pk)
    return {"file": export, "title": title or LOST_TEXT, "lost": title is None}
