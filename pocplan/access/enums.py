"""The words of the walls: sides, audiences and kinds of post (access.md)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Side(models.TextChoices):
    MISSION = "mission", _("Mission")
    HUMANITARIAN = "humanitarian", _("Humanitarian")
    NEITHER = "neither", _("Neither side")


class Audience(models.TextChoices):
    """A kind of compartment. The last four are not rooms of one side."""

    MISSION = "mission", _("Mission")
    FORCE = "force", _("Force")
    POLICE = "police", _("Police")
    ANALYSIS = "analysis", _("Analysis")
    HUMAN_RIGHTS = "human_rights", _("Human rights")
    CIVILIAN = "civilian", _("Civilian component")
    LEADERSHIP = "leadership", _("Leadership")
    CLUSTER = "cluster", _("Cluster")
    CLUSTER_OWN = "cluster_own", _("Cluster, own members")
    CLUSTER_LEAD = "cluster_lead", _("Cluster coordination")
    HC = "hc", _("HC and HCT")
    COUNTRY_TEAM = "country_team", _("Country team")
    AGENCY = "agency", _("Agency of the country team")
    OBSERVER = "observer", _("Observers")
    SHARED = "shared", _("Shared")
    COMMONS = "commons", _("Everybody in this operation")
    DIRECTORY = "directory", _("People and posts")


class Opens(models.TextChoices):
    """What a personal token opens; its secret begins so that no token opens the other."""

    CALENDAR = "calendar", _("My calendar, the days alone")
    API = "api", _("A program, in my name")

    @property
    def prefix(self) -> str:
        return "pocplancal_" if self == Opens.CALENDAR else "pocplan_"


class OwnerKind(models.TextChoices):
    MISSION = "mission", _("Mission")
    CLUSTER = "cluster", _("Cluster")
    HUMANITARIAN_TEAM = "humanitarian_team", _("Humanitarian country team")
    COUNTRY_TEAM = "country_team", _("UN country team")
    AGENCY = "agency", _("Agency of the country team")
    ADMINISTRATION = "administration", _("Administration of the system")


class OwnerState(models.TextChoices):
    ACTIVE = "active", _("Active")
    DEACTIVATED = "deactivated", _("Deactivated")
    GOVERNMENT_CHAIRED = "government_chaired", _("Chaired by the government")


class PostKind(models.TextChoices):
    SENIOR_POC_ADVISER = "senior_poc_adviser", _("Senior PoC Adviser")
    POC_ADVISER = "poc_adviser", _("PoC Adviser")
    FORCE_PLANNER = "force_planner", _("Force planner")
    POLICE_PLANNER = "police_planner", _("Police planner")
    ANALYST = "analyst", _("JOC or JMAC analyst")
    HUMAN_RIGHTS_OFFICER = "human_rights_officer", _("Human rights officer")
    CHILD_PROTECTION_ADVISER = "child_protection_adviser", _("Child protection adviser")
    WOMEN_PROTECTION_ADVISER = "women_protection_adviser", _("Women's protection adviser")
    CIVIL_AFFAIRS_OFFICER = "civil_affairs_officer", _("Civil affairs officer")
    FIELD_OFFICE_HEAD = "field_office_head", _("Head of field office")
    SECTION_OFFICER = "section_officer", _("Officer of a section")
    HEAD_OF_MISSION = "head_of_mission", _("Head of Mission")
    CHIEF_OF_STAFF = "chief_of_staff", _("Chief of Staff")
    FORCE_COMMANDER = "force_commander", _("Force Commander")
    POLICE_COMMISSIONER = "police_commissioner", _("Police Commissioner")
    DEPUTY_HEAD = "deputy_head", _("Deputy Head of Mission (DSRSG)")
    RESIDENT_COORDINATOR = "resident_coordinator", _("Resident Coordinator")
    HUMANITARIAN_COORDINATOR = "humanitarian_coordinator", _("Humanitarian Coordinator")
    AGENCY_REPRESENTATIVE = "agency_representative", _("Representative of an agency")
    AGENCY_FOCAL_POINT = "agency_focal_point", _("Focal point of an agency")
    OCHA_OFFICER = "ocha_officer", _("OCHA civil-military coordination officer")
    CLUSTER_COORDINATOR = "cluster_coordinator", _("Cluster coordinator")
    CLUSTER_COLEAD = "cluster_colead", _("Cluster co-lead")
    CLUSTER_MEMBER = "cluster_member", _("Cluster member")
    OBSERVER = "observer", _("Observer")
    HOST_STATE_BODY = "host_state_body", _("Body of the host state")
    ADMINISTRATOR = "administrator", _("Administrator of the system")


SIDE_OF_OWNER: dict[str, Side] = {
    OwnerKind.MISSION: Side.MISSION,
    OwnerKind.CLUSTER: Side.HUMANITARIAN,
    OwnerKind.HUMANITARIAN_TEAM: Side.HUMANITARIAN,
    OwnerKind.COUNTRY_TEAM: Side.NEITHER,
    # What an agency says among its own people has the second wall between it and the mission.
    OwnerKind.AGENCY: Side.HUMANITARIAN,
    OwnerKind.ADMINISTRATION: Side.NEITHER,
}
