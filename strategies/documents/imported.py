"""What was read from a Word file: every word of it is in a section, a block, a footnote, or listed as unplaced."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from strategies.documents.clean import plain, words

HEADING, PARAGRAPH, LIST, TABLE = "heading", "paragraph", "list", "table"

KINDS = {
    "header": pgettext_lazy("unplaced", "Page header"),
    "footer": pgettext_lazy("unplaced", "Page footer"),
    "text_box": pgettext_lazy("unplaced", "Text box"),
    "comment": pgettext_lazy("unplaced", "Comment in the margin"),
    "deleted": pgettext_lazy("unplaced", "Struck out as a tracked change"),
    "moved": pgettext_lazy("unplaced", "Old place of moved text"),
    "hidden": pgettext_lazy("unplaced", "Hidden text"),
    "note": pgettext_lazy("unplaced", "Footnote without a sign in the text"),
    "drawing": pgettext_lazy("unplaced", "Words in a drawing or chart"),
    "image": pgettext_lazy("unplaced", "Picture"),
    "object": pgettext_lazy("unplaced", "Embedded file"),
    "macro": pgettext_lazy("unplaced", "Macro, a program: left out"),
    "link": pgettext_lazy("unplaced", "Link to something outside the file"),
    "symbol": pgettext_lazy("unplaced", "Sign of a special font"),
    "invisible": pgettext_lazy("unplaced", "Invisible character"),
}
# The text of these is a description, not words of the document.
DESCRIBED = {"image", "object", "macro", "link", "symbol", "invisible"}


@dataclass(frozen=True)
class Unplaced:
    """Something that has no place in a text of blocks. `where` is the heading it stood under, or empty."""

    kind: str
    text: str
    where: str = ""

    @property
    def holds_words(self) -> bool:
        return self.kind not in DESCRIBED

    def __str__(self) -> str:
        values = {"kind": KINDS[self.kind], "where": self.where, "text": self.text or "–"}
        return (_("%(kind)s (under “%(where)s”): %(text)s") if self.where else _("%(kind)s: %(text)s")) % values


@dataclass(frozen=True)
class ImportedBlock:
    """A heading, paragraph, list or table as clean html; `<sup data-note="2">` points at the second of `notes`."""

    kind: str
    html: str
    notes: list[str] = field(default_factory=list)
    level: int = 0

    @property
    def words(self) -> list[str]:
        return [*words(self.html), *(word for note in self.notes for word in words(note))]


@dataclass(frozen=True)
class ImportedSection:
    """A heading and what stands under it up to the next heading; the first may have none (level 0)."""

    heading: ImportedBlock | None
    blocks: list[ImportedBlock] = field(default_factory=list)

    @property
    def level(self) -> int:
        return self.heading.level if self.heading else 0

    @property
    def title(self) -> str:
        return " ".join(plain(self.heading.html).split()) if self.heading else ""


@dataclass(frozen=True)
class ImportedDocument:
    """A whole file as read."""

    sections: list[ImportedSection]
    unplaced: list[Unplaced]

    @property
    def blocks(self) -> list[ImportedBlock]:
        """All blocks in order, headings among them."""
        return [
            one for section in self.sections for one in ([section.heading] if section.heading else []) + section.blocks
        ]

    @property
    def footnotes(self) -> list[str]:
        return [note for block in self.blocks for note in block.notes]

    def words(self) -> Iterator[str]:
        """Every word: those of the blocks with their footnotes in order, then those that have no place."""
        for block in self.blocks:
            yield from block.words
        for one in self.unplaced:
            if one.holds_words:
                yield from one.text.split()

    @property
    def word_count(self) -> int:
        return sum(1 for _word in self.words())
