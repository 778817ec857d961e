"""The worker's turns. None carries anything: what is due is asked of the database, and a turn too many does nothing."""

from celery import shared_task

from pocplan.notices.domain.planning import gather_digests, plan_events
from pocplan.notices.domain.posting import send_waiting


@shared_task
def plan() -> None:
    """Events into notices, and at once the mail of the urgent ones."""
    if plan_events():
        send_waiting()


@shared_task
def digest() -> None:
    """The digests of those whose morning has come."""
    if gather_digests():
        send_waiting()


@shared_task
def send() -> None:
    """Whatever waits in the outbox, also from turns that were killed."""
    send_waiting()
