"""The pytest plugin that starts PostgreSQL and Redis before pytest-django reads the settings."""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from pocplan.dev import testing
from pocplan.dev.places import CannotStart


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[Any]:
    """Only the controlling process starts servers; its workers inherit the environment."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        try:
            testing.start()
        except CannotStart as sentence:
            raise pytest.UsageError(str(sentence)) from None
    return (yield)
