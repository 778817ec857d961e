"""The doorbell. Tasks carry ids; what is due is always asked of the database."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pocplan.settings")
app = Celery("pocplan")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
