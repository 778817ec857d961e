"""Letting the other sides read a rating: prepared, seen as they will see it, released, taken back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from picture.domain.ratings import drop_release, prepare_release, release_rating, withdraw_rating
from picture.enums.ratings import Confidence, RatingSide, ReleaseState
from picture.models import Rating, RatingRelease
from picture.queries.ratings import own_ratings, release_for
from picture.queries.releasing import may_release
from picture.queries.rooms import desk_of
from picture.queries.threats import threat_for
from picture.web.forms.ratings import DigestForm, PrepareForm
from picture.web.views.asking import asking
from picture.web.views.frame import back_to, form_page, seen_by
from pocplan.access.actor import Actor
from pocplan.access.errors import Refused
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.inputs import typed


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def prepare(request: HttpRequest, threat_id: UUID) -> HttpResponse:
    """The words that may go; the next page shows them as the others will read them."""
    actor = actor_of(request)
    threat = threat_for(actor, threat_id)
    desk = desk_of(actor)
    rating = own_ratings(actor, desk, [threat]).get(threat.pk) if desk else None
    if desk is None or rating is None:
        raise Http404
    form = PrepareForm(typed(request), initial={"rationale": rating.rationale})
    if ready(request, form):
        with asking(request, form, desk.room.pk):
            release = prepare_release(actor=actor, rating=rating, **form.cleaned_data)
            return redirect("threats:release", release.pk)
    who, guide = seen_by(actor, desk.room.pk), _("The figures go as they are. Nothing leaves before the next page.")
    submit = _("Show what the others will see")
    return form_page(request, form, _("Release this rating"), back_to(threat), who, guide=guide, submit=submit)


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def release(request: HttpRequest, rating_release_id: UUID) -> HttpResponse:
    """What the others will see, exactly, and the confirmation of the post that answers for it."""
    actor = actor_of(request)
    row = release_for(actor, rating_release_id)
    threat = threat_for(actor, row.rating.threat_ref)
    form = DigestForm(typed(request), initial={"digest": row.digest})
    if ready(request, form):
        with refusals(form):
            release_rating(actor=actor, release=row, digest=form.cleaned_data["digest"])
            messages.success(request, _("The rating is released to those who have given their own."))
            return redirect(back_to(threat))
    context = {
        "threat": threat,
        "release": row,
        "body": _body(row),
        "waits": row.state == ReleaseState.PREPARED,
        "may": may_release(actor, row.compartment, threat.compartment),
        "who": seen_by(actor, row.compartment_id),
        "theirs": seen_by(actor, threat.compartment_id),
    }
    return page(request, "picture/release.html", context, form)


def _body(row: RatingRelease) -> dict[str, Any]:
    body = row.body
    confidence = dict(Confidence.choices).get(body.get("confidence", ""), "")
    side = dict(RatingSide.choices).get(body.get("side", ""), "")
    return {**body, "confidence": confidence, "side": side, "cut_off": Rating(cut_off=row.rating.cut_off).cut_off}


@require_POST
@hidden_is_absent
def drop(request: HttpRequest, rating_release_id: UUID) -> HttpResponse:
    return _settled(request, rating_release_id, drop_release, _("It stays on your side."))


@require_POST
@hidden_is_absent
def withdraw(request: HttpRequest, rating_release_id: UUID) -> HttpResponse:
    return _settled(
        request, rating_release_id, withdraw_rating, _("The rating is taken back. What was read stays read.")
    )


def _settled(request: HttpRequest, key: UUID, act: Any, words: str) -> HttpResponse:
    actor: Actor = actor_of(request)
    row = release_for(actor, key)
    try:
        act(actor=actor, release=row)
        messages.success(request, words)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("threats:detail", row.rating.threat_ref)
