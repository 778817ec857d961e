"""What the clock does about bodies."""

from celery import shared_task

from bodies.domain.reminders import plan_actions


@shared_task
def remind_of_actions() -> None:
    """Remind of actions that come to their day, or are past it."""
    plan_actions()
