"""Working days, as the mission of the reader counts them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from missions.queries.calendar import is_timezone, nth_working_day, working_days_after
from tests.world import World

FRIDAY = date(2026, 11, 20)


def test_a_window_of_ten_working_days_passes_over_two_weekends() -> None:
    assert nth_working_day(FRIDAY, 10, {6, 7}) == date(2026, 12, 4)


def test_each_mission_has_its_own_weekend(still_world: World) -> None:
    with still_world.acting("adviser") as actor:
        assert working_days_after(actor, FRIDAY, 1) == date(2026, 11, 23)
    with still_world.acting("other.lead") as actor:
        assert working_days_after(actor, FRIDAY, 1) == date(2026, 11, 22)


def test_a_week_without_a_working_day_is_refused() -> None:
    with pytest.raises(ValueError):
        nth_working_day(FRIDAY, 1, range(1, 8))


@given(
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    st.integers(0, 60),
    st.sets(st.integers(1, 7), max_size=6),
)
def test_exactly_so_many_working_days_lie_between(start: date, count: int, weekend: set[int]) -> None:
    end = nth_working_day(start, count, weekend)
    days = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(day.isoweekday() not in weekend for day in days) == count
    assert count == 0 or end.isoweekday() not in weekend


@pytest.mark.parametrize(("name", "known"), [("Africa/Juba", True), ("", False), ("../etc", False), ("X/Y", False)])
def test_time_zones_are_known_by_name(name: str, known: bool) -> None:
    assert is_timezone(name) is known
