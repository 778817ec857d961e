"""The letter to somebody who is invited: a link, and nothing that others may not read."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from pocplan.accounts.domain.invitations import STANDS_FOR, token_for
from pocplan.accounts.models import Invitation


def letter(invitation: Invitation, moment: datetime) -> EmailMessage:
    """In the language of the account. A second attempt carries the same Message-ID."""
    user = invitation.user
    known = user.has_usable_password()
    with translation.override(user.language):
        path = reverse("account_login") if known else reverse("people:accept", args=[token_for(user, moment)])
        context = {"known": known, "address": settings.SITE_ADDRESS + path, "days": STANDS_FOR.days}
        body = render_to_string("mail/invitation.txt", context)
        subject = translation.gettext("Your invitation to pocplan")
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    return EmailMessage(subject, body, to=[user.email], headers={"Message-ID": f"<invitation-{invitation.pk}@{host}>"})
