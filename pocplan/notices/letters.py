"""The only letter there is: how many things wait, and where. Never what they are (leaks.md 28 to 34)."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from pocplan.accounts.models import User
from pocplan.notices.models import Mail


def letter(mail: Mail, user: User, count: int, post: Any) -> EmailMessage:
    """To one account, in its language; the same row gives the same Message-ID each time."""
    with translation.override(user.language):
        subject = translation.ngettext(
            "You have %(n)s item to look at", "You have %(n)s items to look at", count
        ) % {"n": count}  # fmt: skip
        body = render_to_string(
            "mail/notice.txt",
            {
                "subject": subject,
                "inbox": settings.SITE_ADDRESS + reverse("notices:inbox"),
                "settings": settings.SITE_ADDRESS + reverse("notices:settings"),
            },
        )
    return EmailMessage(subject, body, to=[user.email], headers=_headers(mail), connection=post)


def _headers(mail: Mail) -> dict[str, str]:
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    # Machines do not answer this, and no list or thread can be told from it.
    return {"Message-ID": f"<{mail.key}@{host}>", "Auto-Submitted": "auto-generated"}
