"""Who acts in the story."""

from collections.abc import Iterator
from contextlib import contextmanager

from pocplan.access.actor import Actor
from pocplan.access.binding import acting_as, as_account
from pocplan.access.queries.hats import hats_of_bound_account
from pocplan.accounts.models import User


@contextmanager
def acting(who: str) -> Iterator[Actor]:
    """One of the cast under the first hat."""
    with as_account(User.objects.get(username=who).pk):
        hat = hats_of_bound_account("en")[0]
    with acting_as(hat.incumbency_id, side=hat.side) as actor:
        yield actor
