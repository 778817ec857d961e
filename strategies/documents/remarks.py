"""Comments in a Word file, beside the words that they speak of."""

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from docx.oxml.ns import qn
from docx.text.run import Run

Node = Any  # of lxml and python-docx, which bring no types


@dataclass(frozen=True)
class Remark:
    """What somebody said about a block: under the attribution that was released, never under another name."""

    block: str
    author: str
    words: str
    at: datetime
    quote: str = ""


def attach(document: Node, elements: Sequence[Node], remarks: Iterable[Remark]) -> list[Remark]:
    """Put each remark beside its quoted words in `elements`, or beside their first words where the quote is gone.

    Returns those for which there are no words at all.
    """
    left = []
    for remark in remarks:
        runs = _quoted(elements, remark.quote) or _first(elements)
        if runs:
            _comment(document, runs, remark)
        else:
            left.append(remark)
    return left


def _comment(document: Node, runs: list[Node], remark: Remark) -> None:
    around = [Run(run, document) for run in (runs[0], runs[-1])]
    made = document.add_comment(around, text=remark.words, author=remark.author, initials=_initials(remark.author))
    made._comment_elm.date = remark.at.astimezone(UTC).replace(microsecond=0)


def _initials(author: str) -> str:
    return "".join(word[0] for word in author.split()[:3]).upper()


def _first(elements: Sequence[Node]) -> list[Node]:
    """The runs of the first line that has words."""
    lines = (_runs(line) for element in elements for line in element.iter(qn("w:p")))
    return next((runs for runs in lines if runs), [])


def _runs(line: Node) -> list[Node]:
    return [run for run in line.iter(qn("w:r")) if _text(run)]


def _text(run: Node) -> str:
    return "".join(part.text or "" for part in run.findall(qn("w:t")))


def _quoted(elements: Sequence[Node], quote: str) -> list[Node]:
    """The runs that hold exactly the quote, cut out of their neighbours; none where it stands in no line."""
    wanted = " ".join(quote.split())
    if not wanted:
        return []
    for element in elements:
        for line in element.iter(qn("w:p")):
            runs = _runs(line)
            start = "".join(_text(run) for run in runs).find(wanted)
            if start >= 0:
                return _cut(runs, start, start + len(wanted))
    return []


def _cut(runs: list[Node], start: int, end: int) -> list[Node]:
    found, at = [], 0
    for run in runs:
        text = _text(run)
        low, high = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if low < high:
            found.append(_only(run, text, low, high))
    return found


def _only(run: Node, text: str, low: int, high: int) -> Node:
    """The run reduced to these characters; what stood before and after goes into copies beside it."""
    for part, after in ((text[:low], False), (text[high:], True)):
        if part:
            other = copy.deepcopy(run)
            _write(other, part)
            run.addnext(other) if after else run.addprevious(other)
    _write(run, text[low:high])
    return run


def _write(run: Node, text: str) -> None:
    first, *others = run.findall(qn("w:t"))
    for other in others:
        run.remove(other)
    first.text = text
    first.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
