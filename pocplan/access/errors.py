"""What the walls say. None of these texts names a row: a hidden row and an absent one are alike."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class AccessError(Exception):
    """Base of all refusals by the walls."""


class Unbound(AccessError):
    """Guarded data was asked for while nobody was acting."""


class ClosedDoor(AccessError):
    """A read of a guarded model that did not come through `visible_to(actor)`."""


class NotSeated(AccessError):
    """The actor may not write in this compartment."""


class Refused(Exception):
    """A verb that will not be done, with a sentence for the person who asked.

    `sentence` is translatable and says what to do; `field` names the form field it belongs to.
    Nothing was changed when it is raised out of a verb.
    """

    def __init__(self, sentence: "StrOrPromise", field: str | None = None, **values: object) -> None:
        super().__init__(str(sentence))
        self.sentence, self.field, self.values = sentence, field, values

    def __str__(self) -> str:
        return str(self.sentence) % self.values if self.values else str(self.sentence)


class Conflict(Refused):
    """Somebody else was first: the caller keeps its text and is shown both."""
