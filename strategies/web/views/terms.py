"""The words of the domain: those that are shipped, and those that rooms keep of their own."""

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

from pocplan.access.models import Compartment
from pocplan.access.queries.rooms import who_can_see
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.conflicts import theirs
from pocplan.ui.inputs import typed
from pocplan.ui.pages import paginate
from pocplan.wording.engine.shipped import LANGUAGES
from strategies.domain.terms import change_term, keep_term, kept_by, may_keep, rooms_to_keep, take_out_term
from strategies.models import HouseTerm
from strategies.queries.terms import (
    as_term,
    lines,
    replaced_for,
    shipped_listed,
    term_for,
    term_in_place_of,
    terms_listed,
)
from strategies.web.forms.terms import ChangeTermForm, FindForm, TakeOutForm, TermForm, initial_from

WRITES = ["GET", "HEAD", "POST"]


def _language() -> str:
    language = (get_language() or "en")[:2]
    return language if language in LANGUAGES else "en"


@require_safe
@hidden_is_absent
def glossary(request: HttpRequest) -> HttpResponse:
    """The words that must not be mixed up: the rooms' own that the reader may read, and those for everybody."""
    actor, language = actor_of(request), _language()
    form = FindForm(request.GET if request.GET.get("find", "").strip() else None)
    sought = form.cleaned_data["find"] if form.is_valid() else ""
    own = paginate(request, terms_listed(actor, language, sought))
    context = {
        "sought": sought,
        "query": f"&{urlencode({'find': sought})}" if sought else "",
        "page": own,
        "own": [(row, as_term(row, language)) for row in own],
        "shipped": shipped_listed(language, sought),
        "replaced": replaced_for(actor),
        "other": next(one for one in LANGUAGES if one != language),
        "keeps": bool(rooms_to_keep(actor)),
    }
    return page(request, "strategies/terms.html", context, form)


@require_safe
@hidden_is_absent
def term(request: HttpRequest, term_id: UUID) -> HttpResponse:
    """One that a room keeps: what it means in both languages, and how texts meet it."""
    row = term_for(actor_of(request), term_id)
    context = {
        **_around(request, row),
        "told": as_term(row, _language()),
        "sides": [_side(row, language) for language in LANGUAGES],
        "replaced": next((one for one in shipped_listed(_language()) if one.key == row.replaces), None),
        "keeps": may_keep(actor_of(request), row.compartment_id),
    }
    return page(request, "strategies/term.html", context)


def _side(row: HouseTerm, language: str) -> dict[str, Any]:
    """What is kept in one language."""
    said = {name: getattr(row, f"{name}_{language}") for name in ("word", "told")}
    return {"language": language, **said, **{name: lines(row, name, language) for name in ("seen", "avoid")}}


def _around(request: HttpRequest, row: HouseTerm) -> dict[str, Any]:
    return {"term": row, "who": who_can_see(actor_of(request), row.compartment_id, get_language())}


@require_http_methods(WRITES)
@hidden_is_absent
def new(request: HttpRequest) -> HttpResponse:
    """A word that one of the reader's rooms keeps from now on, filled in where it takes a shipped one's place."""
    actor, rooms = actor_of(request), rooms_to_keep(actor_of(request))
    room, shipped = _chosen(request, rooms), request.GET.get("from", "")
    standing = term_in_place_of(actor, room.pk, shipped)
    if standing is not None and request.method != "POST":
        return redirect("strategies:term_change", standing.pk)
    form = TermForm(typed(request), initial=initial_from(shipped))
    if ready(request, form):
        with refusals(form):
            row = keep_term(actor=actor, room=room, **form.cleaned_data)
            messages.success(request, _("The term is added."))
            return redirect("strategies:term", row.pk)
    context = {
        "heading": _("Add a term"),
        "back": reverse("strategies:terms"),
        "who": who_can_see(actor, room.pk, get_language()),
        "rooms": [(one, urlencode({"room": one.public_id, "from": shipped})) for one in rooms if one.pk != room.pk],
    }
    return page(request, "strategies/term_form.html", context, form)


def _chosen(request: HttpRequest, rooms: list[Compartment]) -> Compartment:
    """The room that the address asks for, the first where it asks for none. Raises Http404 for another."""
    asked = request.GET.get("room", "")
    found = next((one for one in rooms if not asked or str(one.public_id) == asked), None)
    if found is None:
        raise Http404
    return found


@require_http_methods(WRITES)
@hidden_is_absent
def change(request: HttpRequest, term_id: UUID) -> HttpResponse:
    """Say it anew; after a conflict, beside what somebody else stored."""
    row = kept_by(actor_of(request), term_id)
    stored = ChangeTermForm.initial_of(row)
    form = ChangeTermForm(typed(request), initial=stored)
    if ready(request, form):
        with refusals(form):
            change_term(actor=actor_of(request), term=row, **form.cleaned_data)
            messages.success(request, _("The term is saved."))
            return redirect("strategies:term", row.pk)
    back = reverse("strategies:term", args=[row.pk])
    context = {**_around(request, row), "heading": _("Change this term"), "back": back, "theirs": theirs(form, stored)}
    return page(request, "strategies/term_form.html", context, form)


@require_http_methods(WRITES)
@hidden_is_absent
def take_out(request: HttpRequest, term_id: UUID) -> HttpResponse:
    """Asks first."""
    row = kept_by(actor_of(request), term_id)
    form = TakeOutForm(typed(request), initial={"version": row.version})
    if ready(request, form):
        with refusals(form):
            take_out_term(actor=actor_of(request), term=row, **form.cleaned_data)
            messages.success(request, _("The term is taken out."))
            return redirect("strategies:terms")
    context = {
        **_around(request, row),
        "heading": _("Take out “%(word)s”?") % {"word": as_term(row, _language()).word},
        "guide": _(
            "Texts do not lead to it any more, and the check does not ask after it. What was kept with a reason stays."
        ),
        "submit": _("Take it out"),
        "back": reverse("strategies:term", args=[row.pk]),
    }
    return page(request, "frame/form.html", context, form)
