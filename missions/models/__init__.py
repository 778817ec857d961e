from missions.models.known import KnownMission
from missions.models.localities import Facility, Locality, PlaceAlias, PlaceName, PlaceOutline
from missions.models.mandate import Mandate, MandateParagraph
from missions.models.mission import Component, Mission, Office, SectionUnit

__all__ = [
    "Component",
    "Facility",
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
