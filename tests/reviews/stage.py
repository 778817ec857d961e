"""A strategy in force, made by the verbs of its life, and looks behind the walls."""

from datetime import date
from typing import Any
from uuid import UUID

from pocplan.access.clock import today
from pocplan.access.models import Post
from strategies.domain.approvals import approve, bring_into_force, submit
from strategies.domain.blocks import Typed, add_block
from strategies.domain.clearances import ask_clearance, give_clearance
from strategies.domain.strategies import save_header, set_dates, set_distribution, start_strategy
from strategies.models import Strategy
from strategies.queries.strategies import sections_of, strategy_for
from strategies.queries.versions import clearances_of, version_for
from tests.world import World

START = "2026-12-01T08:00:00Z"
DUE = date(2027, 12, 1)


def in_force(world: World) -> UUID:
    """In force on 1 December 2026, to be reviewed a year later."""
    world.set_clock(START)
    with world.acting("adviser") as actor:
        strategy = _draft(actor)
        version = ask_clearance(actor=actor, strategy=strategy, components=["police"])
    with world.acting("police.planner") as actor:
        give_clearance(actor=actor, clearance=clearances_of(actor, version)[0], word="cleared", remarks="")
    with world.acting("adviser") as actor:
        version = submit(actor=actor, strategy=strategy_for(actor, strategy.pk))
    with world.acting("srsg") as actor:
        approve(actor=actor, version=version_for(actor, version.pk))
        dated = set_dates(actor=actor, strategy=strategy_for(actor, strategy.pk), effective_on=today())
        bring_into_force(actor=actor, strategy=dated)
    return strategy.pk


def _draft(actor: Any) -> Strategy:
    strategy = start_strategy(actor=actor, title="Protection of civilians in Orvane")
    head = Post.objects.visible_to(actor).get(kind="head_of_mission", area=None)
    fields = {"contact_unit": "PoC Unit", "approving_post_id": head.pk}
    save_header(actor=actor, strategy=strategy, version=1, fields=fields)
    set_distribution(actor=actor, strategy=strategy, entries=[("Head of Mission", "")])
    add_block(actor=actor, parent=sections_of(actor, strategy)[0], typed=Typed("<p>Purpose.</p>"))
    return strategy


def told(world: World) -> list[tuple[str, str]]:
    """Who was reminded at which stage, by user name."""
    rows = world.query(
        "SELECT n.stage, u.username FROM notices_notice n JOIN accounts_user u ON u.id = n.user_id"
        " WHERE n.kind = 'review' AND n.stage <> '' ORDER BY n.at, n.stage, u.username"
    )
    return [(stage, who) for stage, who in rows]


def causes(world: World) -> list[str]:
    return [row[0] for row in world.query("SELECT cause FROM strategies_review ORDER BY cause")]
