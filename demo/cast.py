"""The invented cast: who holds which post in Orvane and in Taleria. No country, body or person is real.

The user names are the demo accounts; tests know the same people.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from clusters.enums import ClusterKind, Theme
from missions.enums import MissionKind, Phase, StructuralModel, Weekday
from pocplan.access.enums import OwnerKind as O
from pocplan.access.enums import PostKind as P


@dataclass(frozen=True)
class Body:
    """A mission, cluster or team."""

    key: str
    kind: str
    name: str
    short: str
    areas: tuple[str, ...] = ()
    parent: str = ""  # the key of the cluster above
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Role:
    """A post and who holds it."""

    user: str
    body: str
    kind: str
    title_en: str
    title_fr: str
    area: str = ""
    organisation: str = ""
    affiliated: bool = False
    reports_to: str = ""  # the user name of the first post above, in the same body


@dataclass(frozen=True)
class Place:
    """An operation: nothing crosses between two."""

    code: str
    country: str
    timezone: str
    bodies: tuple[Body, ...]
    roles: tuple[Role, ...]


NAMES = {
    "adviser": "Ines Valcourt",
    "field.adviser": "Teodor Amsel",
    "chief.of.staff": "Maud Okerlin",
    "force.planner": "Rasmus Duvall",
    "sector.planner": "Nadir Helstrom",
    "police.planner": "Ilse Marchetti",
    "human.rights": "Sanna Birou",
    "child.protection": "Lior Fontane",
    "civil.affairs": "Petra Salvi",
    "srsg": "Aurel Tamsin",
    "dsrsg.hc": "Corin Vestal",
    "force.commander": "Bram Ostergard",
    "cluster.lead": "Noor Lindqvist",
    "cluster.colead": "Emile Katende",
    "cluster.member": "Rosa Dimitrow",
    "field.cluster": "Jonas Abelard",
    "aor.lead": "Mirela Costin",
    "ocha": "Hugo Sandoval",
    "observer": "Vera Hallam",
    "agency.rep": "Salome Arkwright",
    "agency.focal": "Idris Venner",
    "other.agency": "Paola Strandvik",
    "admin": "Odile Brandt",
    "other.adviser": "Karim Elsner",
    "other.lead": "Tove Maartens",
}

ORVANE = Place(
    code="orvane",
    country="Orvane",
    timezone="Africa/Kigali",
    bodies=(
        Body(
            "mission",
            O.MISSION,
            "United Mission in Orvane",
            "UNMOR",
            ("Sector East", "Sector West"),
            facts={
                "kind": MissionKind.PEACEKEEPING,
                "structural_model": StructuralModel.INTEGRATED,
                "phase": Phase.MANDATE,
                "headquarters": "Karvel",
                "started_on": date(2019, 4, 1),
                "timezone": "Africa/Kigali",
            },
        ),
        Body(
            "cluster",
            O.CLUSTER,
            "Protection Cluster Orvane",
            "Protection Cluster",
            facts={"kind": ClusterKind.NATIONAL, "lead": "Meridia Refugee Agency", "colead": "Karuna"},
        ),
        Body(
            "field",
            O.CLUSTER,
            "Field Protection Cluster Sector East",
            "Field Cluster East",
            parent="cluster",
            facts={"kind": ClusterKind.FIELD, "lead": "Karuna", "covers": "Sector East"},
        ),
        Body(
            "aor",
            O.CLUSTER,
            "Child Protection Area of Responsibility",
            "Child Protection AoR",
            parent="cluster",
            facts={"kind": ClusterKind.AOR, "theme": Theme.CHILD_PROTECTION, "lead": "Juniper Child Fund"},
        ),
        Body("hct", O.HUMANITARIAN_TEAM, "Humanitarian Country Team Orvane", "HCT"),
        Body("unct", O.COUNTRY_TEAM, "Country Team Orvane", "Country Team"),
        Body(
            "corriden",
            O.AGENCY,
            "Corriden Refugee Agency",
            "Corriden",
            facts={"works_on": "Refugees and people without a nationality"},
        ),
        Body("larkspur", O.AGENCY, "Larkspur Food Agency", "Larkspur", facts={"works_on": "Food and markets"}),
        Body("administration", O.ADMINISTRATION, "Administration of pocplan in Orvane", "Administration"),
    ),
    roles=(
        Role("srsg", "mission", P.HEAD_OF_MISSION, "Head of Mission", "Chef de la mission"),
        Role(
            "dsrsg.hc",
            "mission",
            P.DEPUTY_HEAD,
            "Deputy Head of Mission",
            "Chef adjoint de la mission",
            reports_to="srsg",
        ),
        Role("dsrsg.hc", "unct", P.RESIDENT_COORDINATOR, "Resident Coordinator", "Coordonnateur résident"),
        Role("dsrsg.hc", "hct", P.HUMANITARIAN_COORDINATOR, "Humanitarian Coordinator", "Coordonnateur humanitaire"),
        Role("chief.of.staff", "mission", P.CHIEF_OF_STAFF, "Chief of Staff", "Chef de cabinet", reports_to="srsg"),
        Role(
            "force.commander",
            "mission",
            P.FORCE_COMMANDER,
            "Force Commander",
            "Commandant de la force",
            reports_to="srsg",
        ),
        Role(
            "adviser",
            "mission",
            P.SENIOR_POC_ADVISER,
            "Senior PoC Adviser",
            "Conseillère principale pour la protection des civils",
            reports_to="chief.of.staff",
        ),
        Role(
            "field.adviser",
            "mission",
            P.POC_ADVISER,
            "PoC Adviser, Sector East",
            "Conseiller pour la protection des civils, secteur Est",
            area="Sector East",
            reports_to="adviser",
        ),
        Role(
            "force.planner",
            "mission",
            P.FORCE_PLANNER,
            "Force planner (U5)",
            "Planificateur de la force (U5)",
            reports_to="force.commander",
        ),
        Role(
            "sector.planner",
            "mission",
            P.FORCE_PLANNER,
            "Planner, Sector East",
            "Planificateur, secteur Est",
            area="Sector East",
            reports_to="force.planner",
        ),
        Role(
            "police.planner",
            "mission",
            P.POLICE_PLANNER,
            "Police planner",
            "Planificatrice de la police",
            reports_to="chief.of.staff",
        ),
        Role(
            "human.rights",
            "mission",
            P.HUMAN_RIGHTS_OFFICER,
            "Human Rights Officer",
            "Spécialiste des droits de l’homme",
            reports_to="chief.of.staff",
        ),
        Role(
            "child.protection",
            "mission",
            P.CHILD_PROTECTION_ADVISER,
            "Child Protection Adviser",
            "Conseiller à la protection de l’enfance",
            reports_to="chief.of.staff",
        ),
        Role(
            "child.protection",
            "aor",
            P.CLUSTER_MEMBER,
            "Member, mission child protection",
            "Membre, protection de l’enfance de la mission",
            organisation="UNMOR child protection",
            affiliated=True,
        ),
        Role(
            "civil.affairs",
            "mission",
            P.CIVIL_AFFAIRS_OFFICER,
            "Civil Affairs Officer",
            "Spécialiste des affaires civiles",
            reports_to="chief.of.staff",
        ),
        Role(
            "cluster.lead",
            "cluster",
            P.CLUSTER_COORDINATOR,
            "Cluster Coordinator",
            "Coordonnatrice du cluster",
            organisation="Meridia Refugee Agency",
        ),
        Role(
            "cluster.colead",
            "cluster",
            P.CLUSTER_COLEAD,
            "Cluster Co-lead",
            "Co-responsable du cluster",
            organisation="Karuna",
            reports_to="cluster.lead",
        ),
        Role(
            "cluster.member",
            "cluster",
            P.CLUSTER_MEMBER,
            "Member, Safran Relief",
            "Membre, Safran Relief",
            organisation="Safran Relief",
            reports_to="cluster.lead",
        ),
        Role("observer", "cluster", P.OBSERVER, "Observer", "Observatrice", organisation="Lantern Committee"),
        Role(
            "field.cluster",
            "field",
            P.CLUSTER_COORDINATOR,
            "Field Cluster Coordinator",
            "Coordonnateur du cluster de terrain",
            organisation="Karuna",
        ),
        Role(
            "aor.lead",
            "aor",
            P.CLUSTER_COORDINATOR,
            "Coordinator, Child Protection AoR",
            "Coordonnatrice, domaine de responsabilité protection de l’enfance",
            organisation="Juniper Child Fund",
        ),
        Role(
            "ocha",
            "hct",
            P.OCHA_OFFICER,
            "Civil-Military Coordination Officer",
            "Chargé de la coordination civilo-militaire",
            reports_to="dsrsg.hc",
        ),
        Role(
            "agency.rep",
            "corriden",
            P.AGENCY_REPRESENTATIVE,
            "Representative, Corriden Refugee Agency",
            "Représentante, Corriden Refugee Agency",
        ),
        Role(
            "agency.focal",
            "corriden",
            P.AGENCY_FOCAL_POINT,
            "Focal point, Corriden Refugee Agency",
            "Référent, Corriden Refugee Agency",
            reports_to="agency.rep",
        ),
        Role(
            "other.agency",
            "larkspur",
            P.AGENCY_REPRESENTATIVE,
            "Representative, Larkspur Food Agency",
            "Représentante, Larkspur Food Agency",
        ),
        Role("admin", "administration", P.ADMINISTRATOR, "System administrator", "Administratrice du système"),
    ),
)

TALERIA = Place(
    code="taleria",
    country="Taleria",
    timezone="UTC",
    bodies=(
        Body(
            "mission",
            O.MISSION,
            "United Political Mission in Taleria",
            "UNPOT",
            facts={
                "kind": MissionKind.POLITICAL,
                "structural_model": StructuralModel.SEPARATE,
                "headquarters": "Tal Moren",
                "weekend_days": [Weekday.FRIDAY, Weekday.SATURDAY],
            },
        ),
        Body(
            "cluster",
            O.CLUSTER,
            "Protection Cluster Taleria",
            "Protection Cluster Taleria",
            facts={"kind": ClusterKind.NATIONAL, "lead": "Karuna"},
        ),
    ),
    roles=(
        Role(
            "other.adviser",
            "mission",
            P.SENIOR_POC_ADVISER,
            "Senior PoC Adviser",
            "Conseiller principal pour la protection des civils",
        ),
        Role(
            "other.lead",
            "cluster",
            P.CLUSTER_COORDINATOR,
            "Cluster Coordinator",
            "Coordonnatrice du cluster",
            organisation="Karuna",
        ),
    ),
)

PLACES = (ORVANE, TALERIA)
