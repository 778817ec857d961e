"""No person is named in the picture: what identifies somebody stops, what only seems to is asked about once."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from missions.intake.texts import all_that_name_a_person
from pocplan.access.actor import Actor
from pocplan.access.errors import Refused
from pocplan.access.models import Compartment
from pocplan.access.verb import verb
from pocplan.access.wording import check_fields, plain
from pocplan.journal.domain.entries import record
from pocplan.wording.domain.identifying import Passage, demand_nobody_identified

LONGEST = 80
_kept: ContextVar[frozenset[str]] = ContextVar("words_kept", default=frozenset())


class SeemsToName(Refused):
    """Refused until somebody says that these words name nobody: a hospital or a road may bear a name."""

    def __init__(self, words: list[str], field: str) -> None:
        self.words = words
        sentence = _(
            "“%(words)s” seems to name a person, or to say how to reach one. Say it without, or say that it does not."
        )
        super().__init__(sentence, field, words="”, “".join(words))


@contextmanager
def words_kept(words: Iterable[str]) -> Iterator[None]:
    """Within, verbs take these words, because whoever wrote them says that they name nobody."""
    token = _kept.set(frozenset(words))
    try:
        yield
    finally:
        _kept.reset(token)


@verb()
def note_words_kept(*, actor: Actor, room_id: int, count: int) -> None:
    """On record in the room where it was written: that somebody said so, and of how many words."""
    room = Compartment.objects.get(pk=room_id)
    record(
        actor=actor, compartment_id=room.pk, verb="keep_names", kind="compartment",
        subject_id=room.public_id, facts={"count": count},
    )  # fmt: skip


def demand_no_person(text: str, field: str) -> str:
    """Raises Identifies for words that let somebody be found, SeemsToName for those that nobody kept."""
    return demand_no_persons({field: text})[field]


def demand_no_persons(texts: dict[str, str]) -> dict[str, str]:
    """The same of several texts by field; all that seems to name somebody is told at once."""
    for field, text in texts.items():
        demand_nobody_identified([Passage(text)], field=field)
    named = {field: [one for one in _named(text) if one not in _kept.get()] for field, text in texts.items()}
    if first := next((field for field, words in named.items() if words), ""):
        raise SeemsToName(list(dict.fromkeys(one for words in named.values() for one in words)), first)
    return texts


def _named(text: str) -> Iterable[str]:
    return (one[:LONGEST] for one in all_that_name_a_person(text))


def reason_given(text: str, field: str = "reason") -> str:
    """Why something changes: never empty, and naming nobody."""
    return demand_no_person(plain(text, limit=2000, field=field, required=True), field)


def fill_without_names(row: Model, values: dict[str, Any]) -> None:
    """Put `values` into `row`. Raises Refused with the field at fault; a text that stood there is not asked about."""
    stood = {name: getattr(row, name) for name in values}
    check_fields(row, values)
    demand_no_persons(
        {name: value for name, value in values.items() if isinstance(value, str) and value.strip() != stood[name]}
    )
