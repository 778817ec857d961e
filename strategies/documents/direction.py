"""Lines that run from right to left, told to Word, which does not see it by itself."""

from collections.abc import Iterable
from typing import Any
from unicodedata import bidirectional

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.run import Run

Node = Any  # of lxml and python-docx, which bring no types

_AFTER_BIDI = (
    "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents",
    "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl",
    "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
)  # fmt: skip


def runs_leftward(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    strong = (kind for kind in map(bidirectional, text) if kind in ("L", "R", "AL"))
    return next(strong, "L") != "L"


def turn(elements: Iterable[Node]) -> None:
    """Say of each line and each run in `elements` that it runs from right to left where its letters do."""
    for element in elements:
        for line in element.iter(qn("w:p")):
            _turn_line(line)


def _turn_line(line: Node) -> None:
    runs = [Run(run, None) for run in line.iter(qn("w:r"))]  # type: ignore[arg-type]
    for run in runs:
        if runs_leftward(run.text):
            run.font.rtl = True
    if runs_leftward("".join(run.text for run in runs)):
        line.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)
