"""The doorbell. Tasks carry ids; what is due is always asked of the database."""

import os

from celery import Celery
from celery.signals import beat_init, setup_logging, worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pocplan.settings")
app = Celery("pocplan")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
@beat_init.connect
def refuse_to_start_without_walls(**kwargs: object) -> None:
    """Worker and beat ask for the walls as the web does; they end with a sentence where one is missing."""
    from pocplan.access.checks import demand_walls

    demand_walls()


@setup_logging.connect
def keep_our_logging(**kwargs: object) -> None:
    """Celery would write lines of its own, with what tasks are given and what their errors say."""
