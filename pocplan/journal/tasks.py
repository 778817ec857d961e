"""The journal's turn of the worker."""

from celery import shared_task

from pocplan.journal.domain.heads import publish_heads


@shared_task
def publish() -> None:
    """Today's heads, where they are not kept yet."""
    publish_heads()
