"""Missions: the list, one of them, its form, the published list, and founding one."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from missions.domain.founding import found_mission
from missions.domain.keepers import may_keep
from missions.domain.missions import change_mission
from missions.enums import Weekday
from missions.models import KnownMission, Mission
from missions.queries.known import known_missions
from missions.queries.missions import components_of, mandates_of, mission_for, missions_for, offices_of
from missions.web.forms.mission import ChangeMissionForm, NewMissionForm
from pocplan.access.actor import Actor
from pocplan.access.clock import today
from pocplan.access.enums import PostKind
from pocplan.access.queries.rooms import commons_of, who_can_see
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.conflicts import theirs
from pocplan.ui.inputs import typed
from pocplan.ui.pages import paginate


@require_safe
@hidden_is_absent
def missions(request: HttpRequest) -> HttpResponse:
    """Every mission of the operation."""
    actor = actor_of(request)
    rows = paginate(request, missions_for(actor))
    return page(request, "missions/list.html", {"rows": rows, "is_admin": is_admin(actor), "who": _commons(actor)})


@require_safe
@hidden_is_absent
def detail(request: HttpRequest, mission_id: UUID) -> HttpResponse:
    """One mission with its mandates, offices, components and sections."""
    actor = actor_of(request)
    mission = mission_for(actor, mission_id)
    context = {
        "mission": mission,
        "mandates": mandates_of(actor, mission),
        "offices": offices_of(actor, mission),
        "components": components_of(actor, mission),
        "may_keep": may_keep(actor, mission.owner_id),
        "is_admin": is_admin(actor),
        "weekend": [Weekday(day).label for day in mission.weekend_days],
        "today": today(mission.timezone),
        "who": room_of_page(actor, mission),
    }
    return page(request, "missions/detail.html", context)


@require_http_methods(["GET", "POST"])
@hidden_is_absent
def edit(request: HttpRequest, mission_id: UUID) -> HttpResponse:
    """Keep the entry of a mission; shown to everybody in the operation."""
    actor = actor_of(request)
    mission = mission_for(actor, mission_id)
    demand_page_of(actor, mission)
    stored = ChangeMissionForm.initial_of(mission)
    form = ChangeMissionForm(typed(request), initial=stored)
    if ready(request, form):
        with refusals(form):
            change_mission(actor=actor, mission=mission, **form.cleaned_data)
            messages.success(request, _("The entry of the mission is saved."))
            return redirect("missions:detail", mission.pk)
    heading = _("Keep the entry of %(name)s") % {"name": mission.owner.name}
    who = room_of_page(actor, mission)
    return form_page(request, form, heading, _back(mission), who, theirs=theirs(form, stored))


@require_http_methods(["GET", "POST"])
@hidden_is_absent
def new(request: HttpRequest) -> HttpResponse:
    """Found a mission, with what is published about it filled in. For administrators."""
    actor = actor_of(request)
    if not is_admin(actor):
        raise Http404
    form = NewMissionForm(typed(request), initial=NewMissionForm.initial_from(_known(request)))
    if ready(request, form):
        with refusals(form):
            mission = found_mission(actor=actor, operation_id=actor.operation_id, **form.cleaned_data)
            messages.success(request, _("The mission is founded, with its rooms."))
            return redirect("missions:detail", mission.pk)
    context = {"heading": _("Found a mission"), "back": reverse("missions:list"), "who": _commons(actor)}
    return page(request, "missions/new.html", context, form)


@require_safe
@hidden_is_absent
def known(request: HttpRequest) -> HttpResponse:
    """Missions as the United Nations publishes them, to start an entry from."""
    words = request.GET.get("q", "")[:100].replace("\x00", "")
    rows = paginate(request, known_missions(words), per_page=25)
    query = "&" + urlencode({"q": words}) if words else ""
    context = {"rows": rows, "words": words, "query": query, "is_admin": is_admin(actor_of(request))}
    return page(request, "missions/known.html", context)


def is_admin(actor: Actor) -> bool:
    return actor.post_kind == PostKind.ADMINISTRATOR


def demand_page_of(actor: Actor, mission: Mission) -> None:
    """The forms of an entry are there for those who keep it, and nowhere for others."""
    if not may_keep(actor, mission.owner_id):
        raise Http404


def room_of_page(actor: Actor, mission: Mission) -> Any:
    """Who can see an entry in the commons."""
    return who_can_see(actor, mission.compartment_id, get_language() or "en")


def form_page(request: HttpRequest, form: Any, heading: str, back: str, who: Any, **extra: Any) -> HttpResponse:
    """A page that is one form."""
    return page(request, "frame/form.html", {"heading": heading, "back": back, "who": who, **extra}, form)


def _commons(actor: Actor) -> Any:
    return who_can_see(actor, commons_of(actor).pk, get_language() or "en")


def _known(request: HttpRequest) -> KnownMission | None:
    number = request.GET.get("known", "")
    if not number.isdecimal() or len(number) > 9:
        return None
    return KnownMission.objects.filter(pk=int(number)).first()


def _back(mission: Mission) -> str:
    return reverse("missions:detail", args=[mission.pk])
