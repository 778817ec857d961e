"""Reminders of a review: once each, up the chain, after outages, with many planners, and not beyond the work."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from strategies.domain.reminders import plan_reviews
from strategies.domain.reviews import close_review
from strategies.models import Review
from tests.reviews.stage import DUE, causes, in_force, told
from tests.world import World


def test_before_on_and_after_up_the_chain_of_posts(world: World) -> None:
    in_force(world)
    for day in ("2027-09-30", "2027-10-02", "2027-11-01", "2027-11-24", "2027-12-01", "2027-12-08", "2027-12-22"):
        world.set_clock(f"{day}T06:00:00Z")
        plan_reviews()
        plan_reviews()
    assert told(world) == [
        ("before_60", "adviser"),
        ("before_30", "adviser"),
        ("before_7", "adviser"),
        ("on_the_day", "adviser"),
        ("after_7", "adviser"),
        ("after_7", "chief.of.staff"),
        ("after_21", "adviser"),
        ("after_21", "chief.of.staff"),
        ("after_21", "srsg"),
    ]


def test_two_days_of_outage_are_made_up_for_once(world: World) -> None:
    in_force(world)
    world.set_clock("2027-11-30T06:00:00Z")
    plan_reviews()
    world.set_clock("2027-12-03T06:00:00Z")
    plan_reviews()
    plan_reviews()
    assert told(world) == [("before_7", "adviser"), ("on_the_day", "adviser")]


def test_a_clock_that_jumped_a_year_does_not_fire_a_year_of_reminders(world: World) -> None:
    in_force(world)
    world.set_clock("2029-01-01T06:00:00Z")
    assert plan_reviews() == len(told(world)) == 3  # the last stage alone: the adviser and two above
    world.set_clock("2027-01-01T06:00:00Z")
    assert plan_reviews() == 0


def test_the_day_is_the_operations_own(world: World) -> None:
    in_force(world)
    world.query("UPDATE access_operation SET timezone = 'Pacific/Kiritimati' WHERE code = 'orvane'")
    world.set_clock("2027-11-30T09:59:00Z")
    plan_reviews()
    world.set_clock("2027-11-30T10:00:00Z")  # midnight there
    plan_reviews()
    assert told(world) == [("before_7", "adviser"), ("on_the_day", "adviser")]


def test_a_vacant_post_is_passed_over(world: World) -> None:
    in_force(world)
    world.query(
        "UPDATE access_incumbency i SET ends = '2026-12-02', starts = '2026-01-01' FROM access_post p"
        " WHERE p.id = i.post_id AND p.kind = 'senior_poc_adviser'"
    )
    world.set_clock("2027-12-01T06:00:00Z")
    plan_reviews()
    assert told(world) == [("on_the_day", "chief.of.staff")]


def test_a_circle_of_posts_ends(world: World) -> None:
    in_force(world)
    world.query(
        "UPDATE access_post SET reports_to_id = (SELECT a.id FROM access_post a JOIN access_owner o"
        " ON o.id = a.owner_id WHERE a.kind = 'senior_poc_adviser' AND o.short = 'UNMOR')"
        " WHERE kind = 'head_of_mission'"
    )
    world.set_clock("2028-03-01T06:00:00Z")
    assert plan_reviews() == 3


def test_reminders_stop_when_the_review_is_closed(world: World) -> None:
    in_force(world)
    world.set_clock("2027-11-01T06:00:00Z")
    plan_reviews()
    with world.acting("adviser") as actor:
        review = Review.objects.visible_to(actor).get()
        close_review(actor=actor, review=review, outcome="no_change", reason="Nothing changed.")
    world.set_clock("2027-12-08T06:00:00Z")
    assert plan_reviews() == 0
    assert "A review comes due" not in world.client("adviser").get("/inbox/").text
    assert causes(world) == ["calendar", "calendar"]  # closed, and the next one
    assert world.query("SELECT due_on FROM strategies_review WHERE state = 'open'") == [(DUE.replace(2028, 11),)]


@pytest.mark.parametrize("planners", [10])
def test_ten_planners_at_once_write_each_reminder_once(world: World, planners: int) -> None:
    in_force(world)
    world.set_clock("2027-12-22T06:00:00Z")

    def one(_: int) -> int:
        try:
            return plan_reviews()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(planners) as pool:
        written = list(pool.map(one, range(planners)))
    assert sum(written) == len(told(world)) == 3
    assert causes(world) == ["calendar"]
    entries = world.query("SELECT count(*)::int FROM journal_entry WHERE verb = 'open_review'")
    assert entries == [(1,)]
