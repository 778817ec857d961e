"""Words that seem to name a person and do not: said so by who sends them, and on record in the room."""

from collections.abc import Iterator
from contextlib import contextmanager

from picture.domain.naming import note_words_kept, words_kept
from pocplan.access.actor import Actor


@contextmanager
def keeping(actor: Actor, room_id: int, kept: list[str]) -> Iterator[None]:
    """Within, verbs take these words."""
    with words_kept(kept):
        yield
    if kept:
        note_words_kept(actor=actor, room_id=room_id, count=len(kept))
