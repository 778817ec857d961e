from records.models.cases import CaseStep, Mitigation, SupportCase
from records.models.visits import Action, Finding, Participant, Visit, VisitStep

__all__ = [
    "Action",
    "CaseStep",
    "Finding",
    "Mitigation",
    "Participant",
    "SupportCase",
    "Visit",
    "VisitStep",
]
