"""Which kinds of post a body can have."""

from pocplan.access.enums import OwnerKind
from pocplan.access.enums import PostKind as P

KINDS_OF: dict[str, tuple[P, ...]] = {
    OwnerKind.MISSION: (
        P.SENIOR_POC_ADVISER,
        P.POC_ADVISER,
        P.FORCE_PLANNER,
        P.POLICE_PLANNER,
        P.ANALYST,
        P.HUMAN_RIGHTS_OFFICER,
        P.CHILD_PROTECTION_ADVISER,
        P.WOMEN_PROTECTION_ADVISER,
        P.CIVIL_AFFAIRS_OFFICER,
        P.FIELD_OFFICE_HEAD,
        P.SECTION_OFFICER,
        P.HEAD_OF_MISSION,
        P.DEPUTY_HEAD,
        P.CHIEF_OF_STAFF,
        P.FORCE_COMMANDER,
        P.POLICE_COMMISSIONER,
    ),
    OwnerKind.CLUSTER: (
        P.CLUSTER_COORDINATOR,
        P.CLUSTER_COLEAD,
        P.CLUSTER_MEMBER,
        P.OBSERVER,
        P.HOST_STATE_BODY,
    ),
    OwnerKind.HUMANITARIAN_TEAM: (P.HUMANITARIAN_COORDINATOR, P.OCHA_OFFICER),
    OwnerKind.COUNTRY_TEAM: (P.RESIDENT_COORDINATOR,),
    OwnerKind.AGENCY: (P.AGENCY_REPRESENTATIVE, P.AGENCY_FOCAL_POINT),
    OwnerKind.ADMINISTRATION: (P.ADMINISTRATOR,),
}
# These sit in one area or in all; the others of a mission always at its headquarters.
IN_AN_AREA = (
    P.POC_ADVISER,
    P.FORCE_PLANNER,
    P.POLICE_PLANNER,
    P.ANALYST,
    P.HUMAN_RIGHTS_OFFICER,
    P.CHILD_PROTECTION_ADVISER,
    P.WOMEN_PROTECTION_ADVISER,
    P.CIVIL_AFFAIRS_OFFICER,
    P.FIELD_OFFICE_HEAD,
    P.SECTION_OFFICER,
)
