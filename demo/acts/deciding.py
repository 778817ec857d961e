"""The military annex, approval, and the day on which a strategy comes into force."""

from datetime import timedelta

from demo.acts.hats import acting
from demo.texts.english import ANNEX
from pocplan.access.clock import today
from strategies.domain.annexes import freeze_annex, start_annex
from strategies.domain.approvals import approve, bring_into_force, submit
from strategies.domain.blocks import Typed, add_block
from strategies.domain.strategies import set_dates
from strategies.models import Annex, Strategy
from strategies.queries.strategies import strategy_for
from strategies.queries.versions import latest_version


def write_annex(strategy: Strategy) -> Annex:
    """In the Force's own room; the rest of the mission does not read it."""
    with acting("force.planner") as actor:
        annex = start_annex(
            actor=actor, strategy=strategy_for(actor, strategy.pk), letter="A", title="Scheme of manoeuvre"
        )
        for html in ANNEX:
            add_block(actor=actor, parent=annex, typed=Typed(html))
        return annex


def put_to_decision(strategy: Strategy, annex: Annex | None = None) -> None:
    with acting("adviser") as actor:
        submit(actor=actor, strategy=strategy_for(actor, strategy.pk))
        day = today()
        set_dates(
            actor=actor,
            strategy=strategy_for(actor, strategy.pk),
            effective_on=day,
            review_on=day + timedelta(days=365),
        )
    if annex is not None:
        with acting("force.planner") as actor:
            version = latest_version(actor, strategy_for(actor, strategy.pk))
            assert version is not None
            freeze_annex(actor=actor, annex=annex, version=version)


def decide(strategy: Strategy) -> None:
    """The Head of Mission approves, who wrote none of it; the adviser brings it into force."""
    with acting("srsg") as actor:
        version = latest_version(actor, strategy)
        assert version is not None
        approve(actor=actor, version=version)
    with acting("adviser") as actor:
        bring_into_force(actor=actor, strategy=strategy_for(actor, strategy.pk))
