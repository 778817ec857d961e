"""What the mission and the cluster keep about themselves."""

from datetime import date, timedelta

from clusters.domain.membership import admit, agree_protocol
from clusters.enums import MemberKind, OrganisationKind
from demo.acts.hats import acting
from missions.domain.mandates import add_mandate, add_paragraph
from missions.domain.offices import add_office, add_section, change_office
from missions.enums import ComponentKind, OfficeKind
from missions.models import Office
from missions.queries.missions import mission_of
from pocplan.access.clock import today

FOUNDED = 380  # days before the demo is made
SECTIONS = (
    (ComponentKind.CIVILIAN, "Protection of civilians unit"),
    (ComponentKind.CIVILIAN, "Human rights"),
    (ComponentKind.CIVILIAN, "Civil affairs"),
    (ComponentKind.MILITARY, "U5 plans"),
    (ComponentKind.POLICE, "Police planning"),
)
OFFICES = (
    (OfficeKind.HEADQUARTERS, "Headquarters", "Karvel"),
    (OfficeKind.FIELD_OFFICE, "Kelmat field office", "Kelmat"),
)
MEMBERS = (
    ("Safran Relief", OrganisationKind.INGO, MemberKind.MEMBER),
    ("Karuna", OrganisationKind.NNGO, MemberKind.MEMBER),
    ("Juniper Child Fund", OrganisationKind.INGO, MemberKind.MEMBER),
    ("Meridia Refugee Agency", OrganisationKind.UN, MemberKind.MEMBER),
    ("Lantern Committee", OrganisationKind.OTHER, MemberKind.OBSERVER),
)
PROTOCOL = (
    "What we share with the mission: places, patterns and trends, never cases. Words of a member leave the cluster"
    " with that member's consent to the text. Nothing is shared that could point to a person or a village that asked"
    " not to be named."
)


def settle() -> None:
    """Mandate, sections, places, members and the sharing protocol."""
    with acting("adviser") as actor:
        mission = mission_of(actor)
        assert mission is not None
        day = today()
        mandate = add_mandate(
            actor=actor,
            mission=mission,
            resolution="Resolution 4102",
            adopted_on=day - timedelta(days=20),
            expires_on=day + timedelta(days=FOUNDED + 75),
        )
        add_paragraph(
            actor=actor,
            mandate=mandate,
            number="9 (a)",
            text="Protect civilians under threat of physical violence, within its capabilities and deployment.",
            is_on_protection=True,
        )
        for component, name in SECTIONS:
            add_section(actor=actor, mission=mission, component=component, name=name)
        for kind, name, place in OFFICES:
            add_office(actor=actor, mission=mission, kind=kind, name=name, place=place)
        for office in Office.objects.visible_to(actor).filter(kind=OfficeKind.SECTOR):
            change_office(actor=actor, office=office, place="Kelmat" if "East" in office.name else "Tuleni")
    with acting("cluster.lead") as actor:
        for organisation, nature, member in MEMBERS:
            admit(actor=actor, organisation=organisation, organisation_kind=nature, kind=member, since=date(2025, 1, 6))
        agree_protocol(actor=actor, text=PROTOCOL, agreed_on=today())
