"""What the Force told by name as each side finds it: its own releases in its room, and what was told to the reader."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from picture.models import GapRelease, Hotspot, ToldGap
from picture.queries.protection import posts_of_mission
from pocplan.access.actor import Actor
from pocplan.access.enums import Audience, OwnerKind, PostKind
from pocplan.access.models import Addressing, Owner

TELLING = (PostKind.FORCE_COMMANDER,)


@dataclass(frozen=True)
class Named:
    """Somebody who may be named: the coordination of a cluster of the exercise, or a post of the own mission."""

    key: str
    words: str
    is_body: bool
    owner_id: UUID
    audience: str = ""
    post_id: UUID | None = None

    def as_json(self) -> dict[str, Any]:
        return {"key": self.key, "words": self.words, "is_body": self.is_body}


def to_be_named(actor: Actor, hotspot: Hotspot) -> list[Named]:
    """Clusters that the exercise is addressed to, by their coordination, and posts of the actor's own mission."""
    rows = Addressing.objects.filter(compartment_id=hotspot.compartment_id, ended_at=None)
    keys = rows.exclude(owner_id=actor.owner_id).values_list("owner_id", flat=True)
    clusters = Owner.objects.filter(pk__in=list(keys), kind=OwnerKind.CLUSTER).order_by("name")
    bodies = [Named(f"body:{one.pk}", one.name, True, one.pk, Audience.CLUSTER_LEAD) for one in clusters]
    posts = [post for post in posts_of_mission(actor) if post.pk != actor.post_id]
    return [*bodies, *(Named(f"post:{one.pk}", one.title_en, False, one.owner_id, post_id=one.pk) for one in posts)]


def told_to(actor: Actor) -> QuerySet[ToldGap]:
    """What was told to this actor by name and not taken back, the newest first."""
    return ToldGap.objects.visible_to(actor).filter(withdrawn_at=None)


def told_gap_for(actor: Actor, gap_id: UUID) -> ToldGap:
    """One of them. Raises ToldGap.DoesNotExist for hidden, absent and taken back alike."""
    return told_to(actor).get(pk=gap_id)


def gap_releases_of(actor: Actor, hotspot: Hotspot) -> QuerySet[GapRelease]:
    return GapRelease.objects.visible_to(actor).filter(hotspot_ref=hotspot.pk)


def gap_release_for(actor: Actor, release_id: UUID) -> GapRelease:
    """One release. Raises GapRelease.DoesNotExist for hidden and absent alike."""
    return GapRelease.objects.visible_to(actor).get(pk=release_id)
