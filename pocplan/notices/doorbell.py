"""Waking the worker for what should not wait. A bell that does not ring is no loss: beat comes within a minute."""

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from pocplan.access.actor import Actor

log = logging.getLogger(__name__)


def ring_after_commit(actor: Actor) -> None:
    """Once what the actor did stands, and not before."""
    transaction.on_commit(_ring, using=actor.alias)


def _ring() -> None:
    try:
        current_app.send_task("pocplan.notices.tasks.plan", retry=False)
    except (OperationalError, OSError):
        log.warning("The bell for the planner did not ring; it comes by itself.")
