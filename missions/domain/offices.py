"""Offices, components and sections of a mission."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from missions.domain.keepers import demand_keeper
from missions.enums import COMPONENTS_OF, ComponentKind, OfficeKind
from missions.models import Component, Mission, Office, SectionUnit
from pocplan.access.actor import Actor
from pocplan.access.clock import today
from pocplan.access.enums import OwnerKind
from pocplan.access.errors import Refused
from pocplan.access.models import Owner
from pocplan.access.regret import LATE
from pocplan.access.verb import verb
from pocplan.access.wording import check_fields
from pocplan.journal.telling import tell

TAKEN = {"office_name_once": _("There is an office of this name already. Choose another one.")}
TAKEN_SECTION = {"section_name_once": _("This component has a section of this name already. Choose another one.")}


@verb(TAKEN)
def add_office(*, actor: Actor, mission: Mission, **values: Any) -> Office:
    """A headquarters, field office or base. For keepers; a sector has rooms and is opened by an administrator."""
    demand_keeper(actor, mission.owner_id)
    office = Office(compartment_id=mission.compartment_id, mission=mission)
    _check(office, values)
    if office.kind == OfficeKind.SECTOR:
        raise Refused(_("A sector has rooms of its own: the administrator of the system opens it."), "kind")
    Office.objects.bulk_create([office])
    tell(actor, office, "add_office", kind=office.kind)
    return office


@verb(TAKEN)
def change_office(*, actor: Actor, office: Office, **values: Any) -> Office:
    """Change an office, or the field cluster that works in the same place. For keepers."""
    demand_keeper(actor, office.mission.owner_id)
    was_sector = office.kind == OfficeKind.SECTOR
    _check(office, values)
    if was_sector != (office.kind == OfficeKind.SECTOR):
        raise Refused(_("A sector stays a sector, and an office does not become one: a sector has rooms."), "kind")
    Office.objects.visible_to(actor).filter(pk=office.pk).update(**{name: getattr(office, name) for name in values})
    tell(actor, office, "change_office", fields=sorted(values))
    return office


@verb()
def close_office(*, actor: Actor, office: Office) -> Office:
    """The office closed today; its rooms stay readable. For keepers."""
    demand_keeper(actor, office.mission.owner_id)
    if office.closed_on is not None:
        raise Refused(_("This office is closed already."))
    office.closed_on = today()
    Office.objects.visible_to(actor).filter(pk=office.pk).update(closed_on=office.closed_on)
    tell(actor, office, "close_office")
    return office


@verb()
def put_office_back(*, actor: Actor, office: Office) -> Office:
    """Undo closing an office, on the day it was closed. For keepers."""
    demand_keeper(actor, office.mission.owner_id)
    if not Office.objects.visible_to(actor).filter(pk=office.pk, closed_on=today()).update(closed_on=None):
        raise Refused(LATE)
    tell(actor, office, "put_office_back")
    return office


@verb(TAKEN_SECTION)
def put_section_back(*, actor: Actor, section: SectionUnit) -> SectionUnit:
    """Undo closing a section, on the day it was closed. For keepers."""
    demand_keeper(actor, section.component.mission.owner_id)
    if not SectionUnit.objects.visible_to(actor).filter(pk=section.pk, closed_on=today()).update(closed_on=None):
        raise Refused(LATE)
    tell(actor, section, "put_section_back")
    return section


@verb(TAKEN_SECTION)
def add_section(*, actor: Actor, mission: Mission, component: str, name: str) -> SectionUnit:
    """A section in a component, which is made where it is missing. For keepers."""
    demand_keeper(actor, mission.owner_id)
    section = SectionUnit(compartment_id=mission.compartment_id, component=_component(actor, mission, component))
    check_fields(section, {"name": name})
    SectionUnit.objects.bulk_create([section])
    tell(actor, section, "add_section", component=component)
    return section


@verb()
def close_section(*, actor: Actor, section: SectionUnit) -> SectionUnit:
    """The section ended today. For keepers."""
    demand_keeper(actor, section.component.mission.owner_id)
    section.closed_on = today()
    SectionUnit.objects.visible_to(actor).filter(pk=section.pk, closed_on=None).update(closed_on=section.closed_on)
    tell(actor, section, "close_section")
    return section


def _component(actor: Actor, mission: Mission, kind: str) -> Component:
    if kind not in COMPONENTS_OF[mission.kind]:
        known = kind in ComponentKind.values
        sentence = _("A special political mission has no force.") if known else _("Choose a component.")
        raise Refused(sentence, "component")
    found = Component.objects.visible_to(actor).filter(mission=mission, kind=kind).first()
    return found or Component.objects.create(compartment_id=mission.compartment_id, mission=mission, kind=kind)


def _check(office: Office, values: dict[str, Any]) -> None:
    check_fields(office, {name: value for name, value in values.items() if name != "field_cluster"})
    if "field_cluster" in values:
        office.field_cluster = _cluster(values["field_cluster"])


def _cluster(owner: Owner | None) -> Owner | None:
    if owner is not None and owner.kind != OwnerKind.CLUSTER:
        raise Refused(_("Choose a cluster of this operation."), "field_cluster")
    return owner
