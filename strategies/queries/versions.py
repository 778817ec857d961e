"""Frozen versions, what was released from them, and what others received."""

from uuid import UUID

from django.db.models import QuerySet

from pocplan.access.actor import Actor
from strategies.models import (
    Annex,
    Clearance,
    FrozenRating,
    ReleaseRow,
    Rendition,
    RenditionWithdrawal,
    Strategy,
    Version,
    VersionAuthor,
    VersionPart,
)


def versions_of(actor: Actor, strategy: Strategy) -> QuerySet[Version]:
    """The versions of a strategy, newest first."""
    return Version.objects.visible_to(actor).filter(strategy=strategy)


def latest_version(actor: Actor, strategy: Strategy) -> Version | None:
    return versions_of(actor, strategy).first()


def version_for(actor: Actor, version_id: UUID) -> Version:
    """A version with its strategy. Raises Version.DoesNotExist alike for hidden and absent."""
    return Version.objects.visible_to(actor).select_related("strategy").get(pk=version_id)


def authors_of(actor: Actor, version: Version) -> list[VersionAuthor]:
    return list(VersionAuthor.objects.visible_to(actor).filter(version=version))


def parts_of(actor: Actor, version: Version) -> list[VersionPart]:
    """The frozen annexes that this actor reads."""
    rows = VersionPart.objects.visible_to(actor).filter(version_ref=version.pk)
    return list(rows.select_related("annex").order_by("annex__letter", "id"))


def ratings_in(actor: Actor, version: Version) -> QuerySet[FrozenRating]:
    """What sides said of its threats when it was frozen, as far as the seal is open to this reader."""
    return FrozenRating.objects.visible_to(actor).filter(version=version)


def releases_of(actor: Actor, version: Version) -> list[ReleaseRow]:
    return list(ReleaseRow.objects.visible_to(actor).filter(version=version))


def clearances_of(actor: Actor, version: Version) -> list[Clearance]:
    return list(Clearance.objects.visible_to(actor).filter(version=version))


def renditions_for(actor: Actor) -> QuerySet[Rendition]:
    """The texts shared with the actor that were not withdrawn, newest first."""
    gone = RenditionWithdrawal.objects.visible_to(actor).values("rendition_id")
    return Rendition.objects.visible_to(actor).exclude(pk__in=gone)


def rendition_for(actor: Actor, rendition_id: UUID) -> Rendition:
    """Raises Rendition.DoesNotExist for hidden, absent and withdrawn."""
    return renditions_for(actor).get(pk=rendition_id)


def renditions_in_room(actor: Actor, room: int) -> QuerySet[Rendition]:
    """What one room received, newest first: the versions that its readers can compare."""
    return renditions_for(actor).filter(compartment_id=room)


def clearance_for(actor: Actor, clearance_id: UUID) -> Clearance:
    """One asked clearance with its version and strategy. Raises Clearance.DoesNotExist."""
    return Clearance.objects.visible_to(actor).select_related("version__strategy").get(pk=clearance_id)


def asked_after(actor: Actor, clearance: Clearance) -> Clearance | None:
    """What the same component was asked about the latest of the versions that came after, if it was."""
    rows = Clearance.objects.visible_to(actor).select_related("version").order_by("-version__number")
    version = clearance.version
    return rows.filter(
        component=clearance.component, version__strategy=version.strategy_id, version__number__gt=version.number
    ).first()


def frozen_parts_of(actor: Actor, annex: Annex) -> list[VersionPart]:
    """Every frozen state of one annex, newest first."""
    return list(VersionPart.objects.visible_to(actor).filter(annex=annex).order_by("-number", "id"))
