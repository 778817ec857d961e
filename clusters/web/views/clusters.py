"""Clusters: the list, one of them, its form, its state, and founding one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clusters.domain.clusters import change_cluster, set_state
from clusters.domain.founding import found_cluster
from clusters.domain.keepers import coordinates, may_keep
from clusters.models import Cluster
from clusters.queries.closing import what_closes
from clusters.queries.clusters import (
    below,
    changes_of,
    cluster_for,
    clusters_for,
    members_of,
    protocol_of,
    sits_in,
)
from clusters.web.forms.clusters import ChangeClusterForm, NewClusterForm, StateForm
from pocplan.access.actor import Actor
from pocplan.access.enums import PostKind
from pocplan.access.models import Area
from pocplan.access.queries.rooms import commons_of, who_can_see
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.conflicts import theirs
from pocplan.ui.inputs import typed
from pocplan.ui.pages import paginate


@require_safe
@hidden_is_absent
def clusters(request: HttpRequest) -> HttpResponse:
    """Every cluster of the operation, with its state."""
    actor = actor_of(request)
    context = {
        "rows": paginate(request, clusters_for(actor)),
        "is_admin": is_admin(actor),
        "who": who_reads(actor, commons_of(actor).pk),
    }
    return page(request, "clusters/list.html", context)


@require_safe
@hidden_is_absent
def detail(request: HttpRequest, cluster_id: UUID) -> HttpResponse:
    """One cluster; its members and protocol for its own readers alone."""
    actor = actor_of(request)
    cluster = cluster_for(actor, cluster_id)
    context = {
        "cluster": cluster,
        "below": below(actor, cluster),
        "changes": changes_of(actor, cluster)[:10],
        "may_keep": may_keep(actor, cluster.owner_id),
        "coordinates": coordinates(actor, cluster.owner_id),
        "who": who_reads(actor, cluster.compartment_id),
        **_inner(request, actor, cluster),
    }
    return page(request, "clusters/detail.html", context)


@require_http_methods(["GET", "POST"])
@hidden_is_absent
def edit(request: HttpRequest, cluster_id: UUID) -> HttpResponse:
    """Keep the entry of a cluster; shown to everybody in the operation."""
    actor = actor_of(request)
    cluster = _kept(actor, cluster_id)
    stored = ChangeClusterForm.initial_of(cluster)
    form = ChangeClusterForm(typed(request), initial=stored, **_choices(actor, cluster))
    if ready(request, form):
        with refusals(form):
            change_cluster(actor=actor, cluster=cluster, **form.cleaned_data)
            messages.success(request, _("The entry of the cluster is saved."))
            return redirect("clusters:detail", cluster.pk)
    context = {
        "heading": _("Keep the entry of %(name)s") % {"name": cluster.owner.name},
        "back": reverse("clusters:detail", args=[cluster.pk]),
        "who": who_reads(actor, cluster.compartment_id),
        "theirs": theirs(form, stored),
    }
    return page(request, "frame/form.html", context, form)


@require_http_methods(["GET", "POST"])
@hidden_is_absent
def new(request: HttpRequest) -> HttpResponse:
    """Found a cluster with its rooms. For administrators."""
    actor = actor_of(request)
    if not is_admin(actor):
        raise Http404
    form = NewClusterForm(typed(request), **_choices(actor))
    if ready(request, form):
        with refusals(form):
            cluster = found_cluster(actor=actor, operation_id=actor.operation_id, **form.cleaned_data)
            messages.success(request, _("The cluster is founded, with its rooms."))
            return redirect("clusters:detail", cluster.pk)
    context = {
        "heading": _("Found a cluster"),
        "back": reverse("clusters:list"),
        "who": who_reads(actor, commons_of(actor).pk),
        "guide": _(
            "The cluster gets rooms of its own. Its first coordinator is confirmed by another head of its side."
        ),
    }
    return page(request, "frame/form.html", context, form)


@require_http_methods(["GET", "POST"])
@hidden_is_absent
def state(request: HttpRequest, cluster_id: UUID) -> HttpResponse:
    """Deactivated, chaired by the government or active: first what that closes, then the confirmation."""
    actor = actor_of(request)
    cluster = _kept(actor, cluster_id)
    form = StateForm(typed(request), initial={"state": cluster.owner.state})
    sent = ready(request, form)
    if sent and form.cleaned_data.pop("confirmed"):
        with refusals(form):
            set_state(actor=actor, cluster=cluster, **form.cleaned_data)
            messages.success(request, _("The state of the cluster is changed."))
            return redirect("clusters:detail", cluster.pk)
    context = {
        "cluster": cluster,
        "preview": what_closes(actor, cluster, form.cleaned_data["state"]) if sent and form.is_valid() else None,
        "who": who_reads(actor, cluster.compartment_id),
    }
    return page(request, "clusters/state.html", context, form)


def is_admin(actor: Actor) -> bool:
    return actor.post_kind == PostKind.ADMINISTRATOR


def who_reads(actor: Actor, room: int) -> Any:
    return who_can_see(actor, room, get_language() or "en")


def _inner(request: HttpRequest, actor: Actor, cluster: Cluster) -> dict[str, Any]:
    if not sits_in(actor, cluster):
        return {}
    return {"members": paginate(request, members_of(actor, cluster)), "protocol": protocol_of(actor, cluster)}


def _kept(actor: Actor, cluster_id: UUID) -> Cluster:
    cluster = cluster_for(actor, cluster_id)
    if not may_keep(actor, cluster.owner_id):
        raise Http404
    return cluster


def _choices(actor: Actor, cluster: Cluster | None = None) -> dict[str, Any]:
    others = clusters_for(actor)
    if cluster is not None:
        others = others.exclude(pk=cluster.pk)
    return {"clusters": others, "areas": Area.objects.order_by("name")}
