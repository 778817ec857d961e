"""Posts: the list, one of them, its forms, and the brief for whoever takes it over."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pocplan.access.actor import Actor
from pocplan.access.clock import today
from pocplan.access.models import Owner, Post
from pocplan.people.domain.posts import close_post, describe_post, may_keep_posts, open_post
from pocplan.people.queries import people
from pocplan.people.queries.seats import seats_by_name, seats_by_rule
from pocplan.people.web.forms.posts import DescribePostForm, FilterForm, NewPostForm
from pocplan.people.web.views.frame import directory_strip, is_admin, language
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.inputs import typed
from pocplan.ui.openitems import open_items
from pocplan.ui.pages import paginate


@require_safe
@hidden_is_absent
def posts(request: HttpRequest) -> HttpResponse:
    """Posts and people of one's own body, the administrator's choice of body; the others as organisations."""
    actor, asked = actor_of(request), FilterForm(request.GET)
    body = _body(actor, asked.body_id)
    found = people.posts_for(actor, body.pk if body else None)
    page_ = paginate(request, people.vacant(actor, found) if asked.only_vacant else found)
    context = {
        "rows": people.rows_of(actor, list(page_), language()),
        "page": page_,
        "query": _query(asked),
        "body": body,
        "only_vacant": asked.only_vacant,
        "bodies": people.bodies_of(actor),
        "may_keep": body is not None and may_keep_posts(actor, body.pk),
        "is_admin": is_admin(actor),
        "who": directory_strip(actor),
    }
    return page(request, "people/list.html", context)


@require_safe
@hidden_is_absent
def post(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """One post: who holds it, who held it, what it opens."""
    actor = actor_of(request)
    one = people.post_for(actor, post_id)
    context = {
        **_described(actor, one),
        "history": paginate(request, people.history_of(actor, one)),
        "may_keep": may_keep_posts(actor, one.owner_id),
        "is_admin": is_admin(actor),
        "today": today(),
        "who": directory_strip(actor),
    }
    return page(request, "people/post.html", context)


@require_safe
@hidden_is_absent
def takeover(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """For whoever takes over: what is open, whom the post reports to, what it reads. Fit to be printed."""
    actor = actor_of(request)
    one = people.post_for(actor, post_id)
    context = {
        **_described(actor, one),
        "history": people.history_of(actor, one)[:5],
        "groups": open_items(actor, one),
        "today": today(),
        "who": directory_strip(actor),
    }
    return page(request, "people/takeover.html", context)


@require_http_methods(["GET", "POST"])
@hidden_is_absent
def new(request: HttpRequest, owner_id: UUID) -> HttpResponse:
    """A new post of one body, vacant at first."""
    actor = actor_of(request)
    owner = people.body_for(actor, owner_id)
    if not may_keep_posts(actor, owner.pk):
        raise Http404
    form = NewPostForm(typed(request), owner=owner, superiors=people.posts_for(actor, owner.pk))
    if ready(request, form):
        with refusals(form):
            made = open_post(actor=actor, owner=owner, **form.cleaned_data)
            messages.success(request, _("The post is made. It is vacant until an appointment is confirmed."))
            return redirect("people:post", made.pk)
    context = {
        "heading": _("New post of %(name)s") % {"name": owner.name},
        "back": f"{reverse('people:list')}?body={owner.pk}",
        "who": directory_strip(actor),
    }
    return page(request, "frame/form.html", context, form)


@require_http_methods(["GET", "POST"])
@hidden_is_absent
def edit(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """Titles, organisation, unit and the post above; what gives rights stays."""
    actor = actor_of(request)
    one = _kept(actor, post_id)
    others = people.posts_for(actor, one.owner_id).exclude(pk=one.pk)
    form = DescribePostForm(typed(request), superiors=others, initial=DescribePostForm.initial_of(one))
    if ready(request, form):
        with refusals(form):
            describe_post(actor=actor, post=one, **form.cleaned_data)
            messages.success(request, _("The post is saved."))
            return redirect("people:post", one.pk)
    context = {
        "heading": _("Describe the post"),
        "guide": _(
            "What the post reads follows from its kind, area and marks. For another kind close it and make a new one."
        ),
        "back": reverse("people:post", args=[one.pk]),
        "who": directory_strip(actor),
    }
    return page(request, "frame/form.html", context, form)


@require_POST
@hidden_is_absent
def close(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """End a post that nobody holds."""
    actor = actor_of(request)
    one = _kept(actor, post_id)
    form = FilterForm({})
    form.is_valid()
    with refusals(form):
        close_post(actor=actor, post=one)
        messages.success(request, _("The post is closed."))
        return redirect("people:list")
    messages.error(request, form.non_field_errors()[0])
    return redirect("people:post", one.pk)


def _described(actor: Actor, one: Post) -> dict[str, Any]:
    return {
        "post": one,
        "title": people.title_of(one, language()),
        "row": people.rows_of(actor, [one], language())[0],
        "chain": [people.title_of(superior, language()) for superior in people.above(actor, one)],
        "below": people.rows_of(actor, list(people.below(actor, one)), language()),
        "seats": seats_by_rule(one),
        "named_seats": seats_by_name(actor, one),
    }


def _body(actor: Actor, asked: UUID | None) -> Owner | None:
    if not is_admin(actor):
        return people.body_for(actor, actor.owner_id)  # type: ignore[arg-type]
    return people.bodies_of(actor).filter(pk=asked).first() if asked else None


def _kept(actor: Actor, post_id: UUID) -> Post:
    one = people.post_for(actor, post_id)
    if one.closed_on is not None or not may_keep_posts(actor, one.owner_id):
        raise Http404
    return one


def _query(asked: FilterForm) -> str:
    parts = [f"&body={asked.body_id}"] if asked.body_id else []
    return "".join([*parts, "&vacant=1" if asked.only_vacant else ""])
