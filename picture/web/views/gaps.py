"""Telling named addressees what makes a place a target: prepared, seen as they will see it, told, taken back."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from missions.enums import ComponentKind
from picture.domain.gaps import LABEL, drop_gap, prepare_gap, tell_gap, withdraw_gap
from picture.enums.protection import Coverage
from picture.enums.ratings import ReleaseState
from picture.models import GapRelease
from picture.queries.gaps import TELLING, Named, gap_release_for, to_be_named, told_gap_for, told_to
from picture.queries.hotspots import hotspot_for
from picture.queries.protection import coverage_at, desk_of_component, feasibility_of
from picture.web.forms.ratings import DigestForm
from picture.web.views.frame import back_to, form_page, seen_by
from pocplan.access.actor import Actor
from pocplan.access.enums import Audience
from pocplan.access.errors import Refused
from pocplan.access.queries.rooms import Audible
from pocplan.access.queries.titles import Titles, titled, titles_told
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.inputs import DayField, typed
from pocplan.ui.pages import paginate

GUIDE = gettext_lazy("Who you name reads place, not covered and until when together. All others read the class alone.")


class GapForm(forms.Form):
    until = DayField(label=gettext_lazy("Not covered until"))
    addressees = forms.MultipleChoiceField(
        label=gettext_lazy("To whom, by name"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, named: list[Named], titles: Titles, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.key, one.words if one.is_body else titled(one.words, titles)) for one in named]
        self.fields["addressees"].choices = choices  # type: ignore[attr-defined]


@require_safe
@hidden_is_absent
def told(request: HttpRequest) -> HttpResponse:
    """What was told to this hat by name."""
    return page(request, "picture/hotspots/told.html", {"rows": paginate(request, told_to(actor_of(request)))})


@require_safe
@hidden_is_absent
def gap(request: HttpRequest, gap_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    row = told_gap_for(actor, gap_id)
    return page(request, "picture/hotspots/told_gap.html", {"gap": row, "who": seen_by(actor, row.compartment_id)})


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def prepare(request: HttpRequest, hotspot_id: UUID) -> HttpResponse:
    """Until when, and to whom; the next page shows what they will read."""
    actor = actor_of(request)
    spot = hotspot_for(actor, hotspot_id)
    if actor.post_kind not in TELLING or coverage_at(actor, [spot]).get(spot.pk) != Coverage.NOT:
        raise Http404
    noted = feasibility_of(actor, spot).exclude(uncovered_until=None).first()
    initial = {"until": noted.uncovered_until if noted else None}
    form = GapForm(typed(request), named=to_be_named(actor, spot), titles=titles_told(actor), initial=initial)
    if ready(request, form):
        with refusals(form):
            release = prepare_gap(actor=actor, hotspot=spot, **form.cleaned_data)
            return redirect("hotspots:gap-release", release.pk)
    desk = desk_of_component(actor, ComponentKind.MILITARY)
    extra = {"guide": GUIDE, "submit": _("Show what they will see")}
    who = seen_by(actor, desk.pk) if desk else None
    return form_page(request, form, _("Tell named addressees"), back_to(spot), who, **extra)


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def release(request: HttpRequest, gap_release_id: UUID) -> HttpResponse:
    """What those named will see, exactly, and the Force Commander's confirmation."""
    actor = actor_of(request)
    row = gap_release_for(actor, gap_release_id)
    spot = hotspot_for(actor, row.hotspot_ref)
    form = DigestForm(typed(request), initial={"digest": row.digest})
    if ready(request, form):
        with refusals(form):
            tell_gap(actor=actor, release=row, digest=form.cleaned_data["digest"])
            messages.success(request, _("It is told to those named, and to nobody else."))
            return redirect("hotspots:gap-release", row.pk)
    who = seen_by(actor, row.compartment_id)
    context = {
        "spot": spot,
        "release": row,
        "until": date.fromisoformat(row.body["uncovered_until"]),
        "may": actor.post_kind in TELLING,
        "waits": row.state == ReleaseState.PREPARED,
        "who": who,
        "theirs": _theirs(row, who, titles_told(actor)),
    }
    return page(request, "picture/hotspots/gap_release.html", context, form)


def _theirs(row: GapRelease, own: Audible, titles: Titles) -> Audible:
    """Who would read the room that is opened for it: the Force, the posts named and the bodies named."""
    posts = tuple((titled(one["words"], titles), "") for one in row.addressees if not one["is_body"])
    bodies = tuple(one["words"] for one in row.addressees if one["is_body"])
    return replace(
        own, audience=Audience.SHARED, label=LABEL, named=(*own.named, *posts), count=own.count + len(posts),
        organisations=bodies, discreet=False, host_state=(),
    )  # fmt: skip


@require_POST
@hidden_is_absent
def drop(request: HttpRequest, gap_release_id: UUID) -> HttpResponse:
    return _settled(request, gap_release_id, drop_gap, _("It stays with the Force."))


@require_POST
@hidden_is_absent
def withdraw(request: HttpRequest, gap_release_id: UUID) -> HttpResponse:
    return _settled(request, gap_release_id, withdraw_gap, _("It is taken back. What was read stays read."))


def _settled(request: HttpRequest, key: UUID, act: Any, words: str) -> HttpResponse:
    actor: Actor = actor_of(request)
    row = gap_release_for(actor, key)
    try:
        act(actor=actor, release=row)
        messages.success(request, words)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("hotspots:gap-release", row.pk)
