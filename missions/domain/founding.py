"""A new mission with its rooms, its sectors and its components."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from missions.domain.missions import check_mission
from missions.enums import COMPONENTS_OF, OfficeKind
from missions.models import Component, Mission, Office
from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.domain.founding import found_area, found_owner
from pocplan.access.enums import Audience, OwnerKind
from pocplan.access.models import Compartment
from pocplan.access.verb import verb
from pocplan.access.wording import plain
from pocplan.journal.telling import tell

TAKEN = {
    "office_name_once": _("Two sectors have the same name. Give each its own."),
    "mission_ends_after_start": _("The mission ends before it starts. Give a later last day."),
}


@verb(TAKEN)
def found_mission(
    *, actor: Actor, operation_id: UUID, name: str, short: str, sectors: Sequence[str] = (), **values: Any
) -> Mission:
    """A mission in this operation, with its standing rooms. For administrators, and at installation.

    `values` are fields of Mission (kind, structural_model, phase, headquarters, timezone …); each of
    `sectors` becomes an area with rooms of its own. Raises NotSeated for everybody else, Refused for
    what does not fit.
    """
    name = plain(name, limit=200, field="name", required=True)
    short = plain(short, limit=60, field="short", required=True)
    commons = Compartment.objects.get(operation_id=operation_id, audience=Audience.COMMONS)
    mission = Mission(compartment=commons, changed_at=now())
    check_mission(mission, values)
    mission.owner_id = found_owner(
        actor=actor, operation_id=operation_id, kind=OwnerKind.MISSION, name=name, short=short
    )
    Mission.objects.bulk_create([mission])
    _lay_components(mission)
    for sector in sectors:
        _open_sector(actor, mission, plain(sector, limit=120, field="sectors", required=True))
    tell(actor, mission, "found", owner=str(mission.owner_id))
    return mission


@verb({"office_name_once": _("There is an office of this name already. Choose another one.")})
def open_sector(*, actor: Actor, mission: Mission, name: str) -> Office:
    """One more sector, with rooms of its own that the mission's headquarters reads. For administrators."""
    office = _open_sector(actor, mission, plain(name, limit=120, field="name", required=True))
    tell(actor, office, "open_sector", area=str(office.area_id))
    return office


def _lay_components(mission: Mission) -> None:
    Component.objects.bulk_create(
        Component(compartment_id=mission.compartment_id, mission=mission, kind=kind)
        for kind in COMPONENTS_OF[mission.kind]
    )


def _open_sector(actor: Actor, mission: Mission, name: str) -> Office:
    area = found_area(actor=actor, owner_id=mission.owner_id, name=name)
    return Office.objects.create(
        compartment_id=mission.compartment_id, mission=mission, kind=OfficeKind.SECTOR, name=name, area_id=area
    )
