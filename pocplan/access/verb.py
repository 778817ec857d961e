"""A verb is one transaction: it checks, writes and tells, or nothing happened."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import IntegrityError, connections, transaction

from pocplan.access.errors import Conflict

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Act = TypeVar("Act", bound=Callable[..., Any])


def verb(words: "Mapping[str, StrOrPromise] | None" = None) -> Callable[[Act], Act]:
    """Make `act(*, actor, …)` atomic on the actor's connection, with every constraint asked inside it.

    `words` gives the sentence for a constraint of the database by its name; it is raised as
    Conflict. Constraints without words stay an IntegrityError: that is a fault of ours.
    """

    def decorate(act: Act) -> Act:
        @wraps(act)
        def done_whole(*, actor: Any, **values: Any) -> Any:
            try:
                with transaction.atomic(using=actor.alias):
                    result = act(actor=actor, **values)
                    with connections[actor.alias].cursor() as cursor:
                        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            except IntegrityError as error:
                sentence = (words or {}).get(constraint_of(error))
                if sentence is None:
                    raise
                raise Conflict(sentence) from error
            return result

        return done_whole  # type: ignore[return-value]

    return decorate


def constraint_of(error: IntegrityError) -> str:
    """The name of the constraint that an error of the database speaks of, or nothing."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None) or ""
