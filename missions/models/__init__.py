from missions.models.incidents import (
    Attribution,
    HeldText,
    ImportLine,
    Incident,
    IncidentImport,
    IncidentSource,
    Judgement,
)
from missions.models.known import KnownMission
from missions.models.localities import Facility, Locality, PlaceAlias, PlaceName, PlaceOutline
from missions.models.mandate import Mandate, MandateParagraph
from missions.models.mission import Component, Mission, Office, SectionUnit
from missions.models.rollups import IncidentMonth

__all__ = [
    "Attribution",
    "Component",
    "Facility",
    "HeldText",
    "ImportLine",
    "Incident",
    "IncidentImport",
    "IncidentMonth",
    "IncidentSource",
    "Judgement",
    "KnownMission",
    "Locality",
    "Mandate",
    "MandateParagraph",
    "Mission",
    "Office",
    "PlaceAlias",
    "PlaceName",
    "PlaceOutline",
    "SectionUnit",
]
