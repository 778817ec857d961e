"""What can be told, app by app: a code, its sentence, the page it leads to and who still needs it.

Each app registers its codes in a module `notices` beside its models, which is read at start. The
sentence names no title, place or person; the page is opened, and found or not, by its reader.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from pocplan.access.actor import Actor
from pocplan.access.gate import GuardedModel

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Of these rows, which the actor sees and still has to look at.
Standing = Callable[[Actor, set[UUID]], set[UUID]]


@dataclass(frozen=True)
class Code:
    """One thing that can be told. `url` takes the id of the subject."""

    code: str
    sentence: "StrOrPromise"
    url: str
    standing: Standing


_CODES: dict[str, Code] = {}


def register(
    code: str,
    sentence: "StrOrPromise",
    *,
    url: str,
    model: type[GuardedModel],
    settled: Standing | None = None,
) -> None:
    """Make `code` known. `settled` says of visible rows which need nobody any more; reminders then stop."""

    def standing(actor: Actor, ids: set[UUID]) -> set[UUID]:
        seen = set(model.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))
        return seen - settled(actor, seen) if settled else seen

    _CODES[code] = Code(code, sentence, url, standing)


def find(code: str) -> Code | None:
    """None for a code that no app registers (any more)."""
    return _CODES.get(code)


def all_codes() -> list[Code]:
    return list(_CODES.values())
