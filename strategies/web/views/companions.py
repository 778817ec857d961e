"""A cluster's companion document: written among its own, shown to the mission for information."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pocplan.access.clock import now
from pocplan.access.queries.rooms import who_can_see
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.pages import paginate
from pocplan.ui.undoing import offer
from strategies.domain import companions as verbs
from strategies.domain.blocks import add_block
from strategies.domain.moving import move_companion_section
from strategies.domain.showing import (
    drop_companion_release,
    prepare_companion_release,
    release_companion,
    withdraw_companion_copy,
)  # fmt: skip
from strategies.models import Block, Companion, CompanionRelease, CompanionSection
from strategies.queries import companions as reads
from strategies.queries.inner import own_room
from strategies.queries.references import named_in, place_of_text
from strategies.queries.replies import answers_for, request_for
from strategies.queries.strategies import locks_on
from strategies.web.forms.companions import BesideForm, CompanionForm, SectionTitleForm
from strategies.web.forms.rounds import HashForm
from strategies.web.forms.text import ConfirmForm, NewBlockForm
from strategies.web.places import PER_PAGE
from strategies.web.views.drafting import MOVES, typed
from strategies.web.views.frame import glossed_for
from strategies.web.views.panel import before_a_copy, while_writing

WRITES = ["GET", "HEAD", "POST"]


@require_http_methods(WRITES)
@hidden_is_absent
def start(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Begin a document of the cluster's own beside what it was asked."""
    actor = actor_of(request)
    asked = request_for(actor, request_id)
    form = CompanionForm(request.POST or None, initial={"language": asked.language})
    if ready(request, form):
        with refusals(form):
            companion = verbs.start_companion(actor=actor, request=asked, **form.cleaned_data)
            return redirect("consultations:companion", companion.pk)
    who = who_can_see(actor, own_room(actor, verbs.ROOMS[0]).pk, get_language())
    return page(request, "companions/start.html", {"asked": asked, "who": who}, form)


@require_http_methods(WRITES)
@hidden_is_absent
def companion(request: HttpRequest, companion_id: UUID) -> HttpResponse:
    """The document at its first section; a post adds a section."""
    actor, here = actor_of(request), reads.companion_for(actor_of(request), companion_id)
    form = SectionTitleForm(request.POST or None, auto_id="section_%s")
    if ready(request, form):
        with refusals(form):
            made = verbs.add_companion_section(actor=actor, companion=here, **form.cleaned_data)
            return redirect("consultations:companion_section", made.pk)
    first = next(iter(reads.companion_sections_of(actor, here)), None)
    return page(request, "companions/companion.html", _written(request, here, first), form)


@require_http_methods(WRITES)
@hidden_is_absent
def section(request: HttpRequest, companion_section_id: UUID) -> HttpResponse:
    """One section with its blocks; a post adds a block at its end, or after `after`."""
    actor = actor_of(request)
    here = reads.companion_section_for(actor, companion_section_id)
    form = NewBlockForm(request.POST or None, auto_id="new_%s")
    if ready(request, form):
        with refusals(form):
            text = typed(form.cleaned_data["text"])
            block = add_block(actor=actor, parent=here, typed=text, after=_after(request, here))
            return redirect(f"{request.path}#b-{block.pk}")
    context = {**_written(request, here.companion, here), "after": _after(request, here), "new_block": form}
    return page(request, "companions/companion.html", context, form)


def _after(request: HttpRequest, here: CompanionSection) -> Block | None:
    wanted = request.POST.get("after") or request.GET.get("after", "")
    try:
        return reads.blocks_of_companion_section(actor_of(request), here).filter(pk=UUID(wanted)).first()
    except ValueError:
        return None


def _written(request: HttpRequest, here: Companion, shown: CompanionSection | None) -> dict[str, Any]:
    actor = actor_of(request)
    blocks = paginate(request, reads.blocks_of_companion_section(actor, shown), PER_PAGE) if shown else []
    locks = locks_on(actor, list(blocks), now())
    offered = reads.asked_beside(actor, here)
    writes = here.compartment_id in actor.writable and actor.post_kind in verbs.WRITERS
    return {
        "companion": here,
        "glossed": glossed_for(request, here.language),
        "sections": reads.companion_sections_of(actor, here),
        "shown": shown,
        "page": blocks,
        "references_at": reverse("consultations:companion_references", args=[here.pk]),
        "references": named_in(actor, place_of_text(here), blocks),
        "lines": [(block, locks.get(block.pk)) for block in blocks],
        "new_block": NewBlockForm(auto_id="new_%s"),
        "naming": SectionTitleForm(initial={"title": shown.title} if shown else None, auto_id="name_%s"),
        "beside": BesideForm(offered=offered) if offered else None,
        "releases": reads.companion_releases_of(actor, here),
        "writes": writes,
        "coordinates": writes and actor.post_kind in verbs.COORDINATORS,
        "who": who_can_see(actor, here.compartment_id, get_language()),
        **while_writing(request, here),
    }


@require_POST
@hidden_is_absent
def section_settings(request: HttpRequest, companion_section_id: UUID) -> HttpResponse:
    """Another title, one place up or down, or out of the document."""
    form, wanted = SectionTitleForm(request.POST, auto_id="name_%s"), request.POST.get("do", "name")
    here = reads.companion_section_for(actor_of(request), companion_section_id)
    shown = form if wanted == "name" else ConfirmForm(request.POST)
    if ready(request, shown):
        with refusals(shown):
            return _set(request, here, form, wanted)
    return page(request, "companions/companion.html", _written(request, here.companion, here), shown)


def _set(request: HttpRequest, here: CompanionSection, form: SectionTitleForm, wanted: str) -> HttpResponse:
    actor = actor_of(request)
    if wanted == "withdraw":
        verbs.withdraw_companion_section(actor=actor, section=here)
        back = reverse("consultations:companion_section_back", args=[here.pk])
        offer(request, back, _("The section was taken out."))
        return redirect("consultations:companion", here.companion_id)
    if wanted in MOVES:
        move_companion_section(actor=actor, section=here, up=wanted == "up")
    else:
        verbs.name_companion_section(actor=actor, section=here, **form.cleaned_data)
    return redirect("consultations:companion_section", here.pk)


@require_POST
@hidden_is_absent
def withdraw(request: HttpRequest, companion_id: UUID) -> HttpResponse:
    """Put the document away."""
    actor, form = actor_of(request), ConfirmForm(request.POST)
    here = reads.companion_for(actor, companion_id)
    if ready(request, form):
        with refusals(form):
            verbs.withdraw_companion(actor=actor, companion=here)
            back = reverse("consultations:companion_back", args=[here.pk])
            offer(request, back, _("The document was put away."))
            return redirect("consultations:list")
    first = next(iter(reads.companion_sections_of(actor, here)), None)
    return page(request, "companions/companion.html", _written(request, here, first), form)


@require_POST
@hidden_is_absent
def prepare(request: HttpRequest, companion_id: UUID) -> HttpResponse:
    """Freeze what would be shown, and go to its preview."""
    actor, here = actor_of(request), reads.companion_for(actor_of(request), companion_id)
    form = BesideForm(request.POST, offered=reads.asked_beside(actor, here))
    if ready(request, form):
        with refusals(form):
            asked = request_for(actor, UUID(form.cleaned_data["request"]))
            made = prepare_companion_release(actor=actor, companion=here, request=asked)
            return redirect("consultations:companion_release", made.pk)
    first = next(iter(reads.companion_sections_of(actor, here)), None)
    return page(request, "companions/companion.html", _written(request, here, first), form)


@require_http_methods(WRITES)
@hidden_is_absent
def release(request: HttpRequest, companion_release_id: UUID) -> HttpResponse:
    """Exactly what the mission will read, drawn from what was prepared; a yes writes exactly this."""
    actor = actor_of(request)
    one = reads.companion_release_for(actor, companion_release_id)
    form = HashForm(request.POST or None, initial={"digest": one.digest})
    if ready(request, form):
        with refusals(form):
            if "drop" in request.POST:
                drop_companion_release(actor=actor, release=one)
            else:
                release_companion(actor=actor, release=one, digest=form.cleaned_data["digest"])
            return redirect("consultations:companion_release", one.pk)
    return page(request, "companions/release.html", _previewed(request, one), form)


def _previewed(request: HttpRequest, one: CompanionRelease) -> dict[str, Any]:
    actor = actor_of(request)
    asked = request_for(actor, one.request_ref)
    return {
        "release": one,
        "asked": asked,
        "coordinates": actor.post_kind in verbs.COORDINATORS and one.compartment_id in actor.writable,
        "who": who_can_see(actor, one.compartment_id, get_language()),
        "readers": who_can_see(actor, asked.compartment_id, get_language()),
        **before_a_copy(request, one),
    }


@require_safe
@hidden_is_absent
def copy(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    """A released copy, for information. The mission reads it; nothing here can be decided."""
    actor = actor_of(request)
    one = reads.companion_copy_for(actor, copy_id)
    asked = request_for(actor, one.request_ref)
    context = {
        "copy": one,
        "asked": asked,
        "may_take_back": actor.post_kind in verbs.COORDINATORS and answers_for(actor, asked),
        "who": who_can_see(actor, one.compartment_id, get_language()),
    }
    return page(request, "companions/copy.html", context)


@require_http_methods(WRITES)
@hidden_is_absent
def take_back(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    """Take a copy back, after the honest sentence."""
    actor, form = actor_of(request), ConfirmForm(request.POST if request.method == "POST" else None)
    one = reads.companion_copy_for(actor, copy_id)
    if ready(request, form):
        with refusals(form):
            withdraw_companion_copy(actor=actor, copy=one)
            return redirect("consultations:reply", one.request_ref)
    who = who_can_see(actor, one.compartment_id, get_language())
    return page(request, "companions/take_back.html", {"copy": one, "who": who}, form)
