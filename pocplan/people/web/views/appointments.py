"""Appointments: proposed, confirmed by a head, ended; and invitations by mail."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pocplan.access.actor import Actor
from pocplan.access.clock import today
from pocplan.access.enums import Audience
from pocplan.access.models import Incumbency, Post
from pocplan.access.queries.appointments import first_heads
from pocplan.access.queries.rooms import room_of
from pocplan.access.seating import HEADS
from pocplan.people.domain.appointments import (
    confirm_appointment,
    confirm_first_head,
    end_appointment,
    invite_to_post,
    propose_appointment,
    withdraw_proposal,
)
from pocplan.people.domain.posts import may_keep_posts
from pocplan.people.queries import people
from pocplan.people.queries.seats import seats_by_rule
from pocplan.people.tasks import ring
from pocplan.people.web.forms.posts import ConfirmForm, InviteForm, LastDayForm, ProposeForm
from pocplan.people.web.views.frame import directory_strip, is_admin, language
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.inputs import typed
from pocplan.ui.pages import paginate


@require_safe
@hidden_is_absent
def proposals(request: HttpRequest) -> HttpResponse:
    """What waits for a head: in one's own body, and first heads of others on one's side."""
    actor = actor_of(request)
    if actor.post_kind not in HEADS and not is_admin(actor):
        raise Http404
    waiting = paginate(request, people.proposals(actor))
    context = {
        "rows": [(one, people.title_of(one.post, language())) for one in waiting],
        "page": waiting,
        "first": first_heads(actor, language()),
        "is_admin": is_admin(actor),
        "who": directory_strip(actor),
    }
    return page(request, "people/proposals.html", context)


@require_http_methods(["GET", "POST"])
@hidden_is_absent
def propose(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """Propose somebody who is known in this directory."""
    actor = actor_of(request)
    post = _open(actor, post_id)
    persons = people.persons_of(actor, post.owner_id)
    form = ProposeForm(typed(request), persons=persons, initial={"starts": today()})
    if ready(request, form):
        with refusals(form):
            propose_appointment(actor=actor, post=post, **form.cleaned_data)
            messages.success(request, _("The appointment is proposed. A head of this side confirms it."))
            return redirect("people:post", post.pk)
    heading = _("Propose somebody for: %(title)s") % {"title": people.title_of(post, language())}
    return _form(request, actor, post, form, heading, _("Nobody is seated until a head confirms it."))


@require_http_methods(["GET", "POST"])
@hidden_is_absent
def invite(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """Write to somebody by mail and propose them. For administrators; the answer is always the same."""
    actor = actor_of(request)
    post = _open(actor, post_id)
    if not is_admin(actor):
        raise Http404
    form = InviteForm(typed(request), initial={"starts": today(), "language": language()[:2]})
    if ready(request, form):
        with refusals(form):
            invite_to_post(actor=actor, post=post, **form.cleaned_data)
            transaction.on_commit(ring, using=actor.alias)
            messages.success(request, _("A letter is on its way, and the appointment is proposed. A head confirms it."))
            return redirect("people:post", post.pk)
    heading = _("Invite somebody for: %(title)s") % {"title": people.title_of(post, language())}
    guide = _("The letter carries a link and nothing else. Whoever has an account already is asked to sign in with it.")
    return _form(request, actor, post, form, heading, guide)


@require_http_methods(["GET", "POST"])
@hidden_is_absent
def confirm(request: HttpRequest, incumbency_id: UUID) -> HttpResponse:
    """What the appointment opens, and the head's yes."""
    actor = actor_of(request)
    incumbency = people.incumbency_for(actor, incumbency_id)
    _demand_head(actor, incumbency)
    form = ConfirmForm(typed(request))
    if ready(request, form):
        with refusals(form):
            confirm_appointment(actor=actor, incumbency=incumbency)
            messages.success(request, _("The appointment is confirmed."))
            return redirect("people:post", incumbency.post_id)
    context = {
        "incumbency": people.incumbency_for(actor, incumbency_id),
        "title": people.title_of(incumbency.post, language()),
        "seats": seats_by_rule(incumbency.post),
        "who": directory_strip(actor),
    }
    return page(request, "people/confirm.html", context, form)


@require_http_methods(["GET", "POST"])
@hidden_is_absent
def confirm_first(request: HttpRequest, incumbency_id: UUID) -> HttpResponse:
    """The first head of another body of one's side."""
    actor = actor_of(request)
    one = next((one for one in first_heads(actor, language()) if one.incumbency_id == incumbency_id), None)
    if one is None:
        raise Http404
    form = ConfirmForm(typed(request))
    if ready(request, form):
        with refusals(form):
            room = room_of(actor, Audience.DIRECTORY).pk
            confirm_first_head(actor=actor, incumbency_id=incumbency_id, room=room)
            messages.success(request, _("The appointment is confirmed."))
            return redirect("people:proposals")
    return page(request, "people/confirm_first.html", {"first": one, "who": directory_strip(actor)}, form)


@require_http_methods(["GET", "POST"])
@hidden_is_absent
def end(request: HttpRequest, incumbency_id: UUID) -> HttpResponse:
    """The last day of an appointment."""
    actor = actor_of(request)
    incumbency = _standing(actor, incumbency_id)
    form = LastDayForm(typed(request), initial={"last_day": max(today(), incumbency.starts)})
    if ready(request, form):
        with refusals(form):
            end_appointment(actor=actor, incumbency=incumbency, **form.cleaned_data)
            messages.success(request, _("The appointment ends on that day."))
            return redirect("people:post", incumbency.post_id)
    heading = _("End the appointment of %(name)s") % {"name": incumbency.person.name}
    guide = _("From the day after, nothing is seen any more; what was said stays, by post. It is not stretched again.")
    return _form(request, actor, incumbency.post, form, heading, guide)


@require_POST
@hidden_is_absent
def withdraw(request: HttpRequest, incumbency_id: UUID) -> HttpResponse:
    """Take back a proposal."""
    actor = actor_of(request)
    incumbency = people.incumbency_for(actor, incumbency_id)
    if incumbency.confirmed_at is not None or not may_keep_posts(actor, incumbency.post.owner_id):
        raise Http404
    withdraw_proposal(actor=actor, incumbency=incumbency)
    messages.success(request, _("The proposal is withdrawn."))
    return redirect("people:post", incumbency.post_id)


def _open(actor: Actor, post_id: UUID) -> Post:
    post = people.post_for(actor, post_id)
    if post.closed_on is not None or not may_keep_posts(actor, post.owner_id):
        raise Http404
    return post


def _standing(actor: Actor, incumbency_id: UUID) -> Incumbency:
    incumbency = people.incumbency_for(actor, incumbency_id)
    if not may_keep_posts(actor, incumbency.post.owner_id) or incumbency.confirmed_at is None:
        raise Http404
    return incumbency


def _demand_head(actor: Actor, incumbency: Incumbency) -> None:
    is_head = actor.post_kind in HEADS and actor.owner_id == incumbency.post.owner_id
    if not is_head or incumbency.confirmed_at is not None or incumbency.withdrawn_at is not None:
        raise Http404


def _form(request: HttpRequest, actor: Actor, post: Post, form: Any, heading: str, guide: str) -> HttpResponse:
    back = reverse("people:post", args=[post.pk])
    context = {"heading": heading, "guide": guide, "back": back, "who": directory_strip(actor)}
    return page(request, "frame/form.html", context, form)
