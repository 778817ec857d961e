"""The steps of a threat's life."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from picture.domain import threats as verbs
from picture.queries.threats import threat_for
from picture.web.forms.threats import CloseForm, StepForm, TakeUpForm
from picture.web.views.steps import Step, Steps, take_step
from pocplan.ui.answers import actor_of, hidden_is_absent

STEPS: Steps = {
    "take-up": Step(verbs.take_up_threat, TakeUpForm, gettext_lazy("Take up as current")),
    "close": Step(verbs.close_threat, CloseForm, gettext_lazy("Close this threat")),
    "reopen": Step(verbs.reopen_threat, StepForm, gettext_lazy("Open this threat again")),
    "anew": Step(verbs.ask_anew, StepForm, gettext_lazy("Ask for new ratings")),
}


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def step(request: HttpRequest, threat_id: UUID, step: str) -> HttpResponse:
    """One step: taken up, closed, opened again, or new ratings asked for."""
    threat = threat_for(actor_of(request), threat_id)
    return take_step(request, threat, STEPS.get(step), done=_("It is done; the history of the threat says so."))
