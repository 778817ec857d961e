"""Members, observers and the sharing protocol of one's own cluster. For its coordination."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clusters.domain.keepers import coordinates
from clusters.domain.membership import admit, agree_protocol, change_member, end_membership
from clusters.models import Cluster, Membership
from clusters.queries.clusters import cluster_of, member_for, protocol_of
from clusters.web.forms.clusters import ChangeMemberForm, LeaveForm, MemberForm, ProtocolForm
from clusters.web.views.clusters import who_reads
from pocplan.access.actor import Actor
from pocplan.access.clock import today
from pocplan.access.enums import Audience
from pocplan.access.queries.rooms import room_of
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.conflicts import theirs
from pocplan.ui.inputs import typed


@require_http_methods(["GET", "POST"])
@hidden_is_absent
def new_member(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    cluster = _own(actor)
    form = MemberForm(typed(request), initial={"since": today()})
    if ready(request, form):
        with refusals(form):
            admit(actor=actor, **form.cleaned_data)
            messages.success(request, _("The organisation is listed."))
            return redirect(_back(cluster))
    return _form(request, actor, cluster, form, _("List a member or observer"))


@require_http_methods(["GET", "POST"])
@hidden_is_absent
def edit_member(request: HttpRequest, member_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    cluster, member = _own(actor), _member(actor, member_id)
    stored = ChangeMemberForm.initial_of(member)
    form = ChangeMemberForm(typed(request), initial=stored)
    if ready(request, form):
        with refusals(form):
            change_member(actor=actor, member=member, **form.cleaned_data)
            messages.success(request, _("The entry of the member is saved."))
            return redirect(_back(cluster))
    heading = _("Keep the entry of %(name)s") % {"name": stored["organisation"]}
    return _form(request, actor, cluster, form, heading, theirs=theirs(form, stored))


@require_http_methods(["GET", "POST"])
@hidden_is_absent
def end_member(request: HttpRequest, member_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    cluster, member = _own(actor), _member(actor, member_id)
    form = LeaveForm(typed(request), initial={"last_day": today()})
    if ready(request, form):
        with refusals(form):
            end_membership(actor=actor, member=member, **form.cleaned_data)
            messages.success(request, _("The membership ends on that day."))
            return redirect(_back(cluster))
    heading = _("%(name)s leaves the cluster") % {"name": member.organisation}
    guide = _("What the organisation said stays, under its post. End the appointments of its people as well.")
    return _form(request, actor, cluster, form, heading, guide=guide)


@require_http_methods(["GET", "POST"])
@hidden_is_absent
def protocol(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    cluster = _own(actor)
    former = protocol_of(actor, cluster)
    form = ProtocolForm(typed(request), initial={"agreed_on": today(), "text": former.text if former else ""})
    if ready(request, form):
        with refusals(form):
            agree_protocol(actor=actor, **form.cleaned_data)
            messages.success(request, _("The sharing protocol is replaced; the former text is kept."))
            return redirect(_back(cluster))
    return _form(request, actor, cluster, form, _("Sharing protocol"))


def _own(actor: Actor) -> Cluster:
    cluster = cluster_of(actor)
    if cluster is None or not coordinates(actor, cluster.owner_id):
        raise Http404
    return cluster


def _member(actor: Actor, member_id: UUID) -> Membership:
    member = member_for(actor, member_id)
    if member.until is not None:
        raise Http404
    return member


def _back(cluster: Cluster) -> str:
    return f"{reverse('clusters:detail', args=[cluster.pk])}#members"


def _form(request: HttpRequest, actor: Actor, cluster: Cluster, form: Any, heading: str, **extra: Any) -> HttpResponse:
    who = who_reads(actor, room_of(actor, Audience.CLUSTER).pk)
    context = {"heading": heading, "back": _back(cluster), "who": who, **extra}
    return page(request, "frame/form.html", context, form)
