"""What the clock does about bodies."""

from celery import shared_task

from bodies.domain.reminders import plan_dues


@shared_task
def remind_of_dues() -> None:
    """Remind of actions and decisions that come to their day, or are past it."""
    plan_dues()
