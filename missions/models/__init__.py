from missions.models.known import KnownMission
from missions.models.mandate import Mandate, MandateParagraph
from missions.models.mission import Component, Mission, Office, SectionUnit

__all__ = ["Component", "KnownMission", "Mandate", "MandateParagraph", "Mission", "Office", "SectionUnit"]
