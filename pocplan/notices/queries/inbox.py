"""The inbox of one hat: what was told, worded and linked as this reader sees it now."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from pocplan.access.actor import Actor
from pocplan.notices.models import Notice
from pocplan.notices.registry import find

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Told:
    """A notice whose subject this reader still sees."""

    notice: Notice
    sentence: "StrOrPromise"
    address: str


def notices_for(actor: Actor) -> QuerySet[Notice]:
    """What this hat was told, the latest first; the database gives nobody another's."""
    return Notice.objects.visible_to(actor).filter(person_id=actor.person_id).order_by("-at", "id")


def notice_for(actor: Actor, notice_id: UUID) -> Notice:
    """Raises Notice.DoesNotExist alike for another's, a hidden and an absent one."""
    return notices_for(actor).get(pk=notice_id)


def worded(actor: Actor, notices: Iterable[Notice]) -> list[Told]:
    """Those whose subject the reader still sees and still has to look at, in the same order."""
    rows = list(notices)
    standing = _standing(actor, rows)
    return [
        Told(row, code.sentence, reverse(code.url, args=[row.subject_id]))
        for row in rows
        if (row.code, row.subject_id) in standing and (code := find(row.code))
    ]


def still_to_tell(actor: Actor, mail_id: UUID) -> set[UUID]:
    """What a message would send this reader to, asked at the moment of sending."""
    rows = list(notices_for(actor).filter(mail_id=mail_id, read_at=None))
    return {subject for _, subject in _standing(actor, rows)}


def _standing(actor: Actor, rows: list[Notice]) -> set[tuple[str, UUID]]:
    """One query for each code among the rows."""
    ids: dict[str, set[UUID]] = defaultdict(set)
    for row in rows:
        ids[row.code].add(row.subject_id)
    found: set[tuple[str, UUID]] = set()
    for name, subjects in ids.items():
        code = find(name)
        found |= {(name, one) for one in code.standing(actor, subjects)} if code else set()
    return found
