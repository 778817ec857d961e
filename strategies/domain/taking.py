"""Replies and indicators taken along as a table: on record with the own side of whoever takes it."""

from collections.abc import Sequence
from uuid import UUID

from pocplan.access.actor import Actor
from pocplan.access.verb import verb
from pocplan.journal.domain.entries import record
from pocplan.journal.domain.taking import demand_may_take
from strategies.models import Indicator, Request, Round, Strategy
from strategies.queries.replies import Reply, replies_to
from strategies.queries.rounds import invitations_of
from strategies.queries.rows import rows_of


@verb()
def take_replies(*, actor: Actor, of: Round | Request, form: str) -> Sequence[Reply]:
    """The replies to a round, for the mission, or one body's own reply, for a file of this form.

    Raises Refused for who only reads, and beyond 20 files an hour.
    """
    home = demand_may_take(actor=actor, verb="take_replies")
    replies = replies_to(actor, _asked(actor, of))
    facts = {"form": form, "comments": sum(len(one.comments) for one in replies)}
    record(
        actor=actor, compartment_id=home.pk, verb="take_replies", kind=str(of._meta.model_name),
        subject_id=of.pk, facts=facts,
    )  # fmt: skip
    return sorted(replies, key=lambda one: (one.request.organisation, str(one.request.pk)))


@verb()
def take_indicators(*, actor: Actor, strategy: Strategy, form: str) -> Sequence[Indicator]:
    """The indicators of a strategy, for a file of this form. Raises Refused as above."""
    home = demand_may_take(actor=actor, verb="take_indicators")
    rows = list(rows_of(actor, Indicator, strategy))
    record(
        actor=actor, compartment_id=home.pk, verb="take_indicators", kind="strategy", subject_id=strategy.pk,
        facts={"form": form, "rows": len(rows)},
    )  # fmt: skip
    return rows


def _asked(actor: Actor, of: Round | Request) -> list[UUID]:
    if isinstance(of, Request):
        return [of.pk]
    return [one.request_id for one in invitations_of(actor, of) if one.request_id]
