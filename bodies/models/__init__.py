from bodies.models.bodies import Body, Member
from bodies.models.decisions import Action, Decision, DecisionEnd, Dissent, Handed, HandedOn
from bodies.models.meetings import AgendaItem, Attendance, Meeting

__all__ = [
    "Action",
    "AgendaItem",
    "Attendance",
    "Body",
    "Decision",
    "DecisionEnd",
    "Dissent",
    "Handed",
    "HandedOn",
    "Meeting",
    "Member",
]
