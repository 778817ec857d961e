"""In which direction and language a passage is read, told to Word, to pages and to paper where it is not the text's."""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from unicodedata import bidirectional, name

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.run import Run
from lxml import etree
from lxml import html as markup

from pocplan.wording.engine.languages import spoken_in
from strategies.documents.voices import KNOWN, LEFTWARD

Node = Any  # of lxml and python-docx, which bring no types

_LINES = ("p", "li", "blockquote", "caption", "td", "th", "table", "h2", "h3", "h4", "h5", "h6")
_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_VOICES = {"ARABIC": "ar", "HEBREW": "he", "SYRIAC": "syr", "THAANA": "dv", "NKO": "nqo", "ADLAM": "ff"}
WORD_CODES = {"fr": "fr-FR", "en": "en-GB", "ar": "ar-SA"}
_AFTER_BIDI = (
    "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents",
    "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl",
    "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
)  # fmt: skip


def runs_leftward(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    strong = (kind for kind in map(bidirectional, text) if kind in ("L", "R", "AL"))
    return next(strong, "L") != "L"


def language_of_script(text: str) -> str:
    """The language that a text which runs from right to left is read aloud in, by its script; empty for others.

    A script is not a language, but a voice for Arabic reads Arabic letters, and one for English leaves them out.
    """
    letter = next((sign for sign in text if bidirectional(sign) in ("L", "R", "AL")), "")
    return _VOICES.get(name(letter, "").partition(" ")[0], "") if runs_leftward(letter) else ""


def turn_lines(tree: Node) -> None:
    """Say of each line of html its direction and its language, where its letters run from right to left.

    What was set for it, or for what it stands in, wins over its letters.
    """
    for line in tree.iter(*_LINES):
        text = "".join(line.itertext())
        said = next((one.get("lang") for one in (line, *line.iterancestors()) if one.get("lang")), "")
        leftward = runs_leftward(text)
        if said in LEFTWARD or (leftward and said not in KNOWN):
            line.set("dir", "rtl")
            language = said or language_of_script(text)
            if language:
                line.set("lang", language)
        elif leftward:
            line.set("dir", "ltr")  # somebody said so of a line that begins with a name in other letters
    for one in tree.iter("ul", "ol"):
        if len(one) and all(item.get("dir") == "rtl" for item in one):
            one.set("dir", "rtl")  # its signs stand where its lines begin


def turned(html: str) -> str:
    """The same of cleaned html; a text without such letters costs nothing."""
    if not _LEFTWARD.search(html) and not any(f' lang="{one}"' in html for one in LEFTWARD):
        return html
    tree = markup.fragment_fromstring(html, create_parent="div")
    turn_lines(tree)
    return str(etree.tostring(tree, encoding="unicode", method="html"))[len("<div>") : -len("</div>")]


def turn(elements: Iterable[Node], language: str = "", said: Mapping[Node, str] | None = None) -> None:
    """Say of each line and each run in `elements` that it runs from right to left where its letters do.

    Of a line that is clearly in another language than the text's, say which, for a voice and for the spelling;
    `said` has the lines whose language was set, which wins over their words and letters.
    """
    for element in elements:
        for line in element.iter(qn("w:p")):
            if said and line in said:
                _set_line(line, said[line])
            else:
                _turn_line(line, language)


def _set_line(line: Node, language: str) -> None:
    """Also where it is the text's own: so the file tells it when it comes back."""
    leftward = language in LEFTWARD
    for element in line.iter(qn("w:r")):
        run = Run(element, None)  # type: ignore[arg-type]
        _speak(run, language)
        if leftward:
            run.font.rtl = True
    if leftward:
        _lead_leftward(line)


def _lead_leftward(line: Node) -> None:
    line.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)


def _turn_line(line: Node, language: str) -> None:
    runs = [Run(run, None) for run in line.iter(qn("w:r"))]  # type: ignore[arg-type]
    spoken = spoken_in("".join(run.text for run in runs), language) if language else ""
    for run in runs if spoken != language else ():
        _speak(run, spoken)
    for run in runs:
        if runs_leftward(run.text):
            run.font.rtl = True
    if runs_leftward("".join(run.text for run in runs)):
        _lead_leftward(line)


def speak_in(document: Node, language: str) -> None:
    """Say of a whole Word file what its text is in: without it a screen reader reads French with an English voice."""
    for code in document.styles.element.iter(qn("w:lang")):
        code.set(qn("w:val"), WORD_CODES.get(language, "en-GB"))


def _speak(run: Run, language: str) -> None:
    code = OxmlElement("w:lang")
    code.set(qn("w:bidi" if language in LEFTWARD else "w:val"), WORD_CODES[language])
    run._r.get_or_add_rPr().insert_element_before(code, "w:eastAsianLayout", "w:specVanish", "w:oMath")
