"""The calendar of one person under one hat, for a calendar program."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from pocplan.access.models import Post
from pocplan.ui.calendar import calendar_of
from pocplan.ui.openitems import open_items


@login_not_required
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What the token's hat has open today. One that ended, or whose post did, is answered like one that never was."""
    token, actor = request.api_token, request.actor  # type: ignore[attr-defined]
    if token is None or actor is None:
        raise Http404
    with translation.override(token.user.language):
        post = Post.objects.visible_to(actor).filter(pk=actor.post_id).first()
        body = calendar_of(open_items(actor, post) if post else [], whose=token.pk)
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")
