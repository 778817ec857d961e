"""Sending invitations. What is to be sent stands in the database; the task is only woken."""

from datetime import datetime, timedelta
from uuid import UUID

from celery import shared_task
from django.db import transaction

from pocplan.access.clock import now
from pocplan.accounts.models import Invitation
from pocplan.people.domain.handovers import plan_handovers
from pocplan.people.mail import letter

AT_ONCE = 100
LONGEST_PAUSE = 24 * 60  # minutes between two attempts


@shared_task
def send_invitations() -> int:
    """Send what waits and is due; a mail server that is away loses none. Returns how many went out."""
    moment = now()
    waiting = Invitation.objects.filter(sent_at=None).order_by("attempts", "asked_at")[:AT_ONCE]
    return sum(_send(one.pk, moment) for one in waiting if _is_due(one, moment))


@shared_task
def remind_of_handovers() -> None:
    """Tell who leaves a post, and who appoints to it, before the last day."""
    plan_handovers()


def _is_due(invitation: Invitation, moment: datetime) -> bool:
    pause = min(2**invitation.attempts, LONGEST_PAUSE) if invitation.attempts else 0
    return invitation.asked_at + timedelta(minutes=pause) <= moment


def _send(invitation_id: UUID, moment: datetime) -> bool:
    with transaction.atomic():
        waiting = Invitation.objects.select_for_update(skip_locked=True, of=("self",)).select_related("user")
        invitation = waiting.filter(pk=invitation_id, sent_at=None).first()
        if invitation is None:
            return False
        sent = _try(invitation, moment)
        Invitation.objects.filter(pk=invitation_id).update(
            attempts=invitation.attempts + 1, sent_at=moment if sent else None
        )
    return sent


def _try(invitation: Invitation, moment: datetime) -> bool:
    try:
        letter(invitation, moment).send()
    except OSError:  # the mail server is away or refuses; errors of smtplib are OSErrors too
        return False
    return True


def ring() -> None:
    """Wake the worker. Where the doorbell is broken, the clock wakes it a minute later."""
    try:
        send_invitations.delay()
    except OSError:  # the broker's transport raises its own kinds of it
        return
