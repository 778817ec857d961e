"""Formatted text as people type it in a plain field, and back: paragraphs, *emphasis*, lists, tables, [^1] footnotes.

Drafting works without a script, so every block has this second form. What it has no sign for
(underlining, joined cells) stays as a tag, and nothing that was typed disappears on the way back.
"""

import re
from html import escape, unescape
from html.parser import HTMLParser
from typing import Any

from markdown_it import MarkdownIt

from strategies.documents.references import REF, coded
from strategies.documents.voices import KNOWN, parts

_KNOWN = "cite|p|br|u|s|sup|sub|a|ul|ol|li|table|thead|tbody|tr|th|td|caption|blockquote|strong|em|h[2-6]|hr"
_STRANGE_TAG = re.compile(rf"<(?!/?(?:{_KNOWN})\b[^<>]*>)", re.I)
_NOTE_LINE = re.compile(r"^\[\^(\d{1,3})\]:[ \t]*(.*)$", re.M)
_NOTE_SIGN = re.compile(r"\[\^(\d{1,3})\]")
_NOTE_TAG = re.compile(r'<sup data-note="(\d{1,3})">[^<]*</sup>')
# Tables without joined cells are typed with bars; in those without a head the first line stays blank.
_SIMPLE_TABLE = re.compile(r"<table>(?:(?!<table|colspan|rowspan|<caption|<[uo]l| lang=).)*?</table>", re.S)
_NO_HEAD = re.compile(r"<table>\s*<thead>\s*<tr>(?:\s*<th></th>)+\s*</tr>\s*</thead>")
_ROW, _CELL = re.compile(r"<tr[^>]*>(.*?)</tr>", re.S), re.compile(r"<t([hd])[^>]*>(.*?)</t[hd]>", re.S)
_HELD = re.compile("\ue000(\\d+)\ue001")
_PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_SPECIAL = re.compile(r"([\\`*_\[\]|~])")
_LINE_START = re.compile(r"^(\s*)([#>+-]|\d+(?=[.)]\s))", re.M)
_MARKS = {"strong": "**", "em": "*"}
_INLINE = re.compile(r"</?(?:strong|em|b|i|u|s|sup|sub|a|cite|span)\b[^<>]*>")
# "[words](activity:key)" is how a reference is typed; [[A3]] is a shorter way to type a new one.
_LED = re.compile(rf'<a href="({REF})"[^>]*>(.*?)</a>', re.S)
# "{fr} " at the beginning of a paragraph, a heading, a list item or a cell sets its language.
_VOICE = re.compile(rf"<(p|li|h[2-6]|td|th)>\s*\{{({'|'.join(KNOWN)})\}}\s*")
BETWEEN = "\n\n"  # of paragraphs and cells that are read aloud one after the other
_KEPT = {"u", "s", "sup", "sub"}


def to_html(text: str) -> tuple[str, list[str]]:
    """Typed text as (html, footnotes). The html still has to be cleaned by wording.formatted()."""
    text = coded(text)
    notes = [_inline(body.strip()) for _, body in _NOTE_LINE.findall(text)]
    text = _NOTE_LINE.sub("", text.replace("\r\n", "\n"))
    html = _PARSER.render(_STRANGE_TAG.sub("&lt;", text))
    html = _VOICE.sub(r'<\1 lang="\2">', _NO_HEAD.sub("<table>", html))
    return _signs(html).strip(), notes


def to_text(html: str, notes: list[str] | None = None) -> str:
    """Formatted text as people type it, with its footnotes as lines at the end."""
    tables: list[str] = []

    def aside(found: re.Match[str]) -> str:
        tables.append(_table_text(found.group()))
        return f"<hold>{len(tables) - 1}</hold>"

    writer = _Writer()
    writer.feed(_SIMPLE_TABLE.sub(aside, _NOTE_TAG.sub(r"[^\1]", html)))
    writer.close()
    written = _HELD.sub(lambda found: f"\n\n{tables[int(found.group(1))]}\n\n", writer.text()).strip()
    lines = [f"[^{number}]: {to_text(note)}" for number, note in enumerate(notes or [], start=1)]
    return "\n\n".join(part for part in (written, "\n".join(lines)) if part)


def words(html: str) -> str:
    """The bare words of formatted text, for counting and for marks beside them."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).strip()


def running(html: str) -> str:
    """Formatted text as it is read aloud: marks inside a word part nothing, paragraphs and cells part sentences."""
    return BETWEEN.join(text for _language, text in running_in(html))


def running_in(html: str) -> list[tuple[str, str]]:
    """The paragraphs and cells of it, each with the language that was set for it; empty where none was."""
    text = re.sub(r"<br\b[^<>]*>", " ", _INLINE.sub("", _NOTE_TAG.sub("", html)))
    found = ((language, re.sub(r"\s+", " ", unescape(part)).strip()) for language, part in parts(text))
    return [(language, part) for language, part in found if part]


def _table_text(html: str) -> str:
    rows = [_CELL.findall(row) for row in _ROW.findall(html)]
    width = max((len(row) for row in rows), default=0)
    headed = bool(rows) and all(kind == "h" for kind, _ in rows[0])
    lines = [[to_text(cell).replace("\\\n", "<br>").replace("\n\n", "<br>") for _, cell in row] for row in rows]
    lines = lines if headed else [[""] * width, *lines]
    lines.insert(1, ["---"] * width)
    return "\n".join("| " + " | ".join([*line, *[""] * (width - len(line))]) + " |" for line in lines)


def _inline(text: str) -> str:
    return _signs(_PARSER.renderInline(_STRANGE_TAG.sub("&lt;", text)))


def _signs(html: str) -> str:
    html = _LED.sub(lambda found: f'<cite data-ref="{found[1]}">{re.sub("<[^>]*>", "", found[2])}</cite>', html)
    return _NOTE_SIGN.sub(r'<sup data-note="\1">\1</sup>', html)


class _Writer(HTMLParser):
    """Walks cleaned html once and writes the typed form."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._held = False
        self._lists: list[list[object]] = []
        self._raw = 0
        self._href: list[str] = []

    def text(self) -> str:
        return re.sub(r"\n{3,}", "\n\n", "".join(self._parts)).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table" or self._raw:
            self._raw += tag == "table"
            self._parts.append(self.get_starttag_text() or "")
            return
        handler = getattr(self, f"_open_{tag}", None)
        self._held = tag == "hold"
        if handler:
            handler(dict(attrs))
        elif tag in _MARKS:
            self._parts.append(_MARKS[tag])
        elif tag in _KEPT:
            self._parts.append(f"<{tag}>")
        elif re.fullmatch("h[2-6]", tag):
            self._parts.append("\n\n" + "#" * int(tag[1]) + " " + _voice(attrs))

    def handle_endtag(self, tag: str) -> None:
        if self._raw:
            self._parts.append(f"</{tag}>")
            self._raw -= tag == "table"
            if tag == "table" and not self._raw:
                self._parts.append("\n\n")
            return
        handler = getattr(self, f"_close_{tag}", None)
        if handler:
            handler()
        elif tag in _MARKS:
            self._parts.append(_MARKS[tag])
        elif tag in _KEPT:
            self._parts.append(f"</{tag}>")
        elif re.fullmatch("h[2-6]", tag):
            self._parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if self._held:
            self._parts.append(f"\ue000{data}\ue001")
            self._held = False
            return
        if self._raw:
            self._parts.append(escape(data, quote=False))
            return
        if self._lists or self._at_line_start():
            data = data.lstrip("\n")
        data = re.sub(r"\s*\n\s*", " ", data)
        self._parts.append(_escaped(data, at_start=self._at_line_start()))

    def _at_line_start(self) -> bool:
        return not self._parts or self._parts[-1].endswith(("\n", "- ", ". "))

    def _open_p(self, attrs: dict[str, str | None]) -> None:
        self._parts.append(_voice(attrs) if self._lists else f"\n\n{_voice(attrs)}")

    def _close_p(self) -> None:
        self._parts.append("" if self._lists else "\n\n")

    def _open_br(self, attrs: dict[str, str | None]) -> None:
        self._parts.append("\\\n" + "  " * len(self._lists))

    def _open_hr(self, attrs: dict[str, str | None]) -> None:
        self._parts.append("\n\n<hr>\n\n")

    def _open_blockquote(self, attrs: dict[str, str | None]) -> None:
        said = f' lang="{attrs["lang"]}"' if attrs.get("lang") else ""
        self._parts.append(f"\n\n<blockquote{said}>\n\n")

    def _close_blockquote(self) -> None:
        self._parts.append("\n\n</blockquote>\n\n")

    def _open_a(self, attrs: dict[str, str | None]) -> None:
        self._href.append(attrs.get("href") or "")
        self._parts.append("[")

    def _close_a(self) -> None:
        self._parts.append(f"]({self._href.pop() if self._href else ''})")

    def _open_cite(self, attrs: dict[str, str | None]) -> None:
        self._open_a({"href": attrs.get("data-ref")})

    _close_cite = _close_a

    def _open_ul(self, attrs: dict[str, str | None]) -> None:
        self._lists.append(["-", 0, _voice(attrs)])

    def _open_ol(self, attrs: dict[str, str | None]) -> None:
        start = attrs.get("start") or "1"
        self._lists.append([".", int(start) - 1 if start.isdigit() else 0, _voice(attrs)])

    def _close_ul(self) -> None:
        self._lists and self._lists.pop()
        if not self._lists:
            self._parts.append("\n\n")

    _close_ol = _close_ul

    def _open_li(self, attrs: dict[str, str | None]) -> None:
        if not self._lists:
            self._lists.append(["-", 0, ""])
        mark, count, voice = self._lists[-1]
        self._lists[-1][1] = int(str(count)) + 1
        sign = "- " if mark == "-" else f"{self._lists[-1][1]}. "
        indent = "".join("  " if one[0] == "-" else "   " for one in self._lists[:-1])
        self._parts.append(f"\n{indent}{sign}{_voice(attrs) or voice}")

    def _close_li(self) -> None:
        return


def _voice(attrs: Any) -> str:
    language = dict(attrs).get("lang")
    return f"{{{language}}} " if language else ""


def _escaped(data: str, *, at_start: bool) -> str:
    data = _SPECIAL.sub(r"\\\1", data)
    data = re.sub(r"\\\[\^(\d{1,3})\\\]", r"[^\1]", data)
    data = data.replace("&", "&amp;") if re.search(r"&#?\w+;", data) else data
    data = re.sub(rf"<(?=/?(?:{_KNOWN})\b)", "&lt;", data, flags=re.I)
    return _LINE_START.sub(_shield, data) if at_start else data


def _shield(found: re.Match[str]) -> str:
    space, sign = found.groups()
    return f"{space}\\{sign}" if not sign[0].isdigit() else f"{space}{sign}\\"
