"""Due diligence cases: the list of a room, one of them, opening one, and its steps."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from picture.web.views.asking import asking
from picture.web.views.frame import chosen, form_page, list_of, seen_by
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready
from pocplan.ui.inputs import typed
from pocplan.ui.pages import paginate
from records.domain import cases as verbs
from records.enums.cases import GOES_ON
from records.models import SupportCase
from records.queries import cases as asked
from records.queries.deciding import MAY_DECIDE, MAY_OPEN, may_decide, may_open, may_place, may_watch
from records.queries.rooms import mission_rooms
from records.web.forms.cases import CaseFilter, CaseForm, DecideCaseForm, LookForm, MeasureForm, PlaceForm
from records.web.views.frame import Step, room_to_write, take_step, writes_in

WRITES = ["GET", "HEAD", "POST"]
STEPS = {
    "decide": Step(verbs.decide_case, DecideCaseForm, gettext_lazy("Decide on this support")),
    "look": Step(verbs.look_at_case, LookForm, gettext_lazy("What monitoring found")),
    "measure": Step(verbs.add_measure, MeasureForm, gettext_lazy("Ask for a mitigation measure")),
}
PLACE = Step(verbs.place_measure, PlaceForm, gettext_lazy("Is this measure in place?"))


@require_safe
@hidden_is_absent
def cases(request: HttpRequest) -> HttpResponse:
    """Due diligence cases of one room of the mission, the latest first, and how each stands today."""
    actor = actor_of(request)
    rooms = mission_rooms(actor)
    if not rooms and not request.GET.get("room"):
        return page(request, "records/cases/list.html", {})
    room = chosen(request, rooms)
    narrowed = CaseFilter(request.GET, rooms=rooms)
    words = {name: value for name in narrowed.fields if (value := request.GET.get(name, "")[:100])}
    rows = paginate(request, asked.cases_in(actor, room.pk, narrowed.asked()))
    context = {
        "rows": rows,
        "lines": asked.lines_of(actor, rows),
        "narrowed": narrowed,
        "room": room,
        "opens": may_open(actor) and writes_in(actor, room.pk),
        "query": "&" + urlencode(words) if words else "",
        "who": seen_by(actor, room.pk),
    }
    return page(request, "records/cases/list.html", context)


@require_safe
@hidden_is_absent
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One case: what is supported, what was decided, its measures, its monitoring, and who did what."""
    actor = actor_of(request)
    found = asked.case_for(actor, case_id)
    measures, writes = asked.measures_of(actor, found), writes_in(actor, found.compartment_id)
    context = {
        "case": found,
        "line": asked.lines_of(actor, [found])[0],
        "measures": [(one, writes and may_place(actor, one)) for one in measures],
        "steps": asked.steps_of_case(actor, found)[:20],
        "decides": writes and may_decide(actor, found),
        "watches": writes and may_watch(actor, found) and found.state in GOES_ON,
        "asks": writes and actor.post_kind in (*MAY_OPEN, *MAY_DECIDE),
        "who": seen_by(actor, found.compartment_id),
    }
    return page(request, "records/cases/detail.html", context)


@require_http_methods(WRITES)
@hidden_is_absent
def new(request: HttpRequest) -> HttpResponse:
    """Open a case in the room that the address names, else in that of the whole mission."""
    actor = actor_of(request)
    room = room_to_write(request, mission_rooms(actor, to_write=True))
    form = CaseForm(typed(request), actor=actor)
    if ready(request, form):
        with asking(request, form, room.pk):
            found = verbs.open_case(actor=actor, room=room, **form.cleaned_data)
            messages.success(request, _("The case is open. Name its mitigation, then it is decided."))
            return redirect(_at(found))
    back = list_of(room, "records:cases")
    return form_page(request, form, _("Open a due diligence case"), back, seen_by(actor, room.pk))


@require_http_methods(WRITES)
@hidden_is_absent
def step(request: HttpRequest, case_id: UUID, step: str) -> HttpResponse:
    """One step: decided, monitored, a measure asked for."""
    found = asked.case_for(actor_of(request), case_id)
    done = _("It is done; the history of the case says so.")
    initial = {"revision": found.revision, "finding": "current"}
    return take_step(request, STEPS.get(step), row=found, subject="case", back=_at(found), done=done, initial=initial)


@require_http_methods(WRITES)
@hidden_is_absent
def measure(request: HttpRequest, measure_id: UUID) -> HttpResponse:
    """Put one measure in place, or say that it no longer is and why."""
    found = asked.measure_for(actor_of(request), measure_id)
    done = _("It is done; the history of the case says so.")
    initial = {"revision": found.revision, "since": found.in_place_since}
    back = _at(found.case)
    return take_step(request, PLACE, row=found, subject="measure", back=back, done=done, initial=initial)


def _at(found: SupportCase) -> str:
    return reverse("records:case", args=[found.pk])
