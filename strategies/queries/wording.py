"""Where the words of a strategy mix up the mission and humanitarians."""

from collections.abc import Iterator
from dataclasses import dataclass

from pocplan.access.actor import Actor
from pocplan.wording.engine.rules import Finding, check
from pocplan.wording.engine.shipped import LANGUAGES, shipped, told
from strategies.documents.markup import words
from strategies.models import Block, Section, Strategy
from strategies.queries.strategies import blocks_of_section

AROUND = 90


@dataclass(frozen=True)
class Marked:
    """A finding with the words around it and the block where it stands."""

    section: Section
    block: Block
    title: str
    before: str
    after: str
    finding: Finding


def findings_in(actor: Actor, strategy: Strategy, section: Section, reader: str) -> list[Marked]:
    """What the distinction check finds in one section and its footnotes, reasons in the reader's language.

    One section at a time: checking takes time with the length, and nobody waits for a document of 300 pages.
    """
    return [
        marked
        for block in blocks_of_section(actor, section)
        for html in (block.html, *block.notes)
        for marked in _marked(section, block, words(html), strategy.language, reader)
    ]


def _marked(section: Section, block: Block, text: str, language: str, reader: str) -> Iterator[Marked]:
    if language not in LANGUAGES:
        return
    for finding in check(text, shipped(language, reader)):
        before, after = text[max(0, finding.start - AROUND) : finding.start], text[finding.end : finding.end + AROUND]
        yield Marked(section, block, told(finding.rule, "title", reader), before, after, finding)
