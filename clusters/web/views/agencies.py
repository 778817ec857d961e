"""Agencies of the country team: the list, one of them, its form, its state, and founding one."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clusters.domain.agencies import change_agency, found_agency, may_keep_agency, set_agency_state
from clusters.models import Agency
from clusters.queries.agencies import agencies_for, agency_for
from clusters.web.forms.agencies import AgencyForm, AgencyStateForm, NewAgencyForm
from clusters.web.views.clusters import is_admin, who_reads
from pocplan.access.actor import Actor
from pocplan.access.queries.rooms import commons_of
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.conflicts import theirs
from pocplan.ui.inputs import typed
from pocplan.ui.pages import paginate


@require_safe
@hidden_is_absent
def agencies(request: HttpRequest) -> HttpResponse:
    """Every agency of the operation that a round can invite by itself, with its state."""
    actor = actor_of(request)
    context = {
        "rows": paginate(request, agencies_for(actor)),
        "is_admin": is_admin(actor),
        "who": who_reads(actor, commons_of(actor).pk),
    }
    return page(request, "clusters/agencies.html", context)


@require_safe
@hidden_is_absent
def agency(request: HttpRequest, agency_id: UUID) -> HttpResponse:
    """One agency: what it works on and whether it can be asked."""
    actor = actor_of(request)
    one = agency_for(actor, agency_id)
    context = {
        "agency": one,
        "own": one.owner_id == actor.owner_id,
        "may_keep": may_keep_agency(actor, one.owner_id),
        "who": who_reads(actor, one.compartment_id),
    }
    return page(request, "clusters/agency.html", context)


@require_http_methods(["GET", "POST"])
@hidden_is_absent
def new(request: HttpRequest) -> HttpResponse:
    """Found an agency with its room. For administrators."""
    actor = actor_of(request)
    if not is_admin(actor):
        raise Http404
    form = NewAgencyForm(typed(request))
    if ready(request, form):
        with refusals(form):
            one = found_agency(actor=actor, operation_id=actor.operation_id, **form.cleaned_data)  # type: ignore[arg-type]
            messages.success(request, _("The agency is founded, with a room of its own."))
            return redirect("clusters:agency", one.pk)
    context = {
        "heading": _("Found an agency of the country team"),
        "back": reverse("clusters:agencies"),
        "who": who_reads(actor, commons_of(actor).pk),
        "guide": _("Its first representative is confirmed by another head of the humanitarian side."),
    }
    return page(request, "frame/form.html", context, form)


@require_http_methods(["GET", "POST"])
@hidden_is_absent
def edit(request: HttpRequest, agency_id: UUID) -> HttpResponse:
    """Keep the entry of an agency; shown to everybody in the operation."""
    actor = actor_of(request)
    one = _kept(actor, agency_id)
    stored = AgencyForm.initial_of(one)
    form = AgencyForm(typed(request), initial=stored)
    if ready(request, form):
        with refusals(form):
            change_agency(actor=actor, agency=one, **form.cleaned_data)
            messages.success(request, _("The entry of the agency is saved."))
            return redirect("clusters:agency", one.pk)
    context = {
        "heading": _("Keep the entry of %(name)s") % {"name": one.owner.name},
        "theirs": theirs(form, stored),
        **_around(actor, one),
    }
    return page(request, "frame/form.html", context, form)


@require_http_methods(["GET", "POST"])
@hidden_is_absent
def state(request: HttpRequest, agency_id: UUID) -> HttpResponse:
    """Active, or no longer there: then it sits in no shared room from that day on."""
    actor = actor_of(request)
    one = _kept(actor, agency_id)
    form = AgencyStateForm(typed(request), initial={"state": one.owner.state})
    if ready(request, form):
        with refusals(form):
            set_agency_state(actor=actor, agency=one, **form.cleaned_data)
            messages.success(request, _("The state of the agency is changed."))
            return redirect("clusters:agency", one.pk)
    context = {
        "heading": _("State of %(name)s") % {"name": one.owner.name},
        "submit": _("Change the state"),
        "guide": _(
            "Deactivated, the agency loses every shared room from the next page on; its own room stays readable."
            " What was shared does not come back by itself: whoever shares decides anew."
        ),
        **_around(actor, one),
    }
    return page(request, "frame/form.html", context, form)


def _kept(actor: Actor, agency_id: UUID) -> Agency:
    one = agency_for(actor, agency_id)
    if not may_keep_agency(actor, one.owner_id):
        raise Http404
    return one


def _around(actor: Actor, one: Agency) -> dict[str, object]:
    return {"back": reverse("clusters:agency", args=[one.pk]), "who": who_reads(actor, one.compartment_id)}
