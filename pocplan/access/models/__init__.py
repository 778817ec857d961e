from pocplan.access.models.people import Addressing, Incumbency, Person, Post, Seat, SigningKey
from pocplan.access.models.structure import Area, Compartment, Counter, Operation, Owner, SeatRule
from pocplan.access.models.tokens import ApiToken

__all__ = [
    "Addressing",
    "ApiToken",
    "Area",
    "Compartment",
    "Counter",
    "Incumbency",
    "Operation",
    "Owner",
    "Person",
    "Post",
    "Seat",
    "SeatRule",
    "SigningKey",
]
