"""Who holds which seat: one table that a person can read (access.md, "Who holds which seat").

Loaded into the database by ``manage.py provision_access`` under the owner role; the application
can only read it. A field post holds the seats of its own area, a headquarters post those of all
areas. Every post reads the directory of its owner and the commons of its operation.

Explicit seats (a named planner in the force's room, an agency by invitation) are rows of ``Seat``.
"""

from typing import NamedTuple

from pocplan.access.enums import Audience as A
from pocplan.access.enums import OwnerKind
from pocplan.access.enums import PostKind as P


class Rule(NamedTuple):
    kind: str
    audience: str
    may_write: bool
    everywhere: bool = False  # in every owner of the operation, not only the post's own


READS, WRITES = False, True

CONTENT: dict[P, dict[A, bool]] = {
    P.SENIOR_POC_ADVISER: {A.MISSION: WRITES, A.CIVILIAN: WRITES},
    P.POC_ADVISER: {A.MISSION: WRITES, A.CIVILIAN: WRITES},
    P.FORCE_PLANNER: {A.MISSION: WRITES, A.FORCE: WRITES},
    P.POLICE_PLANNER: {A.MISSION: WRITES, A.POLICE: WRITES},
    P.ANALYST: {A.MISSION: WRITES, A.ANALYSIS: WRITES},
    P.HUMAN_RIGHTS_OFFICER: {A.HUMAN_RIGHTS: WRITES, A.MISSION: WRITES},
    P.CHILD_PROTECTION_ADVISER: {A.MISSION: WRITES, A.CIVILIAN: WRITES},
    P.WOMEN_PROTECTION_ADVISER: {A.MISSION: WRITES, A.CIVILIAN: WRITES},
    P.CIVIL_AFFAIRS_OFFICER: {A.MISSION: WRITES, A.CIVILIAN: WRITES},
    P.FIELD_OFFICE_HEAD: {A.MISSION: WRITES, A.CIVILIAN: WRITES},
    P.SECTION_OFFICER: {A.MISSION: WRITES, A.CIVILIAN: WRITES},
    # Whoever approves can read all that he approves.
    P.HEAD_OF_MISSION: {
        A.MISSION: WRITES,
        A.FORCE: READS,
        A.POLICE: READS,
        A.CIVILIAN: READS,
        A.LEADERSHIP: WRITES,
    },
    P.CHIEF_OF_STAFF: {
        A.MISSION: WRITES,
        A.FORCE: READS,
        A.POLICE: READS,
        A.CIVILIAN: READS,
        A.LEADERSHIP: WRITES,
    },
    P.FORCE_COMMANDER: {A.LEADERSHIP: WRITES, A.MISSION: WRITES, A.FORCE: WRITES},
    P.POLICE_COMMISSIONER: {A.LEADERSHIP: WRITES, A.MISSION: WRITES, A.POLICE: WRITES},
    P.DEPUTY_HEAD: {A.LEADERSHIP: WRITES, A.MISSION: WRITES},
    P.RESIDENT_COORDINATOR: {A.COUNTRY_TEAM: WRITES},
    P.HUMANITARIAN_COORDINATOR: {A.HC: WRITES},
    P.OCHA_OFFICER: {A.HC: WRITES},
    P.AGENCY_REPRESENTATIVE: {A.AGENCY: WRITES},
    P.AGENCY_FOCAL_POINT: {A.AGENCY: WRITES},
    P.CLUSTER_COORDINATOR: {A.CLUSTER_LEAD: WRITES, A.CLUSTER_OWN: WRITES, A.CLUSTER: WRITES},
    P.CLUSTER_COLEAD: {A.CLUSTER_LEAD: WRITES, A.CLUSTER_OWN: WRITES, A.CLUSTER: WRITES},
    P.CLUSTER_MEMBER: {A.CLUSTER_OWN: WRITES, A.CLUSTER: WRITES},
    P.OBSERVER: {A.OBSERVER: READS},
    P.HOST_STATE_BODY: {},
    P.ADMINISTRATOR: {},
}

# They confirm an appointment on their side; an administrator can only propose it.
HEADS = (
    P.HEAD_OF_MISSION,
    P.CHIEF_OF_STAFF,
    P.CLUSTER_COORDINATOR,
    P.CLUSTER_COLEAD,
    P.HUMANITARIAN_COORDINATOR,
    P.RESIDENT_COORDINATOR,
    P.AGENCY_REPRESENTATIVE,
)
# They decide, and read the leadership page, each under the hat of that post.
LEADING = (
    P.HEAD_OF_MISSION,
    P.DEPUTY_HEAD,
    P.CHIEF_OF_STAFF,
    P.FORCE_COMMANDER,
    P.POLICE_COMMISSIONER,
    P.RESIDENT_COORDINATOR,
    P.HUMANITARIAN_COORDINATOR,
    P.CLUSTER_COORDINATOR,
    P.CLUSTER_COLEAD,
)
# They keep what everybody in the operation sees: mandates, offices, clusters, agencies.
KEEPERS = (
    P.SENIOR_POC_ADVISER,
    P.CHIEF_OF_STAFF,
    P.CLUSTER_COORDINATOR,
    P.CLUSTER_COLEAD,
    P.AGENCY_REPRESENTATIVE,
)

# The rooms that an owner is founded with.
STANDING: dict[str, tuple[A, ...]] = {
    OwnerKind.MISSION: (
        A.MISSION,
        A.FORCE,
        A.POLICE,
        A.CIVILIAN,
        A.ANALYSIS,
        A.HUMAN_RIGHTS,
        A.LEADERSHIP,
        A.DIRECTORY,
    ),
    OwnerKind.CLUSTER: (A.CLUSTER, A.CLUSTER_OWN, A.CLUSTER_LEAD, A.OBSERVER, A.DIRECTORY),
    OwnerKind.HUMANITARIAN_TEAM: (A.HC, A.DIRECTORY),
    OwnerKind.COUNTRY_TEAM: (A.COUNTRY_TEAM, A.DIRECTORY),
    OwnerKind.AGENCY: (A.AGENCY, A.DIRECTORY),
    OwnerKind.ADMINISTRATION: (A.DIRECTORY,),
}
# Rooms that an area (a sector or a field office) has of its own.
STANDING_IN_AREA = (A.MISSION, A.FORCE, A.POLICE, A.CIVILIAN, A.ANALYSIS, A.HUMAN_RIGHTS)


def rules() -> list[Rule]:
    """Every standing right, as rows for the database."""
    rows = [Rule(kind, audience, write) for kind, seats in CONTENT.items() for audience, write in seats.items()]
    for kind in CONTENT:
        if kind in (P.ADMINISTRATOR, P.HOST_STATE_BODY):
            continue
        rows.append(Rule(kind, A.DIRECTORY, kind in HEADS))
        rows.append(Rule(kind, A.COMMONS, kind in KEEPERS, everywhere=True))
    rows.append(Rule(P.ADMINISTRATOR, A.DIRECTORY, WRITES, everywhere=True))
    rows.append(Rule(P.ADMINISTRATOR, A.COMMONS, WRITES, everywhere=True))
    return rows
