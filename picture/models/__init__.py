from picture.models.actors import ActorChange, ArmedActor
from picture.models.alerts import Alert, AlertChange
from picture.models.gaps import GapRelease, ToldGap
from picture.models.hotspots import Hotspot, HotspotChange, HotspotSharing, LineOfEffort
from picture.models.protection import Feasibility, ProtectionDecision, ProtectionPriority
from picture.models.ratings import Rating, RatingRelease, ReleasedRating
from picture.models.sources import ThreatJudgement, ThreatSource
from picture.models.threats import Threat, ThreatChange, ThreatGroup, ThreatSharing

__all__ = [
    "ActorChange",
    "Alert",
    "AlertChange",
    "ArmedActor",
    "Feasibility",
    "GapRelease",
    "Hotspot",
    "HotspotChange",
    "HotspotSharing",
    "LineOfEffort",
    "ProtectionDecision",
    "ProtectionPriority",
    "Rating",
    "RatingRelease",
    "ReleasedRating",
    "Threat",
    "ThreatChange",
    "ThreatGroup",
    "ThreatJudgement",
    "ThreatSharing",
    "ThreatSource",
    "ToldGap",
]
