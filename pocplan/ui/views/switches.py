"""Changing the hat, the language and the light, from any page."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST

from pocplan.ui.context import THEME_COOKIE, THEMES
from pocplan.ui.middleware import ARRIVING

YEAR = 31_536_000


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "/"


@require_POST
def change_hat(request: HttpRequest) -> HttpResponse:
    """Wear another of one's own hats, and stay where one is if the new hat may see it (LandsSomewhere).

    A hat that is not held today changes nothing.
    """
    wanted, place = request.POST.get("hat", ""), _next(request)
    if wanted in {str(hat.incumbency_id) for hat in request.hats}:  # type: ignore[attr-defined]
        request.session["hat"] = wanted
        request.session[ARRIVING] = place
    return HttpResponseRedirect(place)


@login_not_required
@require_POST
def change_language(request: HttpRequest) -> HttpResponse:
    """Show the same page in another language, and remember it."""
    language = request.POST.get("language", "")
    response = HttpResponseRedirect(_next(request))
    if not check_for_language(language) or language not in dict(settings.LANGUAGES):
        return response
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, samesite="Lax", httponly=True)
    if request.user.is_authenticated:
        request.user.language = language
        request.user.save(update_fields=["language"])
    return response


@login_not_required
@require_POST
def change_theme(request: HttpRequest) -> HttpResponse:
    """Show pages light, dark, or (for any other word) as the device has it."""
    theme = request.POST.get("theme", "")
    response = HttpResponseRedirect(_next(request))
    if theme in THEMES:
        response.set_cookie(THEME_COOKIE, theme, max_age=YEAR, samesite="Lax", httponly=True)
    else:
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    return response
