"""A statement on which the database works meanwhile: one at a time, and what went wrong in it is told."""

import pytest

from pocplan.access.domain.bulk import Meanwhile


def wrong() -> int:
    raise ZeroDivisionError


def test_what_went_wrong_is_told_before_the_next_and_at_the_end() -> None:
    with Meanwhile() as meanwhile:
        meanwhile.start(wrong)
        with pytest.raises(ZeroDivisionError):
            meanwhile.start(lambda: 1)
        meanwhile.start(lambda: 1)
    with pytest.raises(ZeroDivisionError), Meanwhile() as meanwhile:
        meanwhile.start(wrong)


def test_what_went_wrong_first_is_what_is_told() -> None:
    with pytest.raises(LookupError), Meanwhile() as meanwhile:
        meanwhile.start(wrong)
        raise LookupError


def test_nothing_is_started_after_the_end() -> None:
    with Meanwhile() as meanwhile:
        pass
    with pytest.raises(RuntimeError):
        meanwhile.start(lambda: 1)
