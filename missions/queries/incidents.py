"""Incidents of one room at a time, newest first, by keyset: a page costs the same at ten rows and at a million."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from missions.enums.incidents import SourceType
from missions.models import Attribution, HeldText, Incident, IncidentSource, Judgement, Locality
from pocplan.access.actor import Actor

PER_PAGE = 50
NEEDED = 3  # independent types of source that make the threshold
# What a list may be narrowed by, and the field that it means. Nothing else is asked of the database.
NARROWING = {
    "kind": "kind",
    "source": "source",
    "admin1": "admin1_ref",
    "since": "happened_on__gte",
    "until": "happened_on__lte",
    "killed": "killed__gte",
}
IN_LISTS = (
    "pk", "happened_on", "happened_until", "day_precision", "kind", "source", "actor_said", "country", "admin1_ref",
    "place_said", "precision", "killed", "injured", "reference", "compartment",
)  # fmt: skip


@dataclass(frozen=True)
class Slice:
    """Some rows of a long list, and where the ones after them begin."""

    rows: list[Incident]
    after: str = ""


@dataclass(frozen=True)
class Account:
    """How an incident is known: sources as types and groups, the threshold, and who judged it."""

    sources: list[tuple[str, str]] = field(default_factory=list)
    independent: int = 0
    judgement: Judgement | None = None

    @property
    def threshold_met(self) -> bool:
        return self.independent >= NEEDED


def incidents_in(actor: Actor, room_id: int, asked: dict[str, Any], *, after: tuple[date, UUID] | None = None) -> Slice:
    """The next rows of a room that the actor reads, as narrowed by names of NARROWING."""
    narrowed = {
        NARROWING[name]: value for name, value in asked.items() if name in NARROWING and value not in ("", None)
    }
    rows = Incident.objects.visible_in(actor, room_id).filter(**narrowed).only(*IN_LISTS)
    if after:
        rows = rows.filter(happened_on__lte=after[0]).filter(Q(happened_on__lt=after[0]) | Q(pk__lt=after[1]))
    found = list(rows.order_by("-happened_on", "-id")[: PER_PAGE + 1])
    more = len(found) > PER_PAGE
    last = found[PER_PAGE - 1] if more else None
    return Slice(found[:PER_PAGE], f"{last.happened_on.isoformat()}~{last.pk}" if last else "")


def called(rows: QuerySet[Incident], reference: str) -> QuerySet[Incident]:
    """Those of these rows that bear this reference, as it is typed or in capitals or small letters.

    Equality of whole texts is what row security lets an index answer; of a part of one it would walk all rooms.
    """
    known = " ".join(reference.split())
    return rows.filter(reference__in=sorted({known, known.upper(), known.lower()}))


def marked(text: str) -> tuple[date, UUID] | None:
    """Where a page ended, as its mark says; None for what is no mark of ours."""
    day, _sign, key = text.partition("~")
    try:
        return date.fromisoformat(day), UUID(key)
    except ValueError:
        return None


def place_names(actor: Actor, keys: Iterable[UUID | None]) -> dict[UUID, str]:
    """Names of the places that these rows lie in."""
    wanted = sorted({key for key in keys if key is not None})
    return dict(Locality.objects.visible_to(actor).filter(pk__any=wanted).values_list("pk", "name"))


def incident_for(actor: Actor, incident_id: UUID) -> Incident:
    """One incident. Raises Incident.DoesNotExist for hidden and absent ones alike."""
    return Incident.objects.visible_to(actor).get(pk=incident_id)


def account_of(actor: Actor, incident: Incident) -> Account:
    """The set that it came from is one source; others were added by people."""
    rows = IncidentSource.objects.visible_to(actor).filter(incident=incident)
    sources = [(SourceType.DATA_SET.value, incident.source), *rows.values_list("kind", "group")]
    judgement = Judgement.objects.visible_to(actor).filter(incident=incident).first()
    return Account(sources, independent_types(sources), judgement)


def independent_types(sources: Iterable[tuple[str, str]]) -> int:
    """How many types of source stand for themselves: each by a group of its own, which no other type uses."""
    groups: dict[str, set[str]] = {}
    for kind, group in sources:
        groups.setdefault(kind, set()).add(group.strip().casefold())
    taken: dict[str, str] = {}
    return sum(_finds_group(kind, groups, taken, set()) for kind in groups)


def _finds_group(kind: str, groups: dict[str, set[str]], taken: dict[str, str], tried: set[str]) -> bool:
    """Kuhn's way of pairing: a group that is taken is asked for if its type can take another."""
    for group in sorted(groups[kind] - tried):
        tried.add(group)
        if group not in taken or _finds_group(taken[group], groups, taken, tried):
            taken[group] = kind
            return True
    return False


def attribution_of(actor: Actor, incident: Incident) -> Attribution | None:
    """Who reported it, for those who read the narrow room."""
    return Attribution.objects.visible_to(actor).filter(incident_ref=incident.pk).first()


def held_text_of(actor: Actor, incident: Incident) -> HeldText | None:
    """The text that waits for a look, for those who read the narrow room."""
    return HeldText.objects.visible_to(actor).filter(incident_ref=incident.pk, state="held").first()


def judgements_of(actor: Actor, incident: Incident) -> QuerySet[Judgement]:
    return Judgement.objects.visible_to(actor).filter(incident=incident)
