"""Formatted text made harmless and even, and its bare words."""

import re
from html import unescape

import nh3
from django.utils.translation import gettext_lazy as _

from strategies.documents.errors import UnusableText
from strategies.documents.references import only_whole
from strategies.documents.voices import ON, known

LONGEST_BLOCK = 100_000
TURNS = 4
TAGS = {
    "p", "br", "strong", "em", "u", "s", "sup", "sub", "a", "ul", "ol", "li", "blockquote",
    "table", "thead", "tbody", "tr", "th", "td", "caption", "h2", "h3", "h4", "h5", "h6", "hr",
    "cite",
}  # fmt: skip
_OWN = {
    "a": {"href"},
    "ol": {"start", "type"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
    "sup": {"data-note"},
    "cite": {"data-ref"},
}
# Without "*" every element keeps a title, which nobody sees in print and no check reads, and any language.
ATTRIBUTES: dict[str, set[str]] = {"*": set(), **_OWN, **{tag: {"lang"} | _OWN.get(tag, set()) for tag in ON}}

# Controls but tab and line ends, directional overrides and isolates, halves of pairs, and what XML cannot hold.
HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
TAG = re.compile(r"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
NOTE_SIGN = re.compile(r'<sup data-note="([^"]*)">[^<]*</sup>')
_SAME = {"b": "strong", "i": "em", "strike": "s", "del": "s"}
_SAME_TAG = re.compile(r"<(/?)(b|i|strike|del)(?=[\s>])", re.IGNORECASE)
_STRANGE_END = re.compile(r"</(?:div|section|article|h1|dd|dt|dl|pre|figure|figcaption|tfoot|form)\s*>", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n]+")
_BLOCKS = "p|ul|ol|li|blockquote|table|thead|tbody|tr|th|td|caption|h[1-6]|hr|br"
BREAKS = re.compile(rf"</?(?:{_BLOCKS})\b[^>]*>")
_AROUND = re.compile(rf" ?(</?(?:{_BLOCKS})\b[^>]*>) ?")


def clean(html: str, *, limit: int = LONGEST_BLOCK, where: str = "") -> str:
    """Formatted text with nothing but TAGS, even spaces, and links that only lead outwards. Applying it twice is once.

    Raises UnusableText for what is too long or holds a character that readers do not see; `where` names the place.
    """
    check_characters(html, where=where)
    if len(html) > limit:
        raise UnusableText(
            _("%(where)s: a block holds %(limit)s characters and this has %(length)s. Divide it into several blocks."),
            where=where or _("This text"), limit=limit, length=len(html),
        )  # fmt: skip
    safe = _safe(html)
    # What is nested as no page may be is read in another order from its own cleaned text, so it is read again.
    for _turn in range(TURNS):
        again = _safe(safe)
        if again == safe:
            break
        safe = again
    # A character written as an entity is only itself once it was parsed.
    check_characters(safe, where=where)
    return safe


def _safe(html: str) -> str:
    named = _SAME_TAG.sub(lambda found: f"<{found[1]}{_SAME[found[2].lower()]}", html)
    safe = nh3.clean(
        _STRANGE_END.sub(lambda found: f"{found[0]} ", named),
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_settled,
        url_schemes={"https", "http", "mailto"},
        link_rel="noreferrer noopener",
    )
    return _even(only_whole(safe))


def _settled(tag: str, name: str, value: str) -> str | None:
    """A language is one of those that can be set, under its short name."""
    return (known(value) or None) if name == "lang" else value


def check_characters(text: str, *, where: str = "") -> None:
    """Raises UnusableText where a character is not shown, or would turn the reading direction of what follows."""
    found = HIDDEN.search(text)
    if not found:
        return
    near = plain(text[max(0, found.start() - 60) : found.start()])[-30:].strip()
    sentence = _TURNS if _DIRECTION.match(found.group()) else _UNSEEN
    raise UnusableText(sentence, where=where or _("This text"), near=near or "…", code=f"{ord(found.group()):04X}")


_TURNS = _(
    "%(where)s, after “%(near)s”: there is a character that turns the reading direction around without being seen "
    "(U+%(code)s). Delete it and type these words again."
)
_UNSEEN = _(
    "%(where)s, after “%(near)s”: there is a character that is not shown (U+%(code)s). Delete it and type these words "
    "again."
)


def plain(html: str) -> str:
    """The bare words of clean formatted text; blocks, cells and line breaks are lines. Footnote signs are no words."""
    lines = BREAKS.sub("\n", NOTE_SIGN.sub("", html))
    text = unescape(TAG.sub("", lines))
    return re.sub(r" *\n[ \n]*", "\n", text).strip(" \n")


def words(html: str) -> list[str]:
    """The words of clean formatted text, in order."""
    return plain(html).split()


def _even(html: str) -> str:
    return _AROUND.sub(r"\1", _SPACES.sub(" ", html)).strip(" ")
