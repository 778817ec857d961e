"""The demo has a past: its strategies took the time that they take."""

from datetime import date

import psycopg2

from pocplan.dev import testing


def test_the_story_took_its_time_and_the_clock_is_right_again() -> None:
    name = testing.clone(testing.schema())
    try:
        testing.manage(name, "seed_demo", "--stage", "answers")
        with psycopg2.connect(testing.superuser_dsn(name)) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT access.clock() = now(), min(frozen_at)::date, current_date FROM strategies_version")
            right, first, today = cursor.fetchone() or (False, date.max, date.min)
        assert right
        assert (today - first).days >= 20
        connection.close()
    finally:
        testing.drop(name)
