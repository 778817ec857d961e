"""How log lines are written: where something went wrong, and never what somebody wrote."""

import logging
import re
from collections.abc import Iterator, Mapping
from copy import copy
from traceback import walk_tb
from typing import Any

# What Celery puts into its lines: the values that a task was given and gave back, and what its error said.
OF_TASKS = ("args", "kwargs", "return_value", "exc", "traceback")
# A personal token; a calendar program sends its own in the address.
SECRET = re.compile(r"\b(pocplan(?:cal)?_)[\w-]{8,}")


class Discreet(logging.Formatter):
    """For everybody who keeps or reads logs. An error is told by its class and the places it came through.

    Its own words are left out, because they quote: the text that could not be read, the statement that failed
    with its values, the key that was not there.
    """

    def format(self, record: logging.LogRecord) -> str:
        told = copy(record)
        told.exc_text = None  # another handler may have kept the error's words there
        told.msg, told.args = _without_words(told.msg), _arguments(told.args)
        return SECRET.sub(r"\1…", super().format(told))

    def formatException(self, ei: Any) -> str:
        return "\n".join(_places(ei[1], ei[2]))


def _without_words(value: Any) -> Any:
    return _name(value) if isinstance(value, BaseException) else value


def _arguments(given: Any) -> Any:
    if isinstance(given, Mapping):
        return {key: "" if key in OF_TASKS else _without_words(value) for key, value in given.items()}
    return tuple(_without_words(value) for value in given) if isinstance(given, tuple) else given


def _name(error: BaseException) -> str:
    state = getattr(error, "pgcode", None)  # what the database calls it
    return f"{type(error).__module__}.{type(error).__qualname__}" + (f" {state}" if state else "")


def _places(error: BaseException | None, trace: Any) -> Iterator[str]:
    told: set[int] = set()
    while error is not None and id(error) not in told:
        told.add(id(error))
        yield _name(error)
        for frame, line in walk_tb(trace):
            yield f"  {frame.f_code.co_filename}:{line} {frame.f_code.co_name}"
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        trace = error.__traceback__ if error is not None else None
