"""Who sits in a body."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bodies.domain.bodies import add_member, end_member
from bodies.queries import bodies as asked
from bodies.web.forms.bodies import EndMemberForm, MemberForm
from bodies.web.views.frame import back_to, form_about
from picture.web.views.asking import asking
from pocplan.access.enums import Audience
from pocplan.people.queries.posts import standing_posts
from pocplan.ui.answers import actor_of, hidden_is_absent, ready
from pocplan.ui.inputs import typed


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def new(request: HttpRequest, body_id: UUID) -> HttpResponse:
    """A post or an organisation takes a place at the table."""
    actor = actor_of(request)
    body = asked.body_for(actor, body_id)
    if not asked.may_compose(actor, body, asked.members_of(actor, body)):
        raise Http404
    posts = [] if body.compartment.audience == Audience.SHARED else list(standing_posts(actor))
    form = MemberForm(typed(request), posts=posts, owners=asked.organisations_for(actor, body.compartment))
    if ready(request, form):
        with asking(request, form, body.compartment_id):
            add_member(actor=actor, body=body, **form.values())
            messages.success(request, _("It sits in the body now."))
            return redirect(back_to(body))
    return form_about(request, form, _("Who sits in this body"), body, body.name)


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def end(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """A place at the table ends."""
    actor = actor_of(request)
    member = asked.member_for(actor, member_id)
    if not asked.may_compose(actor, member.body, asked.members_of(actor, member.body)):
        raise Http404
    form = EndMemberForm(typed(request))
    if ready(request, form):
        with asking(request, form, member.compartment_id):
            end_member(actor=actor, member=member)
            messages.success(request, _("It sits in the body no more."))
            return redirect(back_to(member.body))
    return form_about(request, form, _("End this place"), member.body, member.name, submit=_("End this place"))
