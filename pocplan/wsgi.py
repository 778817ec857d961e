import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pocplan.settings")
application = get_wsgi_application()


def _refuse_to_start_without_walls() -> None:
    from django.conf import settings

    from pocplan.access.checks import demand_walls

    if not settings.IS_TEST:  # tests choose their database after this file is read
        demand_walls()


_refuse_to_start_without_walls()
