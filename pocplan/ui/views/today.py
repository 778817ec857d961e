"""Everybody's start: what needs me, in order of harm, with one click to each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pocplan.access.clock import now
from pocplan.access.models import Post
from pocplan.ui.openitems import open_items


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The list of one hat. Somebody without a hat is told what will come."""
    actor = request.actor  # type: ignore[attr-defined]
    if actor is None:
        return render(request, "today_without_hat.html")
    # A body of the host state does not even read its own directory.
    post = Post.objects.visible_to(actor).filter(pk=actor.post_id).first()
    groups = open_items(actor, post) if post else []
    dated = sorted((item for group in groups for item in group.items if item.due), key=lambda item: str(item.due))
    context = {
        "groups": groups,
        "dated": dated[:8],
        "count": sum(len(group.items) for group in groups),
        "as_of": now(),
    }
    return render(request, "today.html", context)
