"""Keeping the entry of a mission: what it is, how it is tied, its weekend."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from missions.domain.keepers import demand_keeper, swap
from missions.enums import MissionKind, Weekday
from missions.models import Component, Mission
from missions.queries.calendar import forget_calendar, is_timezone
from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.errors import Refused
from pocplan.access.verb import verb
from pocplan.access.wording import check_fields
from pocplan.journal.telling import tell

FIELDS = (
    "kind",
    "structural_model",
    "phase",
    "headquarters",
    "started_on",
    "ended_on",
    "weekend_days",
    "timezone",
    "language",
)
ENDS = {"mission_ends_after_start": _("The mission ends before it starts. Give a later last day.")}


@verb(ENDS)
def change_mission(*, actor: Actor, mission: Mission, version: int, **values: Any) -> Mission:
    """Change fields of the entry. For the mission's own keepers and administrators.

    Raises Refused for others and for what does not fit, Conflict where somebody saved first.
    """
    demand_keeper(actor, mission.owner_id)
    former = mission.structural_model
    check_mission(mission, values)
    _refuse_lost_force(actor, mission)
    swap(actor, mission, version, {**{name: getattr(mission, name) for name in values}, "changed_at": now()})
    forget_calendar(actor)
    tell(actor, mission, "change", fields=sorted(values), structural_model_changed=former != mission.structural_model)
    return mission


def check_mission(mission: Mission, values: dict[str, Any]) -> None:
    """Put `values` into the mission. Raises Refused for the first that does not fit."""
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"Not fields of a mission: {', '.join(sorted(unknown))}")
    weekend = sorted(set(values.get("weekend_days", mission.weekend_days)))
    if len(weekend) >= len(Weekday):
        raise Refused(_("Leave at least one working day in the week."), "weekend_days")
    check_fields(mission, {**values, "weekend_days": weekend})
    if not is_timezone(mission.timezone):
        raise Refused(_("There is no time zone of this name. Choose one from the list."), "timezone")
    if mission.started_on and mission.ended_on and mission.ended_on < mission.started_on:
        raise Refused(ENDS["mission_ends_after_start"], "ended_on")


def _refuse_lost_force(actor: Actor, mission: Mission) -> None:
    if mission.kind == MissionKind.PEACEKEEPING:
        return
    if Component.objects.visible_to(actor).filter(mission=mission, kind="military").exists():
        raise Refused(_("A special political mission has no force, and this mission has a military component."), "kind")
