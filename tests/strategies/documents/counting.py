"""The words of a Word file, found without our reader: a walk over its markup that knows only what a word is."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TEXTS = {W + "t", W + "delText", M + "t"}
SPACES = {W + "tab", W + "br", W + "cr", W + "ptab"}
PARTS = ("word/footnotes", "word/endnotes", "word/header", "word/footer", "word/comments.xml")
SKIPPED = {FALLBACK, W + "pPr", W + "rPr"}


def _walk(node: ElementTree.Element, story: list[str], outside: list[list[str]]) -> None:
    """The running text goes to `story`; text boxes and tracked deletions, which interrupt it, go to `outside`."""
    if node.tag in SKIPPED:
        return
    if node.tag in (W + "txbxContent", W + "del", W + "moveFrom"):
        story = []
        outside.append(story)
    if node.tag in TEXTS:
        story.append(node.text or "")
    elif node.tag in SPACES:
        story.append(" ")
    elif node.tag == W + "noBreakHyphen":
        story.append("\u2011")
    for child in node:
        _walk(child, story, outside)
    if node.tag == W + "p":
        story.append("\n")


def words_of_part(content: bytes) -> tuple[list[str], list[str]]:
    """(the running words in order, the words of text boxes and deletions)."""
    story: list[str] = []
    outside: list[list[str]] = []
    _walk(ElementTree.fromstring(content), story, outside)
    return "".join(story).split(), [word for one in outside for word in "".join(one).split()]


def parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(BytesIO(data)) as packed:
        for name in packed.namelist():
            if name == "word/document.xml" or (name.startswith(PARTS) and name.endswith(".xml")):
                yield name, packed.read(name)


def running_words(data: bytes) -> list[str]:
    return next(words_of_part(content)[0] for name, content in parts(data) if name == "word/document.xml")


def all_words(data: bytes) -> list[str]:
    return [word for _, content in parts(data) for found in words_of_part(content) for word in found]
