"""The inbox of the hat that is worn, and the settings of the account."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pocplan.accounts.models import User
from pocplan.notices.domain.reading import mark_read
from pocplan.notices.domain.settings import save_settings
from pocplan.notices.queries.inbox import notice_for, notices_for, worded
from pocplan.notices.web.forms.settings import SettingsForm
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.pages import paginate


@require_safe
@hidden_is_absent
def inbox(request: HttpRequest) -> HttpResponse:
    """What this hat was told, the latest first; `?unread=1` leaves out what is read."""
    actor, unread = actor_of(request), request.GET.get("unread") == "1"
    rows = notices_for(actor)
    page_ = paginate(request, rows.filter(read_at=None) if unread else rows)
    told = worded(actor, page_)
    context = {"rows": told, "page": page_, "unread": unread, "query": "&unread=1" if unread else ""}
    return page(request, "notices/inbox.html", context)


@require_POST
@hidden_is_absent
def open_notice(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Mark one as read and go where it leads; where nothing is left to see there, back to the inbox."""
    actor = actor_of(request)
    notice = notice_for(actor, notice_id)
    leads_to = worded(actor, [notice])
    mark_read(actor=actor, notices=[notice])
    if not leads_to or "stay" in request.POST:
        return redirect("notices:inbox")
    return redirect(leads_to[0].address)


@require_POST
@hidden_is_absent
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark as read all that this hat was told up to now."""
    actor = actor_of(request)
    mark_read(actor=actor, notices=notices_for(actor).filter(read_at=None))
    return redirect("notices:inbox")


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def preferences(request: HttpRequest) -> HttpResponse:
    """Language, time zone and hour of the digest, the same for all hats of an account."""
    user = User.objects.get(pk=actor_of(request).user_id)
    now = {"language": user.language, "timezone": user.timezone, "digest_hour": user.digest_hour}
    form = SettingsForm(request.POST or None, initial=now)
    if ready(request, form):
        with refusals(form):
            return _saved(save_settings(user=user, **form.cleaned_data), request)
    context = {"heading": _("When pocplan writes to you"), "guide": _guide(), "back": reverse("notices:inbox")}
    return page(request, "frame/form.html", context, form)


def _guide() -> str:
    return _("Mails say how many things wait and nothing else. Deadlines and mentions are told at once.")


def _saved(user: User, request: HttpRequest) -> HttpResponse:
    messages.success(request, _("Saved. It counts for all your hats."))
    response = redirect("notices:inbox")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, user.language, max_age=31_536_000, samesite="Lax", httponly=True
    )  # fmt: skip
    return response
