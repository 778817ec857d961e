"""Cleaned text as html with the words of the domain linked to what they mean here."""

import re
from html import escape

from pocplan.wording.engine.glossary import Glossary, Met, met_in
from pocplan.wording.engine.shipped import Term

_PIECE = re.compile(r"(<[^>]*>)")
_LINK = re.compile(r"<(/?)a[\s>]")


class Glossed:
    """The texts of one page as one reader reads them; keeps the terms that were met, in the order of the page.

    `page` is where the glossary stands: a shipped term is a place of it, one that a room keeps a page below it.
    """

    def __init__(self, known: Glossary, page: str) -> None:
        self.known, self.page = known, page
        self.met: dict[str, Term] = {}

    def linked(self, html: str) -> str:
        """`html`, which was cleaned, with each term linked once; what is a link already is left alone."""
        seen, linked, pieces = set[str](), False, []
        for piece in _PIECE.split(html):
            link = _LINK.match(piece)
            if link:
                linked = not link.group(1)
            pieces.append(piece if linked or piece.startswith("<") else self._marked(piece, seen))
        return "".join(pieces)

    def _marked(self, text: str, seen: set[str]) -> str:
        parts, at = [], 0
        for one in met_in(text, self.known):
            key = one.terms[0].key
            if key in seen or "&" in text[one.start : one.end]:
                continue
            seen.add(key)
            self.met.update((term.key, term) for term in one.terms if term.key not in self.met)
            link = f'<a class="term" href="{escape(self.address(one.terms[0]))}" data-told="{escape(_told(one))}">'
            parts += [text[at : one.start], link, text[one.start : one.end], "</a>"]
            at = one.end
        return "".join([*parts, text[at:]])

    def address(self, term: Term) -> str:
        """Where a term is explained."""
        return f"{self.page}{term.key}/" if term.own else f"{self.page}#{term.key}"

    @property
    def margin(self) -> list[tuple[Term, str]]:
        """The terms that were met so far, each with its address: read it below the text."""
        return [(term, self.address(term)) for term in self.met.values()]


def _told(met: Met) -> str:
    return " · ".join(f"{term.word}: {term.told}" for term in met.terms)
