"""Rows as tables: each with its cells, and one row of them alone after it was changed in its place."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pocplan.access.actor import Actor
from pocplan.ui.answers import actor_of
from strategies.models import Activity, Strategy
from strategies.queries.rows import held_posts, holdings_of, row_after, row_for, rows_of
from strategies.web.columns import Beside
from strategies.web.views.frame import around
from strategies.web.views.kinds import KINDS

POSTS = ("lead_post_id", "post_id")


def tables_of(actor: Actor, strategy: Strategy, kinds: Iterable[str]) -> list[dict[str, Any]]:
    """The tables of these kinds, in this order, with their standing rows."""
    rows = {kind: _rows(actor, strategy, kind) for kind in kinds}
    if not rows:
        return []
    beside = _beside(actor, [row for of_kind in rows.values() for row in of_kind])
    return [
        {"kind": kind, "what": KINDS[kind], "lines": [_line(kind, row, beside) for row in of_kind]}
        for kind, of_kind in rows.items()
    ]


def line_anew(request: HttpRequest, kind: str, row: Any, *, says: str = "", moved: bool = False) -> HttpResponse:
    """One row of its table as it stands after a change, with what is to be said beside it.

    One that moved says which row it stands before now.
    """
    actor = actor_of(request)
    fresh = row_for(actor, type(row), row.pk)
    context = {
        **around(request, fresh.strategy),
        "kind": kind,
        "line": _line(kind, fresh, _beside(actor, [fresh])),
        "says": says,
        "moved": moved,
        "after": row_after(actor, fresh) if moved else None,
    }
    return render(request, "strategies/_line.html", context)


def _rows(actor: Actor, strategy: Strategy, kind: str) -> list[Any]:
    model = KINDS[kind].model
    rows = rows_of(actor, model, strategy)
    return list(rows.select_related("hrddp_case") if model is Activity else rows)


def _beside(actor: Actor, rows: list[Any]) -> Beside:
    named = (getattr(row, name, None) for row in rows for name in POSTS)
    posts = {post for post in named if post is not None}
    return Beside(held_posts(actor, posts), holdings_of(actor, [row for row in rows if isinstance(row, Activity)]))


def _line(kind: str, row: Any, beside: Beside) -> dict[str, Any]:
    return {"row": row, "cells": [(column, column.says(row, beside)) for column in KINDS[kind].columns]}
