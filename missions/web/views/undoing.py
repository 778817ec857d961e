"""Putting back what was withdrawn or closed a moment ago, by one click."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from missions.domain.mandates import put_mandate_back, put_paragraph_back
from missions.domain.offices import put_office_back, put_section_back
from missions.domain.places import put_facility_back
from missions.queries.gazetteer import facility_for
from missions.queries.missions import office_for, section_for, withdrawn_mandate, withdrawn_paragraph
from missions.web.views.missions import demand_page_of
from missions.web.views.parts import back_to
from pocplan.ui.answers import actor_of, hidden_is_absent
from pocplan.ui.undoing import put_back


@require_POST
@hidden_is_absent
def mandate(request: HttpRequest, mandate_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    one = withdrawn_mandate(actor, mandate_id)
    demand_page_of(actor, one.mission)
    return put_back(request, lambda: put_mandate_back(actor=actor, mandate=one), back_to(one.mission, "mandates"))


@require_POST
@hidden_is_absent
def paragraph(request: HttpRequest, paragraph_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    one = withdrawn_paragraph(actor, paragraph_id)
    mission = one.mandate.mission
    demand_page_of(actor, mission)
    return put_back(request, lambda: put_paragraph_back(actor=actor, paragraph=one), back_to(mission, "mandates"))


@require_POST
@hidden_is_absent
def office(request: HttpRequest, office_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    one = office_for(actor, office_id)
    demand_page_of(actor, one.mission)
    return put_back(request, lambda: put_office_back(actor=actor, office=one), back_to(one.mission, "offices"))


@require_POST
@hidden_is_absent
def section(request: HttpRequest, section_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    one = section_for(actor, section_id)
    mission = one.component.mission
    demand_page_of(actor, mission)
    return put_back(request, lambda: put_section_back(actor=actor, section=one), back_to(mission, "components"))


@require_POST
@hidden_is_absent
def facility(request: HttpRequest, facility_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    one = facility_for(actor, facility_id)
    place = reverse("places:detail", args=[one.locality_ref])
    return put_back(request, lambda: put_facility_back(actor=actor, facility=one), place)
