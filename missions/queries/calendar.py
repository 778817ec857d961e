"""Working days as a mission counts them: its weekend is a setting."""

from collections.abc import Collection
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from missions.models import Mission
from missions.models.mission import usual_weekend
from missions.queries.missions import mission_of
from pocplan.access.actor import Actor
from pocplan.access.clock import today


def working_days_after(actor: Actor, start: date, count: int) -> date:
    """The day that is `count` working days after `start`, on the calendar of the actor's mission."""
    return nth_working_day(start, count, weekend_of(actor))


def weekend_of(actor: Actor) -> frozenset[int]:
    """The weekend of the actor's mission as ISO weekdays; Saturday and Sunday where there is no mission."""
    mission = _mission(actor)
    return frozenset(mission.weekend_days if mission else usual_weekend())


def today_of(actor: Actor) -> date:
    """The calendar day in the time zone of the actor's mission."""
    mission = _mission(actor)
    return today(mission.timezone if mission else "UTC")


def begun(actor: Actor) -> date:
    """The last day that has begun, for the actor's mission or for the installation: what is later lies ahead."""
    return max(today(), today_of(actor))


def not_over(actor: Actor) -> date:
    """The first day that is not over, for the actor's mission or for the installation: what is earlier is past."""
    return min(today(), today_of(actor))


def forget_calendar(actor: Actor) -> None:
    """For who has just changed the mission: its days are asked for again."""
    actor.asked.pop("mission", None)


def _mission(actor: Actor) -> Mission | None:
    """Once in a binding: a page asks for its day at many places."""
    if "mission" not in actor.asked:
        actor.asked["mission"] = mission_of(actor)
    mission: Mission | None = actor.asked["mission"]
    return mission


def nth_working_day(start: date, count: int, weekend: Collection[int]) -> date:
    """The `count`-th working day after `start`; `start` itself never counts."""
    if len(set(weekend)) >= 7:
        raise ValueError("A week without a working day.")
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= day.isoweekday() not in weekend
    return day


def is_timezone(name: str) -> bool:
    """Whether this is the name of a time zone (IANA)."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True
