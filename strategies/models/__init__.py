from strategies.models.activities import Activity, Body, Indicator, Responsibility, Threat
from strategies.models.annex import Annex
from strategies.models.clearance import Clearance, Proposal
from strategies.models.companions import (
    Companion,
    CompanionCopy,
    CompanionCopyWithdrawal,
    CompanionRelease,
    CompanionSection,
)
from strategies.models.exports import Export
from strategies.models.grants import StrategyGrant
from strategies.models.imports import WordImport
from strategies.models.inner import Consent, InnerComment, InnerText, OffSystem, Package, Preparation, Wording
from strategies.models.kept import KeptWording
from strategies.models.margin import MarginComment
from strategies.models.picture import FrozenRating, PictureRow
from strategies.models.renditions import BlockAlias, ReleaseRow, Rendition, RenditionWithdrawal
from strategies.models.replies import (
    Comment,
    CommentWithdrawal,
    Consultation,
    Disposition,
    OffSystemNote,
    Pause,
    Position,
    Request,
    Satisfaction,
)
from strategies.models.returns import ReturnedFile, ReturnedRemark
from strategies.models.reviews import Review, ReviewRequest
from strategies.models.rounds import ForceClearance, Invitation, Round
from strategies.models.sections import Block, BlockHistory, LostEdit, Section, SoftLock
from strategies.models.strategy import DistributionEntry, Strategy
from strategies.models.style import StyleTemplate
from strategies.models.terms import HouseTerm
from strategies.models.versions import ApprovalSeal, Version, VersionAuthor, VersionPart

__all__ = [
    "Activity",
    "Annex",
    "ApprovalSeal",
    "Block",
    "BlockAlias",
    "BlockHistory",
    "Body",
    "Clearance",
    "Comment",
    "CommentWithdrawal",
    "Companion",
    "CompanionCopy",
    "CompanionCopyWithdrawal",
    "CompanionRelease",
    "CompanionSection",
    "Consent",
    "Consultation",
    "Disposition",
    "DistributionEntry",
    "Export",
    "ForceClearance",
    "FrozenRating",
    "HouseTerm",
    "Indicator",
    "InnerComment",
    "InnerText",
    "Invitation",
    "KeptWording",
    "LostEdit",
    "MarginComment",
    "OffSystem",
    "OffSystemNote",
    "Package",
    "Pause",
    "PictureRow",
    "Position",
    "Preparation",
    "Proposal",
    "ReleaseRow",
    "Rendition",
    "RenditionWithdrawal",
    "Request",
    "Responsibility",
    "ReturnedFile",
    "ReturnedRemark",
    "Review",
    "ReviewRequest",
    "Round",
    "Satisfaction",
    "Section",
    "SoftLock",
    "Strategy",
    "StrategyGrant",
    "StyleTemplate",
    "Threat",
    "Version",
    "VersionAuthor",
    "VersionPart",
    "WordImport",
    "Wording",
]
