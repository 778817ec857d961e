"""How the web server writes its logs and keeps house; gunicorn reads this file by itself where it is started.

An access log, where one is wanted (`--access-logfile -`), holds no searches: addresses stand in it without what
follows the question mark, and without the page that somebody came from.
"""

from typing import Any

from pocplan.logs import Discreet
from pocplan.sweeping import sweep_seldom

access_log_format = '%(h)s %(t)s "%(m)s %(U)s %(H)s" %(s)s %(B)s %(D)s'


def post_worker_init(worker: Any) -> None:
    for handler in worker.log.error_log.handlers:
        handler.setFormatter(Discreet("{asctime} {levelname} {name} {message}", style="{"))
    for handler in worker.log.access_log.handlers:  # the address of a calendar is its key
        handler.setFormatter(Discreet("{message}", style="{"))
    sweep_seldom()
