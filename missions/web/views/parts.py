"""Mandates, offices and sections of a mission: forms of their own, reached from the mission's page."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from missions.domain.founding import open_sector
from missions.domain.mandates import add_mandate, add_paragraph, change_mandate, withdraw_mandate, withdraw_paragraph
from missions.domain.offices import add_office, add_section, change_office, close_office, close_section
from missions.domain.publications import Report, take_in_registry, take_in_resolution
from missions.enums import OfficeKind
from missions.models import Mission
from missions.published.table import MOST_BYTES
from missions.queries.missions import mandate_for, mission_for, office_for, paragraph_for, section_for
from missions.web.forms.parts import MandateFileForm, MandateForm, OfficeForm, ParagraphForm, SectionForm, SectorForm
from missions.web.views.missions import demand_page_of, form_page, is_admin, room_of_page
from pocplan.access.actor import Actor
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.inputs import typed
from pocplan.ui.undoing import offer

FROM_FILE = ("resolution", "expires_on")  # what a report of a file hands on to the form


def back_to(mission: Mission, part: str) -> str:
    return f"{reverse('missions:detail', args=[mission.pk])}#{part}"


@require_http_methods(["GET", "POST"])
@hidden_is_absent
def new_mandate(request: HttpRequest, mission_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    mission = mission_for(actor, mission_id)
    demand_page_of(actor, mission)
    form = MandateForm(typed(request), initial={name: request.GET.get(name, "")[:60] for name in FROM_FILE})
    if ready(request, form):
        with refusals(form):
            add_mandate(actor=actor, mission=mission, **form.cleaned_data)
            messages.success(request, _("The mandate is entered."))
            return redirect(back_to(mission, "mandates"))
    return form_page(request, form, _("Enter a mandate"), back_to(mission, "mandates"), room_of_page(actor, mission))


@require_http_methods(["GET", "POST"])
@hidden_is_absent
def mandate_file(request: HttpRequest, mission_id: UUID) -> HttpResponse:
    """Take in a published file, and say row by row what was done."""
    actor = actor_of(request)
    mission = mission_for(actor, mission_id)
    demand_page_of(actor, mission)
    form = MandateFileForm(typed(request), request.FILES or None, initial={"entity": mission.owner.short})
    context: dict[str, Any] = {"mission": mission, "who": room_of_page(actor, mission)}
    if ready(request, form):
        with refusals(form):
            context["lines"] = _taken(actor, mission, form.cleaned_data)
    return page(request, "missions/mandate_file.html", context, form)


def _taken(actor: Actor, mission: Mission, sent: dict[str, Any]) -> list[Report]:
    name, content = sent["file"].name, sent["file"].read(MOST_BYTES + 1)
    if name.lower().endswith(".json"):
        return take_in_resolution(actor=actor, mission=mission, name=name, content=content)
    return take_in_registry(actor=actor, mission=mission, entity=sent["entity"], content=content)


@require_http_methods(["GET", "POST"])
@hidden_is_absent
def edit_mandate(request: HttpRequest, mandate_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    mandate = mandate_for(actor, mandate_id)
    mission = mandate.mission
    demand_page_of(actor, mission)
    form = MandateForm(typed(request), initial=MandateForm.initial_of(mandate))
    if ready(request, form):
        with refusals(form):
            change_mandate(actor=actor, mandate=mandate, **form.cleaned_data)
            messages.success(request, _("The mandate is saved."))
            return redirect(back_to(mission, "mandates"))
    heading = _("Correct the mandate %(resolution)s") % {"resolution": mandate_for(actor, mandate_id).resolution}
    return form_page(request, form, heading, back_to(mission, "mandates"), room_of_page(actor, mission))


@require_http_methods(["GET", "POST"])
@hidden_is_absent
def new_paragraph(request: HttpRequest, mandate_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    mandate = mandate_for(actor, mandate_id)
    demand_page_of(actor, mandate.mission)
    form, back = ParagraphForm(typed(request)), back_to(mandate.mission, "mandates")
    if ready(request, form):
        with refusals(form):
            add_paragraph(actor=actor, mandate=mandate, **form.cleaned_data)
            messages.success(request, _("The paragraph is entered."))
            return redirect(back)
    heading = _("Enter a paragraph of %(resolution)s") % {"resolution": mandate.resolution}
    return form_page(request, form, heading, back, room_of_page(actor, mandate.mission))


@require_POST
@hidden_is_absent
def end_mandate(request: HttpRequest, mandate_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    mandate = mandate_for(actor, mandate_id)
    demand_page_of(actor, mandate.mission)
    withdraw_mandate(actor=actor, mandate=mandate)
    offer(request, reverse("missions:mandate-back", args=[mandate.pk]), _("The mandate is withdrawn."))
    return redirect(back_to(mandate.mission, "mandates"))


@require_POST
@hidden_is_absent
def end_paragraph(request: HttpRequest, paragraph_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    paragraph = paragraph_for(actor, paragraph_id)
    mission = paragraph.mandate.mission
    demand_page_of(actor, mission)
    withdraw_paragraph(actor=actor, paragraph=paragraph)
    offer(request, reverse("missions:paragraph-back", args=[paragraph.pk]), _("The paragraph is withdrawn."))
    return redirect(back_to(mission, "mandates"))


@require_http_methods(["GET", "POST"])
@hidden_is_absent
def new_office(request: HttpRequest, mission_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    mission = mission_for(actor, mission_id)
    demand_page_of(actor, mission)
    form = OfficeForm(typed(request), mission=mission)
    if ready(request, form):
        with refusals(form):
            add_office(actor=actor, mission=mission, **form.cleaned_data)
            messages.success(request, _("The office is entered."))
            return redirect(back_to(mission, "offices"))
    return form_page(request, form, _("Enter an office"), back_to(mission, "offices"), room_of_page(actor, mission))


@require_http_methods(["GET", "POST"])
@hidden_is_absent
def new_sector(request: HttpRequest, mission_id: UUID) -> HttpResponse:
    """A sector makes rooms, so the administrator opens it."""
    actor = actor_of(request)
    mission = mission_for(actor, mission_id)
    if not is_admin(actor):
        raise Http404
    form = SectorForm(typed(request))
    if ready(request, form):
        with refusals(form):
            open_sector(actor=actor, mission=mission, **form.cleaned_data)
            messages.success(request, _("The sector is open, with its rooms."))
            return redirect(back_to(mission, "offices"))
    guide = _(
        "A sector gets rooms of its own for its field posts. Headquarters posts of the mission read them as well."
    )
    heading, back = _("Open a sector"), back_to(mission, "offices")
    return form_page(request, form, heading, back, room_of_page(actor, mission), guide=guide)


@require_http_methods(["GET", "POST"])
@hidden_is_absent
def edit_office(request: HttpRequest, office_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    office = office_for(actor, office_id)
    mission, is_sector = office.mission, office.kind == OfficeKind.SECTOR
    demand_page_of(actor, mission)
    initial = OfficeForm.initial_of(office)
    form = OfficeForm(typed(request), mission=mission, is_sector=is_sector, initial=initial)
    if ready(request, form):
        with refusals(form):
            change_office(actor=actor, office=office, **form.cleaned_data)
            messages.success(request, _("The office is saved."))
            return redirect(back_to(mission, "offices"))
    heading = _("Keep the office %(name)s") % {"name": initial["name"]}
    return form_page(request, form, heading, back_to(mission, "offices"), room_of_page(actor, mission))


@require_POST
@hidden_is_absent
def end_office(request: HttpRequest, office_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    office = office_for(actor, office_id)
    demand_page_of(actor, office.mission)
    if office.closed_on is None:
        close_office(actor=actor, office=office)
        offer(request, reverse("missions:office-back", args=[office.pk]), _("The office is closed from today."))
    return redirect(back_to(office.mission, "offices"))


@require_http_methods(["GET", "POST"])
@hidden_is_absent
def new_section(request: HttpRequest, mission_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    mission = mission_for(actor, mission_id)
    demand_page_of(actor, mission)
    form, back = SectionForm(typed(request), mission=mission), back_to(mission, "components")
    if ready(request, form):
        with refusals(form):
            add_section(actor=actor, mission=mission, **form.cleaned_data)
            messages.success(request, _("The section is entered."))
            return redirect(back)
    return form_page(request, form, _("Enter a section"), back, room_of_page(actor, mission))


@require_POST
@hidden_is_absent
def end_section(request: HttpRequest, section_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    section = section_for(actor, section_id)
    mission = section.component.mission
    demand_page_of(actor, mission)
    close_section(actor=actor, section=section)
    offer(request, reverse("missions:section-back", args=[section.pk]), _("The section is closed from today."))
    return redirect(back_to(mission, "components"))
