"""The one stop among the checks: words that name or locate a victim, a witness or a source go no further."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pocplan.access.errors import Refused
from pocplan.wording.engine.languages import language_of
from pocplan.wording.engine.rules import check
from pocplan.wording.engine.shipped import LANGUAGES, stopping

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SHOWN = 5


@dataclass(frozen=True)
class Passage:
    """A piece of text on its way to more readers, and what the writer calls its place; empty for the only one."""

    text: str
    place: "StrOrPromise" = ""


class Identifies(Refused):
    """Refused because somebody could be found; `places` has (place, words) of everything that was."""

    def __init__(self, places: list[tuple[str, str]], field: str | None = None) -> None:
        self.places = places
        more = len(places) - SHOWN
        sentence = _(
            "These words may let somebody find a victim, a witness or a source, so nothing was shared: %(places)s. "
            "Take them out or write a type, a number and a wide place instead, then do it again."
        )
        if more > 0:
            sentence = _(
                "These words may let somebody find a victim, a witness or a source, so nothing was shared: %(places)s; "
                "and %(more)s more. Take them out or write a type, a number and a wide place instead, then do it again."
            )
        told = "; ".join(_told(place, words) for place, words in places[:SHOWN])
        super().__init__(sentence, field, places=told, more=more)


def _told(place: str, words: str) -> str:
    return (
        _("%(place)s: “%(words)s”") % {"place": place, "words": words} if place else _("“%(words)s”") % {"words": words}
    )


def demand_nobody_identified(passages: Iterable[Passage], language: str = "", field: str | None = None) -> None:
    """For every verb that shows free text to more people than its author's room.

    Each passage is read by the rules of the language that it is written in, `language` where that cannot be
    told, and by those of every language where there is none. Raises Identifies with each place and its words;
    there is no reason that lets it pass. Everything else that the rules find only warns.
    """
    found = [(str(one.place), words) for one in passages for words in identifying(one.text, language)]
    if found:
        raise Identifies(found, field)


def identifying(text: str, language: str = "") -> Iterator[str]:
    """The words of a text that would stop it."""
    own = language_of(text, language)
    seen: set[tuple[int, int]] = set()
    for one in (own,) if own else LANGUAGES:
        for finding in check(text, stopping(one)):
            if (finding.start, finding.end) not in seen:
                seen.add((finding.start, finding.end))
                yield finding.words
