"""Giving a rating, before what others released is shown."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from picture.domain.ratings import give_rating
from picture.queries.rooms import desk_of, sides_in
from picture.queries.threats import threat_for
from picture.web.forms.ratings import RateForm
from picture.web.views.asking import asking
from picture.web.views.frame import back_to, form_page, seen_by
from pocplan.ui.answers import actor_of, hidden_is_absent, ready
from pocplan.ui.inputs import typed


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def rate(request: HttpRequest, threat_id: UUID) -> HttpResponse:
    """A rating of the actor's side, kept on its desk."""
    actor = actor_of(request)
    threat = threat_for(actor, threat_id)
    desk = desk_of(actor)
    if desk is None or desk.side not in sides_in(threat.compartment):
        raise Http404
    form = RateForm(typed(request), side=desk.side)
    if ready(request, form):
        with asking(request, form, desk.room.pk):
            give_rating(actor=actor, threat=threat, **form.cleaned_data)
            messages.success(request, _("The rating is given. It stays on your side until your side releases it."))
            return redirect(back_to(threat))
    guide = _("%(threat)s. A rating cannot be changed; a newer one counts instead.") % {"threat": threat.title}
    return form_page(
        request, form, _("Rate this threat"), back_to(threat), seen_by(actor, desk.room.pk), guide=guide,
        submit=_("Give this rating"),
    )  # fmt: skip
