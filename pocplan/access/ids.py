"""The one factory of identifiers: random, because a time or a count in an id tells something."""

import uuid
from collections.abc import Callable

_make: Callable[[], uuid.UUID] = uuid.uuid4


def new_id() -> uuid.UUID:
    """A version 4 UUID; tests may replace the source to compare two worlds byte by byte."""
    return _make()


def replace_source(make: Callable[[], uuid.UUID] | None) -> None:
    """For tests: take ids from `make`; None puts chance back."""
    global _make
    _make = make or uuid.uuid4
