"""Files of events: send one, see what would become of each row, confirm it or drop it, and take the report along."""

from collections.abc import Iterator
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from missions.domain.incident_imports import confirm_events, drop_events, request_incident_import
from missions.enums.incidents import LEFT, OFFERED, Verdict
from missions.intake.formats import TEMPLATE
from missions.models import IncidentImport
from missions.queries.incident_imports import import_for, imports_of, notes_of, reasons_of, report_of, said_once
from missions.queries.incident_rooms import keeping_room, posts_with_narrow_room, rooms_to_keep_in
from missions.tasks import take_in_events
from missions.web.forms.incidents import ConfirmForm, EventsForm
from pocplan.access.actor import Actor
from pocplan.access.queries.rooms import who_can_see
from pocplan.jobs.bell import ring_after_commit
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.inputs import typed
from pocplan.ui.pages import paginate
from pocplan.ui.tables import csv_file


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def take_in(request: HttpRequest) -> HttpResponse:
    """Send a file; it is read in the background."""
    actor = actor_of(request)
    form = EventsForm(typed(request), request.FILES or None, rooms=rooms_to_keep_in(actor))
    if ready(request, form):
        with refusals(form):
            room = keeping_room(actor, form.cleaned_data["room"])
            taken = request_incident_import(actor=actor, room=room, upload=form.cleaned_data["file"])
            ring_after_commit(actor, take_in_events, taken)
            return redirect("incidents:import", taken.pk)
    rows = paginate(request, imports_of(actor))
    return page(request, "missions/incidents/take_in.html", {"rows": rows}, form)


@require_safe
@hidden_is_absent
def progress(request: HttpRequest, events_id: UUID) -> HttpResponse:
    """How far it is; then what would become of each row."""
    actor = actor_of(request)
    taken = import_for(actor, events_id)
    lines, once = report_of(actor, taken), said_once(taken)
    context = {
        "taken": taken,
        "lasts": taken.state in ("waiting", "reading", "confirmed", "importing"),
        "notes": notes_of(taken),
        "counts": [(verdict.label, taken.counts.get(verdict.value, 0)) for verdict in Verdict],
        "absent": taken.counts.get(Verdict.ABSENT.value, 0),
        "reasons": [(reason.label, rows, reason in once) for reason, rows in reasons_of(taken)],
        "takers": _takers(actor, taken),
        "lines": paginate(request, lines),
        "offers": lines.filter(reason__in=OFFERED).exists(),
        "writes": taken.compartment_id in actor.writable,
        "sample": [(row, Verdict(verdict).label, *rest) for row, verdict, *rest in taken.sample],
        "who": who_can_see(actor, taken.compartment_id, get_language() or "en"),
    }
    return page(request, "missions/incidents/import.html", context)


def _takers(actor: Actor, taken: IncidentImport) -> str:
    """The kinds of post that could take in what was left out of this file."""
    left = any(reason in taken.tally for reason in LEFT)
    return ", ".join(posts_with_narrow_room(actor, taken.compartment_id)) if left else ""


@require_POST
@hidden_is_absent
def confirm(request: HttpRequest, events_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    taken = import_for(actor, events_id)
    form = ConfirmForm(request.POST)
    if form.is_valid():
        with refusals(form):
            taken = confirm_events(actor=actor, import_id=taken.pk, **form.cleaned_data)
            ring_after_commit(actor, take_in_events, taken)
    _say(request, form)
    return redirect("incidents:import", taken.pk)


@require_POST
@hidden_is_absent
def drop(request: HttpRequest, events_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    taken = import_for(actor, events_id)
    form = ConfirmForm(request.POST)
    with refusals(form):
        drop_events(actor=actor, import_id=taken.pk)
    _say(request, form)
    return redirect("incidents:import", taken.pk)


def _say(request: HttpRequest, form: ConfirmForm) -> None:
    for sentence in form.non_field_errors():
        messages.error(request, str(sentence))


@require_safe
@hidden_is_absent
def report(request: HttpRequest, events_id: UUID) -> HttpResponse:
    """What was said of each row, as a table to take along."""
    actor = actor_of(request)
    taken = import_for(actor, events_id)
    head = [_("Row"), _("Verdict"), _("Reason"), _("Column"), _("Cell")]
    lines = (
        [
            "" if line.row is None else line.row,
            line.get_verdict_display(),
            line.get_reason_display(),
            line.column,
            line.cell,
        ]
        for line in report_of(actor, taken).iterator()
    )
    return csv_file("report", [head, *_once(taken), *lines])


def _once(taken: IncidentImport) -> Iterator[list[str]]:
    """What is said of the whole file, with the number of its rows."""
    once = said_once(taken)
    for reason, rows in reasons_of(taken):
        if reason in once:
            yield ["", "", str(reason.label), "", ngettext("%(n)s row", "%(n)s rows", rows) % {"n": rows}]


@require_safe
@hidden_is_absent
def template(request: HttpRequest) -> HttpResponse:
    """Our own template, empty."""
    return csv_file("incidents", [list(TEMPLATE)])
