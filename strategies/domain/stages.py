"""When reminders of a review go, and how far up the chain of posts: one table that a person can read."""

from typing import NamedTuple


class Reminder(NamedTuple):
    """`days` counts from the due day; `height` 0 is the responsible post, 1 the post it reports to, and so on."""

    name: str
    days: int
    height: int
    code: str


COMING, DUE, OVERDUE = "reviews.coming", "reviews.due", "reviews.overdue"

REMINDERS = (
    Reminder("before_60", -60, 0, COMING),
    Reminder("before_30", -30, 0, COMING),
    Reminder("before_7", -7, 0, COMING),
    Reminder("on_the_day", 0, 0, DUE),
    Reminder("after_7", 7, 1, OVERDUE),
    Reminder("after_21", 21, 2, OVERDUE),
    Reminder("after_45", 45, 3, OVERDUE),
)
