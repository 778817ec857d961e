"""The gazetteer: the list, one place, taking in a file, other names, facilities, and names to be decided."""

import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from missions.domain.gazetteer import take_in_gazetteer
from missions.domain.places import close_facility, decide_name, enter_facility, name_place
from missions.models import Locality
from missions.queries import gazetteer as asked
from missions.queries.matching import likely_places
from missions.web.drawing import drawing_of
from missions.web.forms.places import AliasForm, DecideForm, FacilityForm, FileForm, PlaceFilter
from missions.web.views.missions import form_page
from pocplan.access.actor import Actor
from pocplan.access.errors import Refused
from pocplan.access.queries.rooms import commons_of, who_can_see
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.inputs import typed
from pocplan.ui.pages import paginate
from pocplan.ui.undoing import offer

MOST_BYTES = 25 * 1024 * 1024


@require_safe
@hidden_is_absent
def places(request: HttpRequest) -> HttpResponse:
    """Every place that the operation knows."""
    actor = actor_of(request)
    narrowed = PlaceFilter(request.GET, countries=asked.countries_of(actor))
    rows = paginate(request, asked.places(actor, **narrowed.asked()))
    said = {name: value for name in narrowed.fields if (value := request.GET.get(name, "")[:100])}
    context = {
        "rows": rows,
        "narrowed": narrowed,
        "query": "&" + urlencode(said) if said else "",
        "keeps": keeps(actor),
        "who": _commons(actor),
    }
    return page(request, "missions/places/list.html", context)


@require_safe
@hidden_is_absent
def detail(request: HttpRequest, place_id: UUID) -> HttpResponse:
    """One place: where it lies, what it is also called, its outline, and what stands there."""
    actor = actor_of(request)
    place = asked.place_for(actor, place_id)
    context = {
        "place": place,
        "aliases": asked.aliases_of(actor, place),
        "inside": paginate(request, asked.inside(actor, place)),
        "facilities": asked.facilities_at(actor, place),
        "drawing": drawing_of(asked.outline_of(actor, place)),
        "keeps": keeps(actor),
        "writable": actor.writable,
        "who": _commons(actor),
    }
    return page(request, "missions/places/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def take_in(request: HttpRequest) -> HttpResponse:
    """Send a table of P-codes or a file of outlines; every row is answered for."""
    actor = actor_of(request)
    form, lines = FileForm(typed(request), request.FILES or None), None
    if ready(request, form):
        with refusals(form):
            lines = _taken(actor, form.cleaned_data["file"])
    context = {"lines": lines and lines[:500], "count": len(lines or []), "who": _commons(actor), "keeps": keeps(actor)}
    return page(request, "missions/places/take_in.html", context, form)


def _taken(actor: Actor, upload: Any) -> Any:
    if upload.size > MOST_BYTES:
        raise Refused(_("This file is larger than 25 MB. Send one level of one country at a time."), "file")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gazetteer"
        with path.open("wb") as file:
            for chunk in upload.chunks():
                file.write(chunk)
        try:
            return take_in_gazetteer(actor=actor, path=path)
        except Refused as refusal:
            refusal.field = "file"
            raise


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def new_alias(request: HttpRequest, place_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    place = asked.place_for(actor, place_id)
    form = AliasForm(typed(request))
    if ready(request, form):
        with refusals(form):
            name_place(actor=actor, place=place, name=form.cleaned_data["name"])
            messages.success(request, _("The name is entered."))
            return redirect("places:detail", place.pk)
    heading = _("Another name of %(name)s") % {"name": place.name}
    return form_page(request, form, heading, _back(place), _commons(actor))


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def new_facility(request: HttpRequest, place_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    place = asked.place_for(actor, place_id)
    form = FacilityForm(typed(request))
    if ready(request, form):
        with refusals(form):
            enter_facility(actor=actor, place=place, **form.cleaned_data)
            messages.success(request, _("The facility is entered."))
            return redirect("places:detail", place.pk)
    heading = _("A facility in %(name)s") % {"name": place.name}
    guide = _(
        "A base is written down in the Force's room and seen by nobody else. All other facilities are seen by everybody"
        " in this operation."
    )
    return form_page(request, form, heading, _back(place), _commons(actor), guide=guide)


@require_POST
@hidden_is_absent
def end_facility(request: HttpRequest, facility_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    facility = asked.facility_for(actor, facility_id)
    try:
        close_facility(actor=actor, facility=facility)
        offer(request, reverse("places:facility-back", args=[facility.pk]), _("The facility is closed from today."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("places:detail", facility.locality_ref)


@require_safe
@hidden_is_absent
def names(request: HttpRequest) -> HttpResponse:
    """Names in one's own rooms that the gazetteer did not settle."""
    rows = paginate(request, asked.open_names(actor_of(request)))
    return page(request, "missions/places/names.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def decide(request: HttpRequest, name_id: UUID) -> HttpResponse:
    """Say which place a name means; imports remember it."""
    actor = actor_of(request)
    name = asked.name_for(actor, name_id)
    form = DecideForm(typed(request), likely=likely_places(actor, name), name=name)
    if ready(request, form):
        with refusals(form):
            decide_name(actor=actor, name=name, place_id=_chosen(actor, form))
            messages.success(request, _("Decided. The next import remembers it."))
            return redirect("places:names")
    who = who_can_see(actor, name.compartment_id, get_language() or "en")
    return page(request, "missions/places/decide.html", {"name": name, "who": who}, form)


def _chosen(actor: Actor, form: DecideForm) -> UUID | None:
    if code := form.cleaned_data["code"].strip():
        place = asked.places(actor).filter(code=code, country=form.name.country).first()
        if place is None:
            raise Refused(_("The gazetteer has no place with this P-code in this country."), "code")
        return place.pk
    chosen = form.cleaned_data["place"]
    return None if chosen == "none" else UUID(chosen)


def keeps(actor: Actor) -> bool:
    return commons_of(actor).pk in actor.writable


def _commons(actor: Actor) -> Any:
    return who_can_see(actor, commons_of(actor).pk, get_language() or "en")


def _back(place: Locality) -> str:
    return reverse("places:detail", args=[place.pk])
