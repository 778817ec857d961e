"""The language that a writer set for a passage: an attribute of its element, kept wherever the text goes."""

import re
from collections.abc import Iterator

KNOWN = ("fr", "en", "ar")
LEFTWARD = ("ar",)
ON = ("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "table", "td", "th")
_TAG = re.compile(r"<(/?)([a-z]+[1-6]?)\b([^<>]*)>")
_SET = re.compile(r'\blang="([a-z]{2})"')
_EMPTY = ("hr", "br")


def known(code: str | None) -> str:
    """The language of a code like fr-FR, where it is one that can be set; empty for others."""
    language = (code or "").lower().partition("-")[0]
    return language if language in KNOWN else ""


def parts(html: str) -> Iterator[tuple[str, str]]:
    """The text between the tags of clean html, each with the language that was set for it; empty where none was."""
    within, at = [""], 0
    for tag in _TAG.finditer(html):
        yield within[-1], html[at : tag.start()]
        at = tag.end()
        if tag[1]:
            within = within[:-1] or [""]
        elif tag[2] not in _EMPTY:
            said = _SET.search(tag[3])
            within.append(said[1] if said else within[-1])
    yield within[-1], html[at:]


def opening(tag: str, language: str) -> str:
    """The tag of an element with its language, where one was set."""
    return f'<{tag} lang="{language}">' if language else f"<{tag}>"
