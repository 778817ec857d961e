"""The hats of an account."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connections


@dataclass(frozen=True)
class Hat:
    """A post that somebody holds today, as the top bar shows it."""

    incumbency_id: UUID
    title: str
    owner_name: str
    owner_short: str
    side: str
    country: str
    acting: bool
    ends: date | None
    person_name: str
    kind: str


def hats_of_bound_account(language: str) -> list[Hat]:
    """For the bound account alone (see binding.as_account): its posts of today, acting ones last."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT * FROM access.hats()")
        return [
            Hat(id_, title_fr if language.startswith("fr") else title_en, *rest)
            for id_, title_en, title_fr, *rest in cursor.fetchall()
        ]
