"""Missions and their parts, for everybody who works in the same operation."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, QuerySet

from missions.models import Component, Mandate, MandateParagraph, Mission, Office, SectionUnit
from pocplan.access.actor import Actor


@dataclass(frozen=True)
class ComponentRow:
    component: Component
    sections: list[SectionUnit]


@dataclass(frozen=True)
class MandateRow:
    mandate: Mandate
    paragraphs: list[MandateParagraph]


def missions_for(actor: Actor) -> QuerySet[Mission]:
    """Every mission of the actor's operation, by name."""
    return Mission.objects.visible_to(actor).select_related("owner")


def mission_for(actor: Actor, mission_id: UUID) -> Mission:
    """One mission. Raises Mission.DoesNotExist for hidden and absent ones alike."""
    return missions_for(actor).get(pk=mission_id)


def mission_of(actor: Actor) -> Mission | None:
    """The actor's own mission; for those who stand outside, the first one of their operation."""
    found = sorted(missions_for(actor), key=lambda mission: mission.owner_id != actor.owner_id)
    return found[0] if found else None


def offices_of(actor: Actor, mission: Mission) -> QuerySet[Office]:
    """Headquarters, sectors and offices, the closed ones last."""
    offices = Office.objects.visible_to(actor).filter(mission=mission).select_related("area", "field_cluster")
    return offices.order_by(F("closed_on").desc(nulls_first=True), "kind", "name", "id")


def components_of(actor: Actor, mission: Mission) -> list[ComponentRow]:
    """Components, each with its sections that are not closed."""
    sections = defaultdict(list)
    for section in SectionUnit.objects.visible_to(actor).filter(component__mission=mission, closed_on=None):
        sections[section.component_id].append(section)
    components = Component.objects.visible_to(actor).filter(mission=mission)
    return [ComponentRow(component, sections[component.pk]) for component in components]


def mandates_of(actor: Actor, mission: Mission) -> list[MandateRow]:
    """Mandates that were not withdrawn, the newest first, each with its paragraphs."""
    paragraphs = defaultdict(list)
    standing = MandateParagraph.objects.visible_to(actor).filter(withdrawn_at=None)
    for paragraph in standing.filter(mandate__mission=mission, mandate__withdrawn_at=None):
        paragraphs[paragraph.mandate_id].append(paragraph)
    mandates = Mandate.objects.visible_to(actor).filter(mission=mission, withdrawn_at=None)
    return [MandateRow(mandate, paragraphs[mandate.pk]) for mandate in mandates]


def current_mandate(actor: Actor, mission: Mission) -> Mandate | None:
    """The mandate adopted last."""
    return Mandate.objects.visible_to(actor).filter(mission=mission, withdrawn_at=None).first()


def mandate_for(actor: Actor, mandate_id: UUID) -> Mandate:
    """One mandate with its mission; this and the next raise DoesNotExist for hidden and absent rows alike."""
    mandates = Mandate.objects.visible_to(actor).filter(withdrawn_at=None)
    return mandates.select_related("mission__owner").get(pk=mandate_id)


def paragraph_for(actor: Actor, paragraph_id: UUID) -> MandateParagraph:
    paragraphs = MandateParagraph.objects.visible_to(actor).filter(withdrawn_at=None)
    return paragraphs.select_related("mandate__mission__owner").get(pk=paragraph_id)


def withdrawn_mandate(actor: Actor, mandate_id: UUID) -> Mandate:
    """One that was taken back; this and the next raise DoesNotExist likewise."""
    mandates = Mandate.objects.visible_to(actor).exclude(withdrawn_at=None)
    return mandates.select_related("mission__owner").get(pk=mandate_id)


def withdrawn_paragraph(actor: Actor, paragraph_id: UUID) -> MandateParagraph:
    paragraphs = MandateParagraph.objects.visible_to(actor).exclude(withdrawn_at=None)
    return paragraphs.select_related("mandate__mission__owner").get(pk=paragraph_id)


def office_for(actor: Actor, office_id: UUID) -> Office:
    return Office.objects.visible_to(actor).select_related("mission__owner", "field_cluster").get(pk=office_id)


def section_for(actor: Actor, section_id: UUID) -> SectionUnit:
    return SectionUnit.objects.visible_to(actor).select_related("component__mission__owner").get(pk=section_id)
