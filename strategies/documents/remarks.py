"""Comments and suggestions in a Word file, beside the words that they speak of."""

import copy
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from docx.comments import Comment
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from strategies.documents.tracked import INS, is_tracked, outermost, propose

Node = Any  # of lxml and python-docx, which bring no types


@dataclass(frozen=True)
class Remark:
    """What somebody said about a block: under the attribution that was released, never under another name.

    An open suggestion carries the text it proposes; `spelled` is the comment that says it in words, for where
    it cannot be drawn on the quoted ones.
    """

    block: str
    author: str
    words: str
    at: datetime
    quote: str = ""
    suggestion: str = ""
    spelled: str = ""


def attach(document: Node, elements: Sequence[Node], remarks: Iterable[Remark], ids: Iterator[int]) -> list[Remark]:
    """Put each remark beside its quoted words in `elements`, or beside their first words where the quote is gone.

    An open suggestion strikes its quoted words and sets its own beside them. Returns the remarks for which there
    are no words at all.
    """
    left = []
    for remark in sorted(remarks, key=lambda one: bool(one.suggestion)):
        runs = _quoted(elements, remark.quote)
        if runs and remark.suggestion and not is_tracked(runs):
            ends = propose(runs, remark.suggestion, author=remark.author, at=remark.at, ids=ids)
            _comment(document, ends, remark, remark.words)
        elif runs := runs or _first(elements):
            _comment(document, (outermost(runs[0]), outermost(runs[-1])), remark, remark.spelled or remark.words)
        else:
            left.append(remark)
    return left


def _comment(document: Node, around: tuple[Node, Node], remark: Remark, words: str) -> None:
    number = _written(document.comments, remark, words)
    start, end, sign = (_numbered(name, number) for name in _MARKS)
    around[0].addprevious(start)
    around[1].addnext(end)
    run = OxmlElement("w:r")
    run.append(sign)
    end.addnext(run)


def _written(comments: Node, remark: Remark, words: str) -> int:
    """A comment more; its number. The library finds one by reading all others: minutes for thousands of them."""
    made = parse_xml(_EMPTY)
    comments._comments_elm.append(made)
    before = made.getprevious()
    made.id = 0 if before is None else before.id + 1
    made.author, made.initials = remark.author, _initials(remark.author)
    made.date = remark.at.astimezone(UTC).replace(microsecond=0)
    comment, (first, *others) = Comment(made, comments._comments_part), words.split("\n")
    comment.paragraphs[0].add_run(first)
    for line in others:
        comment.add_paragraph(text=line)
    return int(made.id)


_EMPTY = (
    f'<w:comment {nsdecls("w")} w:id="0" w:author=""><w:p><w:pPr><w:pStyle w:val="CommentText"/></w:pPr>'
    '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r></w:p></w:comment>'
)
_MARKS = ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")


def _numbered(name: str, number: int) -> Node:
    mark = OxmlElement(name)
    mark.set(qn("w:id"), str(number))
    return mark


def _initials(author: str) -> str:
    return "".join(word[0] for word in author.split()[:3]).upper()


def _first(elements: Sequence[Node]) -> list[Node]:
    """The runs of the first line that has words."""
    lines = (_runs(line) for element in elements for line in element.iter(qn("w:p")))
    return next((runs for runs in lines if runs), [])


def _runs(line: Node) -> list[Node]:
    """The runs with words of the text itself, struck or not; what is only suggested is no part of it."""
    return [run for run in line.iter(qn("w:r")) if _text(run) and run.getparent().tag != INS]


def _parts(run: Node) -> list[Node]:
    return [part for part in run if part.tag in (qn("w:t"), qn("w:delText"))]


def _text(run: Node) -> str:
    return "".join(part.text or "" for part in _parts(run))


def _flat(text: str) -> str:
    return "".join(" " if letter.isspace() else letter for letter in text)


def _quoted(elements: Sequence[Node], quote: str) -> list[Node]:
    """The runs that hold exactly the quote, cut out of their neighbours; none where it stands in no line."""
    wanted = " ".join(quote.split())
    if not wanted:
        return []
    for element in elements:
        for line in element.iter(qn("w:p")):
            runs = _runs(line)
            start = _flat("".join(_text(run) for run in runs)).find(wanted)
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
    first, *others = _parts(run)
    for other in others:
        run.remove(other)
    first.text = text
    first.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
