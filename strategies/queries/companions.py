"""Companion documents, for the cluster whose they are, and the copies that it released for information."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from pocplan.access.actor import Actor
from strategies.models import (
    Block,
    Companion,
    CompanionCopy,
    CompanionCopyWithdrawal,
    CompanionRelease,
    CompanionSection,
    Request,
)
from strategies.queries.assembly import block_content
from strategies.queries.references import named_in, place_of_text
from strategies.queries.replies import requests_to


def companions_for(actor: Actor) -> QuerySet[Companion]:
    """The companion documents in the actor's own rooms, newest first."""
    return Companion.objects.visible_to(actor).filter(withdrawn_at=None).select_related("compartment")


def companion_for(actor: Actor, companion_id: UUID) -> Companion:
    """Raises Companion.DoesNotExist alike for hidden, absent and withdrawn."""
    return companions_for(actor).get(pk=companion_id)


def companions_beside(actor: Actor, request: Request) -> list[Companion]:
    """The own documents that were begun beside this text, whichever round asked about it."""
    return list(companions_for(actor).filter(beside=request.title, asked_by=request.asked_by))


def companion_sections_of(actor: Actor, companion: Companion) -> list[CompanionSection]:
    return list(CompanionSection.objects.visible_to(actor).filter(companion=companion, withdrawn_at=None))


def companion_section_for(actor: Actor, section_id: UUID) -> CompanionSection:
    """A section with its document. Raises CompanionSection.DoesNotExist."""
    rows = CompanionSection.objects.visible_to(actor).select_related("companion__compartment")
    return rows.get(pk=section_id, withdrawn_at=None, companion__withdrawn_at=None)


def blocks_of_companion_section(actor: Actor, section: CompanionSection) -> QuerySet[Block]:
    return Block.objects.visible_to(actor).filter(companion_section=section, withdrawn_at=None)


def blocks_of_companion(actor: Actor, companion: Companion) -> QuerySet[Block]:
    """What stands in it, whichever section."""
    rows = Block.objects.visible_to(actor).filter(companion_section__companion=companion, withdrawn_at=None)
    return rows.filter(companion_section__withdrawn_at=None).order_by("position", "id")


def companion_document_of(actor: Actor, companion: Companion) -> list[dict[str, Any]]:
    """The sections with their blocks, in the form that is hashed, in two queries."""
    rows = blocks_of_companion(actor, companion)
    blocks: dict[UUID | None, list[dict[str, Any]]] = {}
    names = named_in(actor, place_of_text(companion), rows)
    for block in rows:
        blocks.setdefault(block.companion_section_id, []).append(block_content(block, names))
    return [
        {"key": str(one.pk), "code": "own", "title": one.title, "blocks": blocks.get(one.pk, []), "rows": []}
        for one in companion_sections_of(actor, companion)
    ]


def companion_releases_of(actor: Actor, companion: Companion) -> list[CompanionRelease]:
    """What was prepared and released of it, newest first."""
    return list(CompanionRelease.objects.visible_to(actor).filter(companion=companion).defer("content"))


def companion_release_for(actor: Actor, release_id: UUID) -> CompanionRelease:
    """Raises CompanionRelease.DoesNotExist alike for hidden and absent."""
    return CompanionRelease.objects.visible_to(actor).select_related("companion").get(pk=release_id)


def asked_beside(actor: Actor, companion: Companion) -> list[Request]:
    """The requests on that text whose rooms the actor's body still writes in, the latest first."""
    mine = requests_to(actor).filter(title=companion.beside, asked_by=companion.asked_by, is_observer=False)
    return [one for one in mine.order_by("-opened_on", "id") if one.compartment_id in actor.writable]


def companion_copies(actor: Actor) -> QuerySet[CompanionCopy]:
    """The copies in rooms the actor reads that were not taken back."""
    gone = CompanionCopyWithdrawal.objects.visible_to(actor).values("copy_id")
    return CompanionCopy.objects.visible_to(actor).exclude(pk__in=gone)


def companion_copies_beside(actor: Actor, request: Request) -> list[CompanionCopy]:
    """What the body that was asked released beside its answer."""
    rows = companion_copies(actor).filter(compartment_id=request.compartment_id, request_ref=request.pk)
    return list(rows.defer("body"))


def companion_copy_for(actor: Actor, copy_id: UUID) -> CompanionCopy:
    """Raises CompanionCopy.DoesNotExist for hidden, absent and taken back."""
    return companion_copies(actor).get(pk=copy_id)
