"""Cleaned text as html with the words of the domain linked to what they mean here."""

import re
from html import escape

from pocplan.wording.engine.glossary import Met, met_in

_PIECE = re.compile(r"(<[^>]*>)")
_LINK = re.compile(r"<(/?)a[\s>]")


def glossed(html: str, language: str, reader: str, page: str) -> str:
    """`html`, which was cleaned, with each term linked once to `page`; what is a link already is left alone."""
    seen, linked, pieces = set[str](), False, []
    for piece in _PIECE.split(html):
        link = _LINK.match(piece)
        if link:
            linked = not link.group(1)
        pieces.append(piece if linked or piece.startswith("<") else _marked(piece, language, reader, page, seen))
    return "".join(pieces)


def _marked(text: str, language: str, reader: str, page: str, seen: set[str]) -> str:
    parts, at = [], 0
    for one in met_in(text, language, reader):
        key = one.terms[0].key
        if key in seen or "&" in text[one.start : one.end]:
            continue
        seen.add(key)
        link = f'<a class="term" href="{escape(page)}#{key}" data-told="{escape(_told(one))}">'
        parts += [text[at : one.start], link, text[one.start : one.end], "</a>"]
        at = one.end
    return "".join([*parts, text[at:]])


def _told(met: Met) -> str:
    return " · ".join(f"{term.word}: {term.told}" for term in met.terms)
