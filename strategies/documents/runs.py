"""One paragraph of a Word file as html: what is kept in the line, and what is laid aside with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from strategies.documents.clean import check_characters, plain
from strategies.documents.errors import UnusableFile, UnusableText
from strategies.documents.imported import Unplaced
from strategies.documents.ooxml import MC, A, Element, Looks, M, R, Relation, W, attribute, is_on

_TAGS = ("strong", "em", "u", "s", "sup", "sub")
_SWITCHES = (("b", "strong"), ("i", "em"), ("strike", "s"))
_STYLES = {"strong": "strong", "emphasis": "em"}
_SAFE_LINK = re.compile(r"(https?|mailto):", re.IGNORECASE)
# Zero-width byte order marks and old control characters come from conversions and mean nothing.
_JUNK = re.compile("[\ufeff\x7f-\x9f\ufffe\uffff]")
_SIGNS = {"F0B7": "•", "F0A7": "▪", "F0FC": "✓", "F0FE": "☑", "F0A8": "☐", "F06F": "☐", "F0D8": "➢", "F0E0": "→"}
_SKIPPED = {
    "pPr", "rPr", "instrText", "delInstrText", "fldChar", "lastRenderedPageBreak", "softHyphen", "footnoteRef",
    "endnoteRef", "annotationRef", "separator", "continuationSeparator", "commentReference", "sdtPr", "sdtEndPr",
    "rubyPr", "smartTagPr", "customXmlPr", "sectPr", "ffData",
}  # fmt: skip
_SPACES = {"tab", "ptab"}


@dataclass
class Aside:
    """Where everything goes that has no place in the text; `where` follows the headings."""

    items: list[Unplaced] = field(default_factory=list)
    where: str = ""

    def put(self, kind: str, text: str) -> None:
        text = " ".join(text.split())
        if text or kind in ("image", "object"):
            self.items.append(Unplaced(kind, text, self.where))


@dataclass
class Notes:
    """Footnotes and endnotes of a file, each given out once, with the block whose sign points at it."""

    texts: dict[tuple[str, str], Element] = field(default_factory=dict)
    used: set[tuple[str, str]] = field(default_factory=set)


@dataclass(frozen=True)
class Source:
    """What reading a paragraph needs to know of its part of the file."""

    looks: Looks
    relations: dict[str, Relation]
    aside: Aside
    notes: Notes
    habit: str = ""  # the language that most of its paragraphs say of themselves, and nobody chose


@dataclass(frozen=True)
class _Look:
    tags: tuple[str, ...] = ()
    link: str = ""


@dataclass
class Line:
    """A paragraph in the making. `signs` collects the html of the notes of its block, in order."""

    source: Source
    signs: list[str]
    spans: list[tuple[_Look, str]] = field(default_factory=list)
    bold: int = 0
    letters: int = 0

    def read(self, paragraph: Element) -> "Line":
        for child in paragraph:
            self._walk(child, _Look())
        return self

    @property
    def is_bold(self) -> bool:
        return self.letters > 0 and self.bold == self.letters

    def html(self) -> str:
        """Neighbours of one look share their tags; spaces alone carry none."""
        merged: list[tuple[_Look, str]] = []
        for look, text in self.spans:
            if merged and (merged[-1][0] == look or not text.strip()):
                merged[-1] = (merged[-1][0], merged[-1][1] + text)
            else:
                merged.append((look, text))
        html = "".join(_wrapped(look, text) for look, text in merged)
        return re.sub(r"[ \t\r\n]+", " ", html).strip()

    def text(self) -> str:
        return " ".join(plain(self.html()).split())

    def _walk(self, node: Element, look: _Look) -> None:
        name = _local(node)
        if name in _SKIPPED:
            return
        if node.tag == MC + "AlternateContent":
            for child in _chosen(node):
                self._walk(child, look)
        elif node.tag in _HANDLERS:
            _HANDLERS[node.tag](self, node, look)
        else:
            for child in node:
                self._walk(child, look)

    def _add(self, text: str, look: _Look) -> None:
        for found in _JUNK.findall(text):
            self.source.aside.put("invisible", f"U+{ord(found):04X}")
        text = _JUNK.sub("", text)
        try:
            check_characters(text, where=self.source.aside.where or "")
        except UnusableText as error:
            raise UnusableFile(str(error)) from error
        letters = len("".join(text.split()))
        self.letters, self.bold = self.letters + letters, self.bold + (letters if "strong" in look.tags else 0)
        self.spans.append((look, escape(text, quote=False)))

    def _run(self, node: Element, look: _Look) -> None:
        properties = node.find(W + "rPr")
        if self.source.looks.is_hidden(properties):
            self.source.aside.put("hidden", _bare(node))
            return
        for child in node:
            self._walk(child, _Look(_tags(properties), look.link))

    def _text(self, node: Element, look: _Look) -> None:
        self._add(node.text or "", look)

    def _space(self, node: Element, look: _Look) -> None:
        self._add(" ", look)

    def _hyphen(self, node: Element, look: _Look) -> None:
        self._add("\u2011", look)

    def _break(self, node: Element, look: _Look) -> None:
        is_line = attribute(node, "type") in (None, "textWrapping")
        self.spans.append((look, "<br>" if is_line else " "))

    def _symbol(self, node: Element, look: _Look) -> None:
        code = (attribute(node, "char") or "").upper()
        number = int(code, 16) if re.fullmatch(r"[0-9A-F]{2,5}", code) else 0
        if code in _SIGNS or 0x20 < number < 0xD800:
            self._add(_SIGNS.get(code) or chr(number), look)
        else:
            self.source.aside.put("symbol", f"{attribute(node, 'font') or ''} {code}")

    def _link(self, node: Element, look: _Look) -> None:
        relation = self.source.relations.get(node.get(R + "id", ""))
        target = relation.target if relation and relation.is_outside else ""
        for child in node:
            self._walk(child, _Look(look.tags, target if _SAFE_LINK.match(target) else ""))

    def _deleted(self, node: Element, look: _Look) -> None:
        self.source.aside.put("moved" if _local(node) == "moveFrom" else "deleted", _bare(node))

    def _note(self, node: Element, look: _Look) -> None:
        key = (_local(node).removesuffix("Reference"), attribute(node, "id") or "")
        note = self.source.notes.texts.get(key)
        if note is None or key in self.source.notes.used:
            return
        self.source.notes.used.add(key)
        lines = [Line(self.source, []).read(one).html() for one in paragraphs(note)]
        self.signs.append("<br>".join(one for one in lines if one))
        number = len(self.signs)
        self.spans.append((_Look(), f'<sup data-note="{number}">{number}</sup>'))

    def _drawing(self, node: Element, look: _Look) -> None:
        aside = self.source.aside
        for found in _outermost(node):
            if found.tag == W + "txbxContent":
                for one in paragraphs(found):
                    aside.put("text_box", Line(self.source, []).read(one).text())
            elif found.tag == A + "p":
                aside.put("drawing", "".join(one.text or "" for one in found.iter(A + "t")))
            elif _local(found) in ("pic", "imagedata"):
                aside.put("image", _described(node))
            else:
                aside.put("object", attribute(found, "ProgID") or found.get("ProgID") or "")


_HANDLERS = {
    W + "r": Line._run, W + "t": Line._text, M + "t": Line._text, W + "tab": Line._space, W + "ptab": Line._space,
    W + "noBreakHyphen": Line._hyphen, W + "br": Line._break, W + "cr": Line._break, W + "sym": Line._symbol,
    W + "hyperlink": Line._link, W + "del": Line._deleted, W + "moveFrom": Line._deleted,
    W + "footnoteReference": Line._note, W + "endnoteReference": Line._note,
    W + "drawing": Line._drawing, W + "pict": Line._drawing, W + "object": Line._drawing,
}  # fmt: skip


def paragraphs(node: Element) -> Iterator[Element]:
    """The paragraphs of a part in order, those of its tables too, those of text boxes inside them not."""
    for child in node:
        if child.tag == W + "p":
            yield child
        elif child.tag == MC + "AlternateContent":
            for chosen in _chosen(child):
                yield from [chosen] if chosen.tag == W + "p" else paragraphs(chosen)
        elif _local(child) not in _SKIPPED:
            yield from paragraphs(child)


def _outermost(node: Element) -> Iterator[Element]:
    """Text boxes, pictures, words and embedded files in a drawing; of two forms of one drawing only the first."""
    for child in node:
        if child.tag == MC + "AlternateContent":
            for chosen in _chosen(child):
                yield from [chosen] if _is_thing(chosen) else _outermost(chosen)
        elif _is_thing(child):
            yield child
        else:
            yield from _outermost(child)


def _is_thing(node: Element) -> bool:
    return node.tag in (W + "txbxContent", A + "p") or _local(node) in ("pic", "imagedata", "OLEObject")


def _chosen(alternative: Element) -> list[Element]:
    choice = alternative.find(MC + "Choice")
    chosen = choice if choice is not None else alternative.find(MC + "Fallback")
    return [] if chosen is None else list(chosen)


def _bare(node: Element) -> str:
    """The words of a node without looks; drawings inside count, their second form does not."""
    if node.tag in (W + "t", W + "delText", M + "t", A + "t"):
        return node.text or ""
    if node.tag in (W + "tab", W + "br", W + "cr", W + "ptab"):
        return " "
    if node.tag == W + "noBreakHyphen":
        return "\u2011"
    children = _chosen(node) if node.tag == MC + "AlternateContent" else list(node)
    text = "".join(_bare(child) for child in children if _local(child) not in _SKIPPED)
    return f" {text} " if node.tag in (W + "p", A + "p") else text


def _tags(properties: Element | None) -> tuple[str, ...]:
    if properties is None:
        return ()
    found = {tag for name, tag in _SWITCHES if is_on(properties, name)}
    if (attribute(properties.find(W + "u")) or "none") != "none":
        found.add("u")
    height = attribute(properties.find(W + "vertAlign")) or ""
    found |= {tag for word, tag in (("superscript", "sup"), ("subscript", "sub")) if word == height}
    style = (attribute(properties.find(W + "rStyle")) or "").lower()
    found |= {_STYLES[style]} if style in _STYLES else set()
    return tuple(tag for tag in _TAGS if tag in found)


def _wrapped(look: _Look, text: str) -> str:
    if not text.strip():
        return text
    for tag in reversed(look.tags):
        text = f"<{tag}>{text}</{tag}>"
    return f'<a href="{escape(look.link)}">{text}</a>' if look.link else text


def _described(drawing: Element) -> str:
    for one in drawing.iter():
        if _local(one) == "docPr":
            return one.get("descr") or one.get("title") or ""
        if _local(one) == "shape" and one.get("alt"):
            return one.get("alt") or ""
    return ""


def _local(node: Element) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
