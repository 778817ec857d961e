"""One page for who decides: what is worse, what is not covered, where sides differ, what is owed, who was consulted."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from leadership.queries import alerts, picture, weeks
from leadership.queries.owed import owed
from leadership.queries.protection import Board
from leadership.queries.record import record, requested
from leadership.queries.rows import Chosen, Lot, Row
from leadership.queries.titles import named
from leadership.web.charts import bars, columns
from leadership.web.views.frame import AsOf, as_of, leader
from picture.queries.ratings import told_of_open
from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.ui.answers import hidden_is_absent, page

FIRST, FIRST_OWED = 3, 6
LEVELS = ("critical", "high", "medium", "low")


@require_safe
@hidden_is_absent
def leadership(request: HttpRequest) -> HttpResponse:
    """The page of one hat. Every figure stands for rows that this hat reads, and opens them."""
    actor = leader(request)
    at = as_of(actor)
    return page(request, "leadership/page.html", {"at": at, **drawn(figures(actor, at)), **weekly(actor, at)})


def drawn(said: dict[str, Any]) -> dict[str, Any]:
    """The same with its charts."""
    by_priority = [(code, word, {code: count}) for code, word, count in said["priorities"]]
    return {**said, "priority_bars": bars(by_priority), "class_bars": bars(said["classes"])}


def weekly(actor: Actor, at: AsOf) -> dict[str, Any]:
    """What changed week by week, and incidents month by month, each with its chart."""
    moment = now()
    told, months = weeks.weeks(actor, moment), weeks.incidents(actor, at.today)
    return {
        "changes": weeks.changes(actor, moment).part(0, FIRST),
        "weeks": told,
        "week_columns": columns(list(zip(told.starts, told.totals, strict=True))),
        "months": months,
        "month_columns": columns(months),
        "has_incidents": any(count for _month, count in months),
    }


def figures(actor: Actor, at: AsOf, *, enclaves: bool = True, most: int = FIRST) -> dict[str, Any]:
    """Everything that the page and the brief say, in a number of queries that no row changes."""
    told = told_of_open(actor)
    worse = picture.worse(actor, at.since, told, enclaves=enclaves)
    board = Board(actor, enclaves=enclaves, most=max(most, FIRST))
    gaps = board.gaps()
    lots = owed(actor, at.today, board.owed(), enclaves=enclaves)
    return {
        "worse": first(worse, most),
        "worse_people": worse[0].people,
        "priorities": picture.by_priority(actor, enclaves=enclaves),
        "gaps": first([gaps], most),
        "gaps_people": gaps.people,
        "classes": board.classes(),
        "apart": first([picture.apart(actor, told), board.differing()], most),
        "alerts": alerts.response(actor, enclaves=enclaves),
        "owed": {"rows": named(actor, _worst(lots)), "total": total(lots), "kinds": [lot for lot in lots if lot.total]},
        "requested": requested(actor).total,
        "record": first(record(actor), FIRST + 1),
    }


def total(lots: Sequence[Lot | Chosen]) -> int:
    return sum(lot.total for lot in lots)


def first(lots: Sequence[Lot | Chosen], most: int = FIRST) -> dict[str, Any]:
    """How many, and the first of them: each lot is asked, whatever the others hold."""
    rows = [row for lot in lots for row in lot.first(most)]
    return {"total": total(lots), "rows": rows[:most], "lots": lots}


def _worst(lots: Sequence[Lot | Chosen]) -> list[Row]:
    rows = [row for lot in lots for row in lot.first(FIRST)]
    return sorted(rows, key=lambda row: (LEVELS.index(row.level), str(row.since or "")))[:FIRST_OWED]
