"""What the pages for those who decide share: who may open them, and as of when they say what they say."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.http import HttpRequest

from missions.queries.missions import mission_of
from picture.queries.worsening import WINDOW
from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.errors import NotSeated
from pocplan.access.seating import LEADING
from pocplan.ui.answers import actor_of


@dataclass(frozen=True)
class AsOf:
    """The moment of a page in the time zone of the reader's mission."""

    moment: datetime  # without its zone, so that a page shows it as it is
    zone: str
    mission: str = ""

    @property
    def today(self) -> date:
        return self.moment.date()

    @property
    def since(self) -> date:
        return self.today - timedelta(days=WINDOW.days)


def as_of(actor: Actor) -> AsOf:
    mission = mission_of(actor)
    zone = mission.timezone if mission else "UTC"
    return AsOf(now().astimezone(ZoneInfo(zone)).replace(tzinfo=None), zone, mission.owner.name if mission else "")


def leader(request: HttpRequest) -> Actor:
    """The actor, where the hat is a post that decides. Raises NotSeated for every other one."""
    actor = actor_of(request)
    if actor.post_kind not in LEADING:
        raise NotSeated("This page is for posts that decide.")
    return actor
