"""How a threat is known: sources as types and letters, and a human rights officer's judgement."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from picture.domain.sources import add_threat_source, judge_threat, take_back_threat_source
from picture.models import Threat
from picture.queries.rooms import room_to_write, rooms_with_threats
from picture.queries.threats import account_of, source_for, threat_for
from picture.web.forms.ratings import JudgeForm, SourceForm
from picture.web.views.asking import asking
from picture.web.views.frame import back_to, form_page, seen_by
from pocplan.access.actor import Actor
from pocplan.access.enums import PostKind
from pocplan.access.errors import Refused
from pocplan.access.models import Compartment
from pocplan.ui.answers import actor_of, hidden_is_absent, ready, refusals
from pocplan.ui.inputs import typed


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def new_source(request: HttpRequest, threat_id: UUID) -> HttpResponse:
    """One more source, in the threat's room or in a narrower one of the actor's own body."""
    actor = actor_of(request)
    threat = threat_for(actor, threat_id)
    rooms = _rooms(actor, threat)
    if not rooms:
        raise Http404
    form = SourceForm(typed(request), rooms=rooms)
    if ready(request, form):
        with refusals(form):
            given = form.cleaned_data
            room = room_to_write(actor, given.pop("room"))
            add_threat_source(actor=actor, threat=threat, room=room, **given)
            messages.success(request, _("The source is entered."))
            return redirect(back_to(threat))
    guide = _(
        "A source is a type and a letter. Two that had it from the same person have the same letter and count once."
        " No names."
    )
    who = seen_by(actor, threat.compartment_id)
    return form_page(request, form, _("Add a source"), back_to(threat), who, guide=guide)


def _rooms(actor: Actor, threat: Threat) -> list[Compartment]:
    rooms = rooms_with_threats(actor, to_write=True)
    own = [one for one in rooms if one.owner_id == actor.owner_id and one.pk != threat.compartment_id]
    narrow = [one for one in own if one.audience not in ("shared", "mission", "cluster")]
    return [one for one in rooms if one.pk == threat.compartment_id] + narrow


@require_POST
@hidden_is_absent
def take_back(request: HttpRequest, source_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    source = source_for(actor, source_id)
    threat = threat_for(actor, source.threat_ref)
    try:
        take_back_threat_source(actor=actor, source=source)
        messages.success(request, _("The source no longer counts."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(back_to(threat))


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def judge(request: HttpRequest, threat_id: UUID) -> HttpResponse:
    """The judgement that alone makes a threat verified."""
    actor = actor_of(request)
    threat = threat_for(actor, threat_id)
    if actor.post_kind != PostKind.HUMAN_RIGHTS_OFFICER or threat.compartment_id not in actor.writable:
        raise Http404
    form = JudgeForm(typed(request))
    if ready(request, form):
        with asking(request, form, threat.compartment_id):
            judge_threat(actor=actor, threat=threat, **form.cleaned_data)
            messages.success(request, _("The judgement is entered."))
            return redirect(back_to(threat))
    guide = _(
        "%(count)s independent types of source that you may know of. Others read your finding, your post and the day,"
        " whether the threshold was met, and your reason; never a source of your own room."
    ) % {"count": account_of(actor, threat).independent}
    who = seen_by(actor, threat.compartment_id)
    return form_page(request, form, _("Judge this threat"), back_to(threat), who, guide=guide)
