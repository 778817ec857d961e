"""Small pages of the frame."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pocplan.ui.draftkey import draft_key, draft_mark, encoded
from pocplan.ui.styleguide import samples


@require_safe
def key_for_drafts(request: HttpRequest) -> JsonResponse:
    """For the script that keeps unsent text: the key of the person signed in, never to be stored."""
    user_id = UUID(str(request.user.pk))
    return JsonResponse({"key": encoded(draft_key(user_id)), "mark": draft_mark(user_id)})


@require_safe
def keyboard(request: HttpRequest) -> HttpResponse:
    """What each key does. The script shows the same in a dialog."""
    return render(request, "frame/keyboard.html")


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component, for whoever builds pages; only in the demonstration and in tests."""
    if not (settings.DEMO or settings.IS_TEST):
        raise Http404
    return render(request, "frame/styleguide.html", samples())
