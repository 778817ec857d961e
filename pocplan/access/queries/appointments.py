"""First heads that another body of one's own side waits for."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connections

from pocplan.access.actor import Actor


@dataclass(frozen=True)
class FirstHead:
    """A proposed head of a body that has none yet; nobody in that body could confirm it."""

    incumbency_id: UUID
    owner_name: str
    title: str
    person_name: str
    starts: date
    ends: date | None


def first_heads(actor: Actor, language: str = "en") -> list[FirstHead]:
    """For heads: proposals that they confirm for other bodies of their side. Empty for everybody else."""
    with connections[actor.alias].cursor() as cursor:
        cursor.execute("SELECT * FROM access.first_heads()")
        return [
            FirstHead(id_, owner, title_fr if language.startswith("fr") else title_en, *rest)
            for id_, owner, title_en, title_fr, *rest in cursor.fetchall()
        ]
