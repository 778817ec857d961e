"""Putting what was read from a file into the sections of a strategy: no word is dropped on the way."""

from dataclasses import dataclass
from textwrap import shorten
from uuid import UUID

from django.db.models import Max

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from strategies.documents.clean import plain, words
from strategies.documents.imported import ImportedBlock, ImportedDocument
from strategies.documents.outline import match_section
from strategies.domain import wording
from strategies.enums.text import SectionState
from strategies.models import Block, BlockHistory, Section, Strategy
from strategies.queries.signatures import Signature, signature
from strategies.queries.strategies import sections_of


@dataclass(frozen=True)
class Placed:
    """What became of a file: how many words and blocks stand in the text, and what found no place of its own."""

    words: int
    blocks: int
    unplaced: list[dict[str, str]]


def place(actor: Actor, strategy: Strategy, document: ImportedDocument) -> Placed:
    """Write every block into the section that its heading means, or into one of the file's own.

    A heading that is not word for word the title of its section stays as a block of it.
    """
    desk = _Desk(actor, strategy)
    top = dividing_level(document)
    for block in document.blocks:
        if block.level and block.level == top:
            desk.turn_to(block)
        else:
            desk.write(block)
    desk.finish()
    count = sum(len(words(html)) for block in desk.blocks for html in (block.html, *block.notes))
    unplaced = [{"kind": one.kind, "text": one.text, "where": one.where} for one in document.unplaced]
    return Placed(count + desk.title_words, len(desk.blocks), unplaced)


def dividing_level(document: ImportedDocument) -> int:
    """The level of heading that divides the file: the widest that stands twice and names a known section.

    A title above everything stands once, and the headings of a chapter would tear it apart.
    """
    headings = [section for section in document.sections if section.level]
    levels = sorted({section.level for section in headings})
    twice = [level for level in levels if sum(one.level == level for one in headings) > 1]
    known = [level for level in twice if any(match_section(one.title) for one in headings if one.level == level)]
    return next(iter(known or twice or levels), 0)


class _Desk:
    """Where a file is taken apart: the open section, and what goes into it."""

    def __init__(self, actor: Actor, strategy: Strategy) -> None:
        self.actor, self.strategy = actor, strategy
        self.who: Signature = signature(actor, strategy.language)
        self.moment = now()
        self.sections = list(sections_of(actor, strategy))
        self.made: list[Section] = []
        self.known = {section.code: section for section in self.sections if section.code != "own"}
        self.positions: dict[UUID, int] = {}
        self.blocks: list[Block] = []
        self.open: Section | None = None
        self.title_words = 0

    def turn_to(self, heading: ImportedBlock) -> None:
        """Open the section that this heading means, or a new one under its words."""
        title = " ".join(plain(heading.html).split())
        code = match_section(title)
        if code in self.known:
            self.open = self.known[code]
        else:
            self.open = self._new(shorten(title, 200, placeholder="…"))
        if self.open.title == title and not heading.notes:
            self.title_words += len(title.split())
        else:
            self.write(heading)

    def write(self, block: ImportedBlock) -> None:
        """Add a block to the open section; what stands before the first heading gets a section of its own."""
        if self.open is None:
            self.open = self._new("Avant-propos" if self.strategy.language == "fr" else "Front matter")
        notes = [wording.formatted(note) for note in block.notes]
        self.blocks.append(
            Block(
                compartment_id=self.strategy.compartment_id,
                section=self.open,
                position=self._next_position(self.open),
                kind=block.kind,
                html=wording.formatted(block.html),
                notes=notes,
                edited_at=self.moment,
                **self.who.as_fields("edited_by"),
            )
        )

    def finish(self) -> None:
        """Write everything that was gathered, the sections in the order of the page."""
        rows = Section.objects.visible_to(self.actor)
        for place, section in enumerate(self.sections, start=1):
            if section.position != place * 10:
                rows.filter(pk=section.pk).update(position=place * 10)
        Block.objects.bulk_create(self.blocks, batch_size=500)
        BlockHistory.objects.bulk_create([self._history(block) for block in self.blocks], batch_size=500)
        rows.filter(pk__in={block.section_id for block in self.blocks}).update(state=SectionState.DRAFTING)

    def _new(self, title: str) -> Section:
        """A section of the file's own, after the open one and what the file put there already."""
        place = self.sections.index(self.open) + 1 if self.open else 0
        while place < len(self.sections) and self.sections[place] in self.made:
            place += 1
        section = Section.objects.create(
            compartment_id=self.strategy.compartment_id, strategy=self.strategy, code="own", title=title, position=0
        )
        self.sections.insert(place, section)
        self.made.append(section)
        return section

    def _next_position(self, section: Section) -> int:
        if section.pk not in self.positions:
            rows = Block.objects.visible_to(self.actor).filter(section=section)
            self.positions[section.pk] = rows.aggregate(last=Max("position"))["last"] or 0
        self.positions[section.pk] += 10
        return self.positions[section.pk]

    def _history(self, block: Block) -> BlockHistory:
        return BlockHistory(
            compartment_id=block.compartment_id,
            block=block,
            version=1,
            html=block.html,
            notes=block.notes,
            at=self.moment,
            post_id=self.who.post_id,
            post_title=self.who.post_title,
            person_id=self.who.person_id,
            person_name=self.who.person_name,
        )
