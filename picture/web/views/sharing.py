"""Groups that look at threats together, and copying a threat to one."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from picture.domain.groups import open_group
from picture.domain.sharing import rendition, share_threat
from picture.models import Threat
from picture.queries.releasing import OPENING, may_share
from picture.queries.rooms import areas_of, bodies_to_invite, groups_to_write, own_room_to_write, room_to_write
from picture.queries.threats import threat_for
from picture.web.forms.ratings import ConfirmShareForm, GroupForm, ShareForm
from picture.web.views.asking import asking
from picture.web.views.frame import back_to, form_page, list_of, seen_by
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.inputs import typed


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def new_group(request: HttpRequest) -> HttpResponse:
    """Open a shared room for bodies that look at threats together."""
    actor = actor_of(request)
    if actor.post_kind not in OPENING:
        raise Http404
    form = GroupForm(typed(request), bodies=bodies_to_invite(actor), areas=areas_of(actor))
    if ready(request, form):
        with asking(request, form, own_room_to_write(actor).pk):
            given = form.cleaned_data
            area, bodies = given.get("area"), [UUID(one) for one in given["bodies"]]
            area_id = UUID(area) if area else None
            group = open_group(actor=actor, title=given["title"], bodies=bodies, area_id=area_id)
            messages.success(request, _("The group is opened."))
            return redirect(list_of(group.compartment, "threats:list"))
    guide = _("Everybody in the group reads and writes threats there. Each side rates on its own, blind to the others.")
    return form_page(request, form, _("Open a group on threats"), reverse("threats:list"), None, guide=guide)


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def share(request: HttpRequest, threat_id: UUID) -> HttpResponse:
    """First the group and what stays behind, then the copy as its readers will find it, then the confirmation."""
    actor = actor_of(request)
    threat = threat_for(actor, threat_id)
    rooms = groups_to_write(actor)
    if not may_share(actor, threat.compartment) or not rooms:
        raise Http404
    chosen = ShareForm(request.GET if "room" in request.GET else None, rooms=rooms)
    form = ConfirmShareForm(typed(request), rooms=rooms, initial={"revision": threat.revision})
    if ready(request, form):
        with refusals(form):
            given = {name: form.cleaned_data[name] for name in ("revision", "left_out")}
            room = room_to_write(actor, form.cleaned_data["room"])
            share_threat(actor=actor, threat=threat, room=room, **given)
            messages.success(request, _("The threat is copied to the group."))
            return redirect(back_to(threat))
    return _preview(request, threat, chosen, form)


def _preview(request: HttpRequest, threat: Threat, chosen: ShareForm, form: ConfirmShareForm) -> HttpResponse:
    actor = actor_of(request)
    source = form if form.is_bound else chosen
    picked = getattr(source, "cleaned_data", {}) if source.is_bound and (source.is_valid() or form.is_bound) else {}
    room = room_to_write(actor, picked["room"]) if picked.get("room") else None
    left_out = picked.get("left_out", [])
    context = {
        "threat": threat,
        "chosen": chosen,
        "room": room,
        "left_out": left_out,
        "copy": rendition(threat, room, left_out) if room else None,
        "theirs": seen_by(actor, room.pk) if room else None,
        "who": seen_by(actor, threat.compartment_id),
    }
    return page(request, "picture/share.html", context, form)
