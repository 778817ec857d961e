from pocplan.access.models.people import Addressing, Incumbency, Person, Post, Seat, SigningKey
from pocplan.access.models.structure import Area, Compartment, Counter, Operation, Owner, SeatRule

__all__ = [
    "Addressing",
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
