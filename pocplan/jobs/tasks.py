"""What the clock does for files that nobody waits for any more."""

from celery import shared_task

from pocplan.jobs.files import sweep


@shared_task
def sweep_files() -> int:
    """Remove files older than a week. Returns how many went."""
    return sweep()
