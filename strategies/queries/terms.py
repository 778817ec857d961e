"""Terms that rooms keep of their own: what a reader is told in a text, and what the check asks of a room's texts."""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce, Lower, NullIf

from pocplan.access.actor import Actor
from pocplan.ui.finding import patterns
from pocplan.wording.engine.glossary import Glossary, glossary
from pocplan.wording.engine.house import Avoided, Seen, as_phrase, phrases_of, rules_of
from pocplan.wording.engine.rules import Rules
from pocplan.wording.engine.shipped import LANGUAGES, Term, terms
from strategies.models import HouseTerm

NAMES = ("word_en", "word_fr", "seen_en", "seen_fr")


def terms_for(actor: Actor) -> QuerySet[HouseTerm]:
    """What stands in every room that the actor reads, room by room."""
    return HouseTerm.objects.visible_to(actor).filter(withdrawn_at=None)


def term_for(actor: Actor, term_id: UUID) -> HouseTerm:
    """Raises HouseTerm.DoesNotExist alike for hidden, absent and taken out."""
    return terms_for(actor).select_related("compartment__area").get(pk=term_id)


def term_in_place_of(actor: Actor, room: int, key: str) -> HouseTerm | None:
    """What a room keeps in place of a shipped term, if anything."""
    return terms_for(actor).filter(compartment_id=room, replaces=key).first() if key else None


def replaced_for(actor: Actor) -> set[str]:
    """The shipped terms that this actor is not told in texts."""
    return set(terms_for(actor).exclude(replaces="").values_list("replaces", flat=True))


def terms_listed(actor: Actor, language: str, words: str = "") -> QuerySet[HouseTerm]:
    """By the word in the reader's language, those alone that are called or met by all of `words`."""
    rows = terms_for(actor).select_related("compartment__area")
    for pattern in patterns(words):
        found = Q()
        for name in NAMES:
            found |= Q(**{f"{name}__regex": pattern})
        rows = rows.filter(found)
    return rows.order_by(Lower(_in("word", language)), "id")


def terms_to_find(actor: Actor, language: str) -> QuerySet[HouseTerm]:
    """The same rows for a search: `called` and `means` to this reader, and `otherwise` in the other language."""
    other = f"word_{_in_order(language)[1]}"
    return terms_listed(actor, language).annotate(
        called=_in("word", language), means=_in("told", language), otherwise=NullIf(other, _in("word", language))
    )


def _in(name: str, language: str) -> Coalesce:
    """A field in the reader's language; where it is not translated, in the other."""
    first, other = (f"{name}_{one}" for one in _in_order(language))
    return Coalesce(NullIf(first, Value("")), other)


def shipped_listed(language: str, words: str = "") -> list[Term]:
    """The shipped terms that are called by all of `words`, in either language."""
    sought = [re.compile(one) for one in patterns(words)]
    return [one for one in terms(language) if all(it.search(f"{one.word}\n{one.other}") for it in sought)]


def as_term(row: HouseTerm, language: str) -> Term:
    """As a reader in this language is told it; where it is not translated, in the other."""
    first, other = _in_order(language)
    here = first if getattr(row, f"word_{first}") else other
    apart = getattr(row, f"word_{other}") if here == first else ""
    return Term(str(row.pk), _of(row, "word", here), apart, _of(row, "told", here), row.source, own=True)


def glossary_for(actor: Actor, language: str, reader: str) -> Glossary:
    """What this actor is told in texts of `language`: terms of its rooms, and shipped ones that none of them replaces.

    One question, whatever there is; a term of another room has no part in it.
    """
    rows, shipped = list(terms_for(actor)), glossary(language, reader)
    if not rows or not shipped.phrases:
        return shipped
    replaced = {row.replaces for row in rows}
    told = {key: term for key, term in shipped.told.items() if key not in replaced}
    own = {str(row.pk): as_term(row, reader) for row in rows}
    rooms = (_phrases(room, found, language) for room, found in groupby(rows, key=lambda row: row.compartment_id))
    return Glossary({**told, **own}, (*rooms, *shipped.phrases))


def _phrases(room: int, rows: Iterable[HouseTerm], language: str) -> Any:
    return phrases_of(room, tuple(Seen(str(row.pk), seen_as(row, language)) for row in rows))


def rules_of_room(actor: Actor, room: int, reader: str) -> dict[str, Rules]:
    """What the terms of the room that a text lies in ask of it in each language: of no other room, whoever looks."""
    rows = list(terms_for(actor).filter(compartment_id=room))
    return {one: rules_of(room, one, _asked(rows, one, reader)) for one in LANGUAGES}


def _asked(rows: Iterable[HouseTerm], language: str, reader: str) -> tuple[Avoided, ...]:
    return tuple(_avoided(row, language, reader) for row in rows if lines(row, "avoid", language))


def _avoided(row: HouseTerm, language: str, reader: str) -> Avoided:
    own = (*seen_as(row, language), as_phrase(as_term(row, language).word))
    return Avoided(lines(row, "avoid", language), own, as_term(row, reader).told, as_term(row, language).word)


def seen_as(row: HouseTerm, language: str) -> tuple[str, ...]:
    """The phrases by which a text of this language holds the word: the word itself where none were given."""
    return lines(row, "seen", language) or (as_phrase(as_term(row, language).word),)


def lines(row: HouseTerm, name: str, language: str) -> tuple[str, ...]:
    """The phrases of a field in a language, one on each of its lines."""
    return tuple(_of(row, name, language).splitlines())


def _of(row: HouseTerm, name: str, language: str) -> str:
    return str(getattr(row, f"{name}_{language}"))


def _in_order(language: str) -> tuple[str, str]:
    return ("fr", "en") if language.startswith("fr") else ("en", "fr")
