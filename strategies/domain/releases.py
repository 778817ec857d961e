"""Releasing a version: a copy for another room, whose keys say nothing of the original."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.counters import next_number
from pocplan.access.errors import Refused
from pocplan.access.ids import new_id
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from strategies.documents.canonical import digest
from strategies.domain.identifying import demand_nobody_in_version
from strategies.enums.text import VersionState
from strategies.models import BlockAlias, ReleaseRow, Rendition, RenditionWithdrawal, Version
from strategies.queries.signatures import signature
from strategies.queries.snapshots import leaving
from strategies.queries.versions import renditions_in_room

# What a released header says; everything else in it stays where it is.
HEADER = ("reference", "title", "mission", "scope", "language", "classification", "sensitivity", "contact_unit")

# Whence a row is known, and which of two rows of one name is meant, is nobody else's matter.
STAYS = ("known_from_force", "signs")

Rows = dict[str, list[dict[str, Any]]]


@verb()
def release_version(*, actor: Actor, version: Version, room: int) -> Rendition:
    """A rendition of the version in a shared room the actor's side hosts; annexes stay where they are.

    The caller has the clearance of the Chief of Staff's delegate. The same version released to the
    same room again is the same rendition. Raises Refused for a withdrawn version, for one that names or
    locates somebody and for a text that the room has already, NotSeated for a room the actor does not write in.
    """
    if version.state == VersionState.WITHDRAWN:
        raise Refused(_("This version was withdrawn and is not released."))
    standing = ReleaseRow.objects.visible_to(actor).filter(version=version, target_compartment=room, withdrawn_at=None)
    released = standing.first()
    if released is not None:
        return Rendition.objects.visible_to(actor).get(pk=released.rendition_id)
    demand_nobody_in_version(version)
    rendition = _render(actor, version, room)
    _record(actor, version, rendition)
    return rendition


def _render(actor: Actor, version: Version, room: int) -> Rendition:
    header = {name: version.body["header"][name] for name in HEADER}
    sections = keyed_for_room(actor, version.compartment_id, room, version.body["sections"])
    content: dict[str, Any] = {"header": header, "sections": sections}
    shown = leaving(version.body.get("picture", {}))
    if shown:
        content["picture"] = _picture_for_room(actor, version.compartment_id, room, shown)
    hashed = digest(content)
    _demand_new(actor, room, hashed)
    return Rendition.objects.create(
        compartment_id=room,
        number=next_number(room, "rendition"),
        title=version.title,
        language=version.language,
        header=header,
        body=content,
        digest=hashed,
        delivered_at=now(),
    )


def _demand_new(actor: Actor, room: int, hashed: str) -> None:
    """A new number on the same words would tell the room that something changed which it does not read."""
    if renditions_in_room(actor, room).filter(digest=hashed).exists():
        raise Refused(_("This room has exactly this text already. Nothing that its readers read has changed."))


def _picture_for_room(actor: Actor, home: int, room: int, shown: Rows) -> Rows:
    keys = _aliases(actor, home, room, {UUID(row["key"]) for rows in shown.values() for row in rows})
    return {name: [{**row, "key": str(keys[UUID(row["key"])])} for row in rows] for name, rows in shown.items()}


def _record(actor: Actor, version: Version, rendition: Rendition) -> None:
    who = signature(actor, version.language)
    ReleaseRow.objects.create(
        compartment_id=version.compartment_id,
        version=version,
        target_compartment=rendition.compartment_id,
        rendition_id=rendition.pk,
        digest=rendition.digest,
        released_at=rendition.delivered_at,
        released_by_post_id=who.post_id,
        released_by_post_title=who.post_title,
        released_by_person_name=who.person_name,
    )
    tell(actor, version, "release_version", rendition=str(rendition.pk), digest=rendition.digest)
    tell(actor, rendition, "deliver", digest=rendition.digest)


def keyed_for_room(actor: Actor, home: int, room: int, sections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same sections under the keys that their parts have in the other room."""
    keys = _aliases(actor, home, room, _keys_in(sections))

    def renamed(item: dict[str, Any]) -> dict[str, Any]:
        kept = {name: value for name, value in item.items() if name not in STAYS}
        return {**kept, "key": str(keys[UUID(item["key"])])}

    return [
        {
            **renamed(section),
            "blocks": [renamed(block) for block in section["blocks"]],
            "rows": [renamed(row) for row in section["rows"]],
        }
        for section in sections
    ]


def _keys_in(sections: list[dict[str, Any]]) -> set[UUID]:
    parts = [item for section in sections for item in (section, *section["blocks"], *section["rows"])]
    return {UUID(part["key"]) for part in parts}


def _aliases(actor: Actor, home: int, room: int, wanted: set[UUID]) -> dict[UUID, UUID]:
    """One random key per block and room, the same at each later release."""
    rows = BlockAlias.objects.visible_in(actor, home).filter(target_compartment=room)
    known = dict(rows.filter(block_id__in=wanted).values_list("block_id", "key"))
    fresh = {block: new_id() for block in sorted(wanted - known.keys())}
    BlockAlias.objects.bulk_create(
        BlockAlias(compartment_id=home, target_compartment=room, block_id=block, key=key)
        for block, key in fresh.items()
    )
    return known | fresh


@verb({"rendition_withdrawn_once": _("This release is withdrawn already.")})
def withdraw_release(*, actor: Actor, release: ReleaseRow) -> None:
    """From now on the room finds nothing under that address; who has read it cannot unread it."""
    who = signature(actor, release.version.language)
    rendition = Rendition.objects.visible_to(actor).get(pk=release.rendition_id)
    RenditionWithdrawal.objects.create(compartment_id=rendition.compartment_id, rendition=rendition, at=now())
    ReleaseRow.objects.visible_to(actor).filter(pk=release.pk).update(
        withdrawn_at=now(), withdrawn_by_post_title=who.post_title
    )
    tell(actor, release, "withdraw_release")
    tell(actor, rendition, "withdrawn")
