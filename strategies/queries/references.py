"""What the references of a text lead to, and what a text may refer to: rows of the very room that the text lies in.

Who reads the text reads that room, so no name is told to anybody who could not read it where it stands.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from picture.enums.hotspots import HotspotState
from picture.enums.threats import ThreatState
from picture.models import Hotspot
from picture.models import Threat as PictureThreat
from pocplan.access.actor import Actor
from strategies.documents.references import (
    ACTIVITY,
    HOTSPOT,
    LETTERS,
    THREAT,
    parts,
    reference,
    refs_in,
    told,
    uncoded,
    words_of,
)
from strategies.models import Activity, Annex, Block, Companion, Strategy
from strategies.queries.rows import rows_of


@dataclass(frozen=True)
class Place:
    """Where a text lies: its room, and the strategy whose activities it may name."""

    room_id: int
    strategy: Strategy | None = None


@dataclass(frozen=True)
class Named:
    """A row that can be referred to, as it is called now. `note` says that it stands there no more."""

    ref: str
    name: str
    address: str
    code: str = ""
    note: str = ""
    is_enclave: bool = False

    @property
    def kind(self) -> str:
        return {ACTIVITY: _("Activity"), THREAT: _("Threat"), HOTSPOT: _("Hotspot")}[parts(self.ref)[0]]


def place_of_text(document: Strategy | Annex | Companion) -> Place:
    return Place(document.compartment_id, document if isinstance(document, Strategy) else None)


def place_of_block(block: Block) -> Place:
    return Place(block.compartment_id, block.section.strategy if block.section else None)


def named(actor: Actor, place: Place, refs: Iterable[str]) -> dict[str, Named]:
    """The rows of these references that lie in the text's room; the others are left out, whatever they are."""
    keys: dict[str, set[UUID]] = {}
    for ref in refs:
        kind, key = parts(ref)
        keys.setdefault(kind, set()).add(key)
    found: list[Named] = []
    if keys.get(ACTIVITY) and place.strategy:
        rows = Activity.objects.visible_to(actor).filter(strategy=place.strategy, lineage__in=keys[ACTIVITY])
        found += [named_activity(row, place.strategy) for row in rows]
    if keys.get(THREAT):
        found += [named_threat(row) for row in threats_in(actor, place).filter(pk__in=keys[THREAT])]
    if keys.get(HOTSPOT):
        found += [named_hotspot(row) for row in hotspots_in(actor, place).filter(pk__in=keys[HOTSPOT])]
    return {one.ref: one for one in found}


def named_in(actor: Actor, place: Place, blocks: Iterable[Block]) -> dict[str, Named]:
    """What these blocks and their footnotes refer to. No query where they refer to nothing."""
    return named(actor, place, refs_in(text for block in blocks for text in (block.html, *block.notes)))


def named_elsewhere(actor: Actor, place: Place, refs: Iterable[str]) -> str:
    """The name of one of these that the actor reads in another room than the text's; empty where there is none."""
    for kind, key in map(parts, sorted(refs)):
        row = None
        if kind == THREAT:
            row = PictureThreat.objects.visible_to(actor).filter(pk=key).exclude(compartment_id=place.room_id).first()
        elif kind == HOTSPOT:
            row = Hotspot.objects.visible_to(actor).filter(pk=key).exclude(compartment_id=place.room_id).first()
        if row is not None:
            return str(row)
    return ""


def coded(actor: Actor, place: Place, code: str) -> Named | None:
    """What a code means in this text now."""
    kind, number = LETTERS[code[0]], int(code[1:])
    if kind == ACTIVITY:
        return next((one for one in activities_in(actor, place) if one.code == code), None)
    if kind == THREAT:
        return next((named_threat(row) for row in threats_in(actor, place).filter(number=number)), None)
    return next((named_hotspot(row) for row in hotspots_in(actor, place).filter(number=number)), None)


def activities_in(actor: Actor, place: Place) -> list[Named]:
    """The activities that stand, each with its place in their order as its code."""
    strategy = place.strategy
    if strategy is None:
        return []
    rows = rows_of(actor, Activity, strategy)
    return [named_activity(row, strategy, f"A{number}") for number, row in enumerate(rows, start=1)]


def threats_in(actor: Actor, place: Place) -> QuerySet[PictureThreat]:
    return PictureThreat.objects.visible_in(actor, place.room_id)


def hotspots_in(actor: Actor, place: Place) -> QuerySet[Hotspot]:
    return Hotspot.objects.visible_in(actor, place.room_id)


def named_activity(row: Activity, strategy: Strategy, code: str = "") -> Named:
    here = "#activity" if row.withdrawn_at else f"?activity={row.pk}#row-{row.pk}"
    address = f"{reverse('strategies:activities', args=[strategy.pk])}{here}"
    note = _("taken out of the strategy") if row.withdrawn_at else ""
    return Named(f"{ACTIVITY}:{row.lineage}", row.title, address, code, note)


def named_threat(row: PictureThreat) -> Named:
    note = _("closed") if row.state == ThreatState.CLOSED else ""
    return Named(f"{THREAT}:{row.pk}", row.title, reverse("threats:detail", args=[row.pk]), f"T{row.number}", note)


def named_hotspot(row: Hotspot) -> Named:
    note = _("delisted") if row.state == HotspotState.DELISTED else ""
    note = _("an enclave by now: take its name out before others read this") if row.is_enclave else note
    address = reverse("hotspots:detail", args=[row.pk])
    return Named(f"{HOTSPOT}:{row.pk}", row.place_said, address, f"H{row.number}", note, row.is_enclave)


def written_on(actor: Actor, place: Place, texts: Sequence[str]) -> list[str]:
    """Texts to go on writing in: references with the names of today; what leads nowhere for this reader is words."""
    names = named(actor, place, refs_in(texts))
    return [_written_on(text, names) for text in texts]


def blocks_to_write(actor: Actor, place: Place, blocks: Sequence[Block]) -> Sequence[Block]:
    """The same for blocks, which are changed in memory alone."""
    names = named_in(actor, place, blocks)
    for block in blocks:
        block.html, *block.notes = (_written_on(text, names) for text in (block.html, *block.notes))
    return blocks


def _written_on(html: str, names: Mapping[str, Named]) -> str:
    def put(ref: str, words: str) -> str:
        return reference(ref, names[ref].name) if ref in names else words_of(words)

    return uncoded(told(html, put))


def spoken(html: str, names: Mapping[str, Named]) -> str:
    """The text as it is frozen and taken along: the names of today as words, and nothing that leads to a row."""
    return told(html, lambda ref, words: words_of(names[ref].name if ref in names else words))
