"""The shelf of strategies, and putting a new one on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from pocplan.access.enums import Audience, Side
from pocplan.access.queries.rooms import room_of, who_can_see
from pocplan.jobs.bell import ring_after_commit
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.pages import paginate
from strategies.domain.imports import start_from_word
from strategies.domain.strategies import start_strategy
from strategies.domain.workflow import ADVISERS
from strategies.enums.text import Stage
from strategies.queries.strategies import counts_by_stage, strategies_for
from strategies.queries.versions import renditions_for
from strategies.tasks import import_word
from strategies.web.forms.text import NewForm


@require_safe
@hidden_is_absent
def shelf(request: HttpRequest) -> HttpResponse:
    """The actor's strategies, or those of one stage; for the other side, the texts shared with it."""
    actor = actor_of(request)
    if actor.side != Side.MISSION:
        rows = paginate(request, renditions_for(actor).defer("body"))
        return page(request, "strategies/shared.html", {"page": rows})
    stage = request.GET.get("stage", "")
    chosen = stage if stage in Stage.values else ""
    stages = [(value, label, count) for (value, label), count in counts_by_stage(actor).items()]
    rows = paginate(request, strategies_for(actor, chosen))
    context = {"page": rows, "stages": stages, "stage": chosen, "may_start": actor.post_kind in ADVISERS}
    return page(request, "strategies/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def new(request: HttpRequest) -> HttpResponse:
    """Start from the template, or from a Word file that is then read in the background."""
    actor = actor_of(request)
    room = room_of(actor, Audience.MISSION, actor.area_id)
    form = NewForm(request.POST or None, request.FILES or None, initial={"language": get_language()})
    if ready(request, form):
        with refusals(form):
            fields = form.cleaned_data
            if fields["file"] is None:
                strategy = start_strategy(actor=actor, title=fields["title"], language=fields["language"])
                return redirect("strategies:detail", strategy.pk)
            taken = start_from_word(
                actor=actor, title=fields["title"], language=fields["language"], upload=fields["file"]
            )
            ring_after_commit(actor, import_word, taken)
            return redirect("strategies:progress", taken.pk)
    return page(request, "strategies/new.html", {"who": who_can_see(actor, room.pk, get_language())}, form)
