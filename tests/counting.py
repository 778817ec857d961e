"""Which statements a page costs, on whichever connections it asks."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

IN_THE_WEB = ("default", "mission", "humanitarian")


@contextmanager
def statements() -> Iterator[list[str]]:
    """What is asked within; the list is full when the block ends."""
    found: list[str] = []
    with ExitStack() as stack:
        asked = [stack.enter_context(CaptureQueriesContext(connections[alias])) for alias in IN_THE_WEB]
        yield found
        found += [one["sql"] for within in asked for one in within.captured_queries]


def queries(client: Client, address: str) -> int:
    with statements() as asked:
        assert client.get(address).status_code == 200
    return len(asked)
