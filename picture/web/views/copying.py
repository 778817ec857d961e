"""Copying a hotspot into an exercise."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from picture.domain.copying import copy_for, same_name_in, share_hotspot
from picture.enums.hotspots import HotspotState
from picture.models import Hotspot
from picture.queries.hotspots import hotspot_for
from picture.queries.releasing import may_share
from picture.queries.rooms import groups_to_write, room_to_write
from picture.web.forms.hotspots import ConfirmShareHotspotForm, ShareHotspotForm
from picture.web.views.frame import back_to, seen_by
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.inputs import typed


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def share(request: HttpRequest, hotspot_id: UUID) -> HttpResponse:
    """First the exercise and what stays behind, then the copy as its readers will find it, then the confirmation."""
    actor = actor_of(request)
    spot = hotspot_for(actor, hotspot_id)
    rooms = groups_to_write(actor)
    if not may_share(actor, spot.compartment) or not rooms or spot.state == HotspotState.DELISTED:
        raise Http404
    chosen = ShareHotspotForm(request.GET if "room" in request.GET else None, rooms=rooms)
    form = ConfirmShareHotspotForm(typed(request), rooms=rooms, initial={"revision": spot.revision})
    if ready(request, form):
        with refusals(form):
            given = {name: form.cleaned_data[name] for name in ("revision", "left_out")}
            room = room_to_write(actor, form.cleaned_data["room"])
            share_hotspot(actor=actor, hotspot=spot, room=room, **given)
            messages.success(request, _("The hotspot is copied to the exercise."))
            return redirect(back_to(spot))
    return page(request, "picture/hotspots/share.html", _preview(request, spot, chosen, form), form)


def _preview(
    request: HttpRequest, spot: Hotspot, chosen: ShareHotspotForm, form: ConfirmShareHotspotForm
) -> dict[str, Any]:
    actor = actor_of(request)
    source = form if form.is_bound else chosen
    picked = source.cleaned_data if source.is_bound and (source.is_valid() or form.is_bound) else {}
    room = room_to_write(actor, picked["room"]) if picked.get("room") else None
    left_out = picked.get("left_out", [])
    return {
        "spot": spot,
        "chosen": chosen,
        "room": room,
        "left_out": left_out,
        "copy": copy_for(spot, room, left_out) if room else None,
        "namesake": same_name_in(actor, spot, room) if room else None,
        "theirs": seen_by(actor, room.pk) if room else None,
        "who": seen_by(actor, spot.compartment_id),
    }
