"""What was done, in words: each app says in a module `journal` how its verbs read in the journal.

Entries keep codes alone, so that the words can be mended and translated without touching the chain.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

_ACTS: "dict[str, StrOrPromise]" = {}


def register(acts: "Mapping[str, StrOrPromise]") -> None:
    """Make the words of these verbs known. Raises ValueError where another app words one of them otherwise."""
    apart = [verb for verb, words in acts.items() if str(_ACTS.get(verb, words)) != str(words)]
    if apart:
        raise ValueError(f"Two apps word these verbs differently: {', '.join(apart)}")
    _ACTS.update(acts)


def act_in_words(verb: str) -> "StrOrPromise":
    """The words, or the code itself where no app (any more) has any."""
    return _ACTS.get(verb, verb)


def known_acts() -> frozenset[str]:
    return frozenset(_ACTS)
