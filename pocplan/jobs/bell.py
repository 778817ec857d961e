"""Waking a worker. A bell that does not ring is no loss: the row waits, and the clock looks for it."""

import logging
from typing import Any

from celery import Task
from django.db import transaction
from django.utils import translation
from kombu.exceptions import OperationalError

from pocplan.access.actor import Actor

log = logging.getLogger(__name__)


def ring_after_commit(actor: Actor, task: Task, row: Any) -> None:
    """Have `task` do the job of `row` (its id, its person's hat, the language of the moment) once the row stands."""
    language = translation.get_language() or "en"
    transaction.on_commit(lambda: _ring(task, row, language), using=actor.alias)


def _ring(task: Task, row: Any, language: str) -> None:
    try:
        task.apply_async((str(row.pk), str(row.incumbency_id), language), retry=False)
    except (OperationalError, OSError):
        log.warning("The bell for %s did not ring; it waits.", row.pk)
