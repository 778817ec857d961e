"""Handing a proposal up or a decision down, and what was handed to a body."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bodies.domain.handing import answer_handed, hand_on
from bodies.enums import HandedState
from bodies.queries import bodies
from bodies.queries import decisions as asked
from bodies.queries.handing import targets_for
from bodies.web.forms.decisions import AnswerForm, HandForm
from bodies.web.views.frame import back_to
from picture.web.forms.fields import room_words, told
from picture.web.views.asking import asking
from picture.web.views.frame import seen_by
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready
from pocplan.ui.conflicts import theirs
from pocplan.ui.inputs import typed


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def hand(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """Words of a decision go to another body; the form names the room that will read them."""
    actor = actor_of(request)
    decision = asked.decision_for(actor, decision_id)
    targets = targets_for(actor, decision)
    if not targets or not bodies.keeps(actor, decision.body):
        raise Http404
    named = [(one, told(one.name, room_words(one.compartment))) for one in targets]
    form = HandForm(typed(request), targets=named, initial={"text": decision.text})
    if ready(request, form):
        with asking(request, form, decision.compartment_id):
            hand_on(actor=actor, decision=decision, **form.values())
            messages.success(request, _("It was handed on."))
            return redirect(back_to(decision))
    there = {one.compartment_id: words for one, words in named if one.compartment_id != decision.compartment_id}
    if not there:
        del form.fields["seen"]
    context = {
        "decision": decision,
        "elsewhere": [(words, seen_by(actor, room)) for room, words in there.items()],
        "who": seen_by(actor, decision.compartment_id),
    }
    return page(request, "bodies/hand_on.html", context, form)


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def handed(request: HttpRequest, handed_id: UUID) -> HttpResponse:
    """What another body handed to this one; for who keeps it, an answer where no decision is needed."""
    actor = actor_of(request)
    one = bodies.handed_for(actor, handed_id)
    answers = one.state == HandedState.WAITING and bodies.keeps(actor, one.body)
    form = AnswerForm(typed(request), initial={"revision": one.revision}) if answers else None
    if form and ready(request, form):
        with asking(request, form, one.compartment_id):
            answer_handed(actor=actor, handed=one, **form.cleaned_data)
            messages.success(request, _("It is answered."))
            return redirect(back_to(one))
    if form is None and request.method == "POST":
        raise Http404
    context = {
        "handed": one,
        "who": seen_by(actor, one.compartment_id),
        "theirs": theirs(form, form.initial) if form else (),
    }
    return page(request, "bodies/handed.html", context, form)
