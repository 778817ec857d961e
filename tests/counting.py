"""How many statements a page costs, on whichever connections it asks."""

from contextlib import ExitStack

from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

IN_THE_WEB = ("default", "mission", "humanitarian")


def queries(client: Client, address: str) -> int:
    with ExitStack() as stack:
        counted = [stack.enter_context(CaptureQueriesContext(connections[alias])) for alias in IN_THE_WEB]
        assert client.get(address).status_code == 200
    return sum(len(one) for one in counted)
