"""The page behind the link of an invitation, and the advice on a second factor after it."""

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from pocplan.access.clock import now
from pocplan.accounts.domain.invitations import InvitationEnded, accept, invited_user
from pocplan.people.web.forms.accept import AcceptForm
from pocplan.ui.inputs import typed


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a user name and a password. One answer for a link that is forged, old or used."""
    try:
        user = invited_user(token, now())
        form = AcceptForm(typed(request), user=user, initial={"username": user.username})
        if request.method == "POST" and form.is_valid():
            words = {name: form.cleaned_data[name] for name in ("username", "password")}
            user = accept(token=token, moment=now(), **words)
            login(request, user)
            return redirect("people:secure")
    except InvitationEnded as ended:
        return render(request, "people/invitation_ended.html", {"sentence": ended.sentence}, status=410)
    return render(request, "people/accept.html", {"form": form}, status=400 if form.errors else 200)


@require_safe
def secure(request: HttpRequest) -> HttpResponse:
    """After the first sign-in: a passkey or a one-time code, before anything is read."""
    return render(request, "people/secure.html")
