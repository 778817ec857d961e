"""Rows as tables: each with its cells, a page at a time, and one row alone after it was changed in its place."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pocplan.access.actor import Actor
from pocplan.ui.answers import actor_of
from pocplan.ui.pages import numbered
from strategies.models import Activity, Strategy
from strategies.queries.rows import held_posts, holdings_of, row_after, row_for, rows_before, rows_of
from strategies.web.columns import Beside
from strategies.web.places import ROWS_PER_PAGE, page_with
from strategies.web.views.frame import around
from strategies.web.views.kinds import KINDS

POSTS = ("lead_post_id", "post_id")
PLACES = ("page", *KINDS)  # what the address says of where the other lists of the page stand


def tables_of(request: HttpRequest, strategy: Strategy, kinds: Iterable[str]) -> list[dict[str, Any]]:
    """The tables of these kinds, in this order, each on the page that the address names under its kind.

    It names a page by its number, or by the key of a row that stands there.
    """
    actor = actor_of(request)
    found = {kind: _page(actor, strategy, kind, request.GET.get(kind, "")) for kind in kinds}
    if not found:
        return []
    beside = _beside(actor, [row for page in found.values() for row in page])
    return [
        {
            "kind": kind,
            "what": KINDS[kind],
            "page": page,
            "query": _elsewhere(request, kind),
            "is_led_to": _key(request.GET.get(kind, "")) in {row.pk for row in page},
            "lines": [_line(kind, row, beside) for row in page],
        }
        for kind, page in found.items()
    ]


def line_anew(request: HttpRequest, kind: str, row: Any, *, says: str = "", placed: bool = False) -> HttpResponse:
    """One row of its table as it stands after a change, with what is to be said beside it.

    One that was `placed`, new or moved, says on which page it stands now, and before which row.
    """
    actor = actor_of(request)
    fresh = row_for(actor, type(row), row.pk)
    context = {
        **around(request, fresh.strategy),
        "kind": kind,
        "line": _line(kind, fresh, _beside(actor, [fresh])),
        "says": says,
        "on_page": page_with(rows_before(actor, fresh)) if placed else None,
        "after": row_after(actor, fresh) if placed else None,
    }
    return render(request, "strategies/_line.html", context)


def _page(actor: Actor, strategy: Strategy, kind: str, asked: str) -> Page[Any]:
    model, key = KINDS[kind].model, _key(asked)
    rows = rows_of(actor, model, strategy)
    led_to = rows.filter(pk=key).first() if key else None
    number = page_with(rows_before(actor, led_to)) if led_to else asked
    return numbered(rows.select_related("hrddp_case") if model is Activity else rows, number, ROWS_PER_PAGE)


def _key(asked: str) -> UUID | None:
    try:
        return UUID(asked)
    except ValueError:
        return None


def _elsewhere(request: HttpRequest, kind: str) -> str:
    """The places of the other lists on the page, to stay there while this one is paged through."""
    places = {name: request.GET[name][:36] for name in PLACES if name != kind and name in request.GET}
    return f"&{urlencode(places)}" if places else ""


def _beside(actor: Actor, rows: list[Any]) -> Beside:
    named = (getattr(row, name, None) for row in rows for name in POSTS)
    posts = {post for post in named if post is not None}
    return Beside(held_posts(actor, posts), holdings_of(actor, [row for row in rows if isinstance(row, Activity)]))


def _line(kind: str, row: Any, beside: Beside) -> dict[str, Any]:
    return {"row": row, "cells": [(column, column.says(row, beside)) for column in KINDS[kind].columns]}
