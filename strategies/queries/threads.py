"""What is said beside a text and answered there, whatever text it is: threads, and who can be named in them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from typing import Generic, TypeVar
from uuid import UUID

from pocplan.access.actor import Actor
from pocplan.access.gate import GuardedModel
from pocplan.access.models import Post
from pocplan.access.queries.rooms import readers
from strategies.models import InnerComment, MarginComment

C = TypeVar("C", InnerComment, MarginComment)

MINE, OPEN = "mine", "open"


@dataclass
class Thread(Generic[C]):
    """What somebody said, and what was answered to it."""

    comment: C
    answers: list[C] = field(default_factory=list)

    @property
    def all(self) -> list[C]:
        return list(chain([self.comment], self.answers))


def threads(comments: Iterable[C]) -> list[Thread[C]]:
    """In the order in which they began. An answer to what was taken back stands by itself."""
    found: dict[UUID, Thread[C]] = {}
    for one in comments:
        if one.answers_id in found:
            found[one.answers_id].answers.append(one)
        else:
            found[one.pk] = Thread(one)
    return list(found.values())


def among_own(actor: Actor, text: GuardedModel, language: str = "en") -> list[tuple[UUID, str]]:
    """Posts of one's own body that read a text where it lies, by title: those whose attention can be drawn to it."""
    seated = {one.post_id for one in readers(text.compartment_id) if one.owner_id == actor.owner_id}
    title = "title_fr" if language.startswith("fr") else "title_en"
    rows = Post.objects.visible_to(actor).filter(pk__any=list(seated - {actor.post_id}))
    return sorted(rows.values_list("pk", title), key=lambda one: one[1])
