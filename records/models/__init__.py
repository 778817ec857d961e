from records.models.cases import CaseStep, Mitigation, SupportCase
from records.models.reviews import IncidentReview, ReviewGap, ReviewMoment, ReviewStep
from records.models.visits import Action, Finding, Participant, Visit, VisitStep

__all__ = [
    "Action",
    "CaseStep",
    "Finding",
    "IncidentReview",
    "Mitigation",
    "Participant",
    "ReviewGap",
    "ReviewMoment",
    "ReviewStep",
    "SupportCase",
    "Visit",
    "VisitStep",
]
