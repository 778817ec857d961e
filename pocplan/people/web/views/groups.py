"""Groups of addressees of one's own body: the list, the form, withdrawal."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pocplan.access.actor import Actor
from pocplan.access.queries.rooms import who_can_see
from pocplan.people.domain.groups import change_group, make_group, put_group_back, withdraw_group
from pocplan.people.models import AddresseeGroup
from pocplan.people.queries.groups import (
    Choice,
    choices_for,
    entries_of,
    group_for,
    groups_for,
    room_of_groups,
    withdrawn_group,
)
from pocplan.people.web.forms.groups import GroupForm
from pocplan.people.web.views.frame import language
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.conflicts import theirs
from pocplan.ui.inputs import typed
from pocplan.ui.pages import paginate
from pocplan.ui.undoing import offer, put_back


@require_safe
@hidden_is_absent
def groups(request: HttpRequest) -> HttpResponse:
    """The groups that one's own body keeps."""
    actor = actor_of(request)
    page_ = paginate(request, groups_for(actor))
    entries = entries_of(actor, page_)
    rows = [(group, [_choice(entry) for entry in entries[group.pk]]) for group in page_]
    return page(request, "people/groups.html", {"rows": rows, "page": page_, "who": _strip(actor)})


@require_http_methods(["GET", "POST"])
@hidden_is_absent
def new(request: HttpRequest) -> HttpResponse:
    """A new group. It opens nothing by itself."""
    actor = actor_of(request)
    form = GroupForm(typed(request), bodies=choices_for(actor))
    if ready(request, form):
        form.cleaned_data.pop("version")
        with refusals(form):
            make_group(actor=actor, **form.cleaned_data)
            messages.success(request, _("The group is kept."))
            return redirect("people:groups")
    return _form(request, actor, form, _("New group of addressees"))


@require_http_methods(["GET", "POST"])
@hidden_is_absent
def edit(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Another name or other addressees, for rooms opened from now on."""
    actor = actor_of(request)
    group = group_for(actor, group_id)
    stored = _initial(actor, group)
    form = GroupForm(typed(request), bodies=choices_for(actor), initial=stored)
    if ready(request, form):
        with refusals(form):
            change_group(actor=actor, group=group, **form.cleaned_data)
            messages.success(request, _("The group is kept."))
            return redirect("people:groups")
    return _form(request, actor, form, _("Change the group of addressees"), theirs=theirs(form, stored))


@require_POST
@hidden_is_absent
def withdraw(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """The group is offered no more; rooms opened for it stay."""
    actor = actor_of(request)
    withdraw_group(actor=actor, group=group_for(actor, group_id))
    offer(request, reverse("people:group-back", args=[group_id]), _("The group is withdrawn."))
    return redirect("people:groups")


@require_POST
@hidden_is_absent
def back(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Undo withdrawing it."""
    actor = actor_of(request)
    group = withdrawn_group(actor, group_id)
    return put_back(request, lambda: put_group_back(actor=actor, group=group), reverse("people:groups"))


def _initial(actor: Actor, group: AddresseeGroup) -> dict[str, Any]:
    keys = [_choice(entry).key for entry in entries_of(actor, [group])[group.pk]]
    return {"name": group.name, "purpose": group.purpose, "version": group.version, "addressees": keys}


def _choice(entry: Any) -> Choice:
    return Choice(entry.body, entry.audience, entry.area)


def _strip(actor: Actor) -> Any:
    return who_can_see(actor, room_of_groups(actor).pk, language())


def _form(request: HttpRequest, actor: Actor, form: GroupForm, heading: str, **extra: Any) -> HttpResponse:
    context = {
        "heading": heading,
        "back": reverse("people:groups"),
        "who": _strip(actor),
        **extra,
        "guide": _("A group opens nothing by itself. When you share with it, you are shown who will read, and asked."),
    }
    return page(request, "people/group.html", context, form)
