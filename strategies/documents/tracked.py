"""A suggested text as a tracked change: the quoted words struck, the suggested ones set beside them."""

import copy
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

Node = Any  # of lxml and python-docx, which bring no types

DEL, INS = qn("w:del"), qn("w:ins")


def is_tracked(runs: Sequence[Node]) -> bool:
    """Whether somebody's change stands on any of these runs already; a second one would say two things at once."""
    return any(run.getparent().tag in (DEL, INS) for run in runs)


def outermost(run: Node) -> Node:
    """The run, or the change that it stands in."""
    while run.getparent().tag in (DEL, INS):
        run = run.getparent()
    return run


def propose(runs: Sequence[Node], text: str, *, author: str, at: datetime, ids: Iterator[int]) -> tuple[Node, Node]:
    """Strike these runs of one line and set `text` after them. Returns the first and the last of what was made."""
    struck: list[Node] = []
    for run in runs:
        if not struck or struck[-1].getnext() is not run:
            struck.append(_change("w:del", author, at, ids))
            run.addprevious(struck[-1])
        struck[-1].append(run)
        for part in run.findall(qn("w:t")):
            part.tag = qn("w:delText")
    added = _change("w:ins", author, at, ids)
    added.append(_run(text, runs[0].find(qn("w:rPr"))))
    struck[-1].addnext(added)
    return struck[0], added


def _change(name: str, author: str, at: datetime, ids: Iterator[int]) -> Node:
    change = OxmlElement(name)
    change.set(qn("w:id"), str(next(ids)))
    change.set(qn("w:author"), author)
    change.set(qn("w:date"), at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    return change


def _run(text: str, looks: Node | None) -> Node:
    run = OxmlElement("w:r")
    if looks is not None:
        run.append(copy.deepcopy(looks))
    for number, line in enumerate(text.splitlines()):
        if number:
            run.append(OxmlElement("w:br"))
        part = OxmlElement("w:t")
        part.text = line
        part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(part)
    return run
