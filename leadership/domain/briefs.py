"""The two-page brief, taken along: counted, and on record with the own side of whoever takes it."""

from django.utils.translation import gettext_lazy as _

from leadership.queries.briefs import markings
from pocplan.access.actor import Actor
from pocplan.access.errors import NotSeated, Refused
from pocplan.access.seating import LEADING
from pocplan.access.verb import verb
from pocplan.journal.domain.entries import record
from pocplan.journal.domain.taking import demand_may_take


@verb()
def take_brief(*, actor: Actor, classification: str, digest: str) -> None:
    """Put on record that the actor takes a brief with this content along, marked so.

    For posts that decide; raises NotSeated for others. Raises Refused for a marking that is less strict than
    what the brief can name, for who writes nowhere, and beyond 20 files an hour.
    """
    if actor.post_kind not in LEADING:
        raise NotSeated("This brief is for posts that decide.")
    if classification not in markings(actor):
        raise Refused(_("A strategy in it is marked more strictly."), "classification")
    home = demand_may_take(actor=actor, verb="take_brief")
    facts = {"classification": classification, "digest": digest}
    record(
        actor=actor, compartment_id=home.pk, verb="take_brief", kind="post", subject_id=actor.post_id, facts=facts
    )  # fmt: skip
