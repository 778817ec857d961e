"""Files that somebody takes along: where that is on record, and how many an hour."""

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.errors import Refused
from pocplan.access.models import Compartment
from pocplan.access.queries.rooms import own_room
from pocplan.journal.queries.entries import acts_lately

MOST_AN_HOUR = 20  # of each kind: enough for a morning's meetings, too few to empty the place


def demand_may_take(*, actor: Actor, verb: str) -> Compartment:
    """The room of the actor's own body where `verb` goes on record: what is taken along is not the others' to know.

    Raises Refused for who only reads, and for whoever did it 20 times within the last hour.
    """
    home = own_room(actor)
    if home is None:
        raise Refused(_("Your post reads and does not take files out. Ask whoever addressed you for a copy."))
    if acts_lately(actor, home.pk, verb) >= MOST_AN_HOUR:
        raise Refused(_("You asked for %(limit)s files within an hour. Wait a little."), limit=MOST_AN_HOUR)
    return home
