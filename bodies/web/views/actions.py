"""Actions: those of a room, one of them with its end, giving one."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bodies.domain.actions import add_action, end_action
from bodies.enums import ActionState
from bodies.models import Action
from bodies.queries import bodies
from bodies.queries import decisions as asked
from bodies.web.forms.decisions import ActionFilter, ActionForm, EndActionForm
from bodies.web.views.decisions import narrowing
from bodies.web.views.frame import back_to, form_about
from missions.queries.calendar import today_of
from picture.web.views.asking import asking
from picture.web.views.frame import seen_by
from pocplan.access.actor import Actor
from pocplan.people.queries.posts import standing_posts
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready
from pocplan.ui.conflicts import theirs
from pocplan.ui.inputs import typed
from pocplan.ui.pages import paginate


@require_safe
@hidden_is_absent
def listing(request: HttpRequest) -> HttpResponse:
    """Actions of one room, those due first."""
    context = narrowing(request, ActionFilter)
    rows = asked.actions_in(actor_of(request), context["room"].pk, context["narrowed"].asked())
    return page(request, "bodies/actions.html", {**context, "rows": paginate(request, rows)})


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def action(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """One action; for its owner, with what became of it."""
    actor = actor_of(request)
    one = asked.action_for(actor, action_id)
    form = EndActionForm(typed(request), initial={"revision": one.revision}) if _may_end(actor, one) else None
    if form and ready(request, form):
        with asking(request, form, one.compartment_id):
            end_action(actor=actor, action=one, **form.cleaned_data)
            messages.success(request, _("The action has come to its end."))
            return redirect(back_to(one))
    if form is None and request.method == "POST":
        raise Http404
    context = {
        "action": one,
        "today": today_of(actor),
        "who": seen_by(actor, one.compartment_id),
        "theirs": theirs(form, form.initial) if form else (),
    }
    return page(request, "bodies/action.html", context, form)


def _may_end(actor: Actor, one: Action) -> bool:
    if one.state != ActionState.OPEN or one.of_owner_id != actor.owner_id or one.compartment_id not in actor.writable:
        return False
    return one.owner_post_id == actor.post_id or bodies.keeps(actor, one.decision.body)


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def new(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """Give an action to a post of one's own side."""
    actor = actor_of(request)
    decision = asked.decision_for(actor, decision_id)
    if decision.compartment_id not in actor.writable:
        raise Http404
    form = ActionForm(typed(request), posts=list(standing_posts(actor)))
    if ready(request, form):
        with asking(request, form, decision.compartment_id):
            add_action(actor=actor, decision=decision, **form.values())
            messages.success(request, _("The action is given. It shows on Today until it is done or answered."))
            return redirect(back_to(decision))
    return form_about(request, form, _("Give an action"), decision, decision.text)
