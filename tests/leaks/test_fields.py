"""Channels 12 to 14: which fields the API answers, for whom, and that no parameter asks for more.

`api_fields.json` holds the fields of each route with the people who are answered them. A field more or less, or
another reader, fails here until somebody looked at it and wrote it down:

    POCPLAN_WRITE=1 .venv/bin/python -m pytest tests/leaks/test_fields.py
"""

import json
import os
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from strategies.domain.dispositions import dispose
from strategies.domain.margin import comment_on_draft
from strategies.domain.positions import state_position
from strategies.domain.reminders import plan_reviews
from strategies.enums.text import Stage
from strategies.models import Position, Section
from strategies.queries.replies import requests_to
from tests.api.stage import pictured, recorded
from tests.architecture.sources import say
from tests.consultations.stage import opened, released
from tests.reviews.stage import in_force
from tests.strategies.test_house_terms import kept
from tests.strategies.test_style import kept as styled
from tests.sweep.planting import guarded
from tests.sweep.samples import Address, addresses
from tests.world import World

SNAPSHOT = Path(__file__).with_name("api_fields.json")
PEOPLE = [
    ("adviser", "Senior"),
    ("force.planner", "Force"),
    ("srsg", "Head"),
    ("human.rights", ""),
    ("cluster.lead", "Cluster"),
    ("cluster.member", "Member"),
    ("observer", "Observer"),
    ("dsrsg.hc", "Humanitarian"),
    ("admin", "System"),
]
ASKING = ("fields", "include", "expand", "exclude", "omit", "ordering", "order_by", "sort", "search", "q", "filter")
EMPTY = {"count": 0, "next": None, "previous": None, "results": []}
NOTHING = (EMPTY, {"next": None, "results": []}, [])
ROUTES = [one for one in addresses() if one.namespace == "api" and one.name != "api:schema"]


class Reader:
    """One of the cast, who asks every route for all that was made."""

    def __init__(self, world: World, who: str, title: str) -> None:
        self.world, self.who, self.client = world, who, world.client(who, title)

    def answers(self, route: Address) -> Iterator[tuple[str, Any]]:
        for url in self._urls(route):
            answer = self.client.get(url)
            if answer.status_code == 200 and answer.json() not in NOTHING:
                yield url, answer.json()

    def _urls(self, route: Address) -> Iterator[str]:
        if not route.arguments:
            yield reverse(route.name)
        for argument in route.arguments:
            table = route.model(argument)._meta.db_table
            for (key,) in self.world.query(f"SELECT id::text FROM {table} ORDER BY id"):
                yield reverse(route.name, args=[key])


@pytest.fixture(scope="module")
def readers(shared_world: World) -> list[Reader]:
    """The cast in a world with a joint picture, a round that was answered, a strategy in force, a term and a style."""
    world = shared_world
    recorded(world, pictured(world))
    opened(world)
    released(world)
    with world.acting("cluster.lead") as actor:
        state_position(actor=actor, request=requests_to(actor).get(), word="objection", reason="Too early.")
    with world.acting("adviser") as actor:
        position = Position.objects.visible_to(actor).get()
        dispose(actor=actor, subject=position, word="not_accepted", reason="It is urgent.")
        section = Section.objects.visible_to(actor).filter(strategy__stage=Stage.CONSULTATION)[0]
        comment_on_draft(actor=actor, section=section, words="From which base?")
    kept(world)
    styled(world)
    in_force(world)
    plan_reviews()
    return [Reader(world, who, title) for who, title in PEOPLE]


def fields(value: Any, before: str = "") -> set[str]:
    """Every key in an answer, with the keys above it; lists are one place."""
    if isinstance(value, list):
        return {name for one in value for name in fields(one, before)}
    if not isinstance(value, dict):
        return set()
    here = {f"{before}{key}" for key in value}
    return here.union(*(fields(inner, f"{before}{key}.") for key, inner in value.items()))


def test_each_role_is_answered_the_fields_that_somebody_looked_at(readers: list[Reader]) -> None:
    found: dict[str, dict[str, str]] = {}
    for route in ROUTES:
        told: dict[str, list[str]] = defaultdict(list)
        for reader in readers:
            if names := {name for _, body in reader.answers(route) for name in fields(body)}:
                told[" ".join(sorted(names))].append(reader.who)
        found[route.name] = {names: " ".join(whom) for names, whom in told.items()}
    if os.environ.get("POCPLAN_WRITE"):
        SNAPSHOT.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n")
    known = json.loads(SNAPSHOT.read_text())
    new = [f"{name}: {found.get(name)}" for name in {*found, *known} if found.get(name) != known.get(name)]
    assert not new, say(sorted(new), "Look at each field and its readers, then write the file anew.")
    assert sum(map(bool, found.values())) > 20


def test_no_parameter_asks_for_more_or_in_another_order(readers: list[Reader]) -> None:
    wanted = ",".join(sorted({field.name for model in guarded() for field in model._meta.get_fields()}))
    tried, offences = 0, []
    for reader in readers:
        if reader.who not in ("adviser", "cluster.lead"):
            continue
        for route in ROUTES:
            for url, before in islice(reader.answers(route), 1):
                for query in _queries(wanted):
                    tried += 1
                    answer = reader.client.get(f"{url}?{query}")
                    if answer.status_code != 200 or answer.json() != before:
                        offences.append(f"{reader.who}: {url}?{query[:60]}: {answer.status_code}, another answer")
    assert tried > 200
    assert not offences, say(
        offences[:20], "Parameters of the API are declared one by one, with what they choose from."
    )


def _queries(wanted: str) -> Iterator[str]:
    yield "&".join(f"{name}={wanted}" for name in ASKING[:5])
    for name in ASKING[5:]:
        yield f"{name}=-title"
    yield "strategy__title__startswith=P&title__icontains=P&compartment_id__gt=0&compartment=1&owner=x&id__in=1"
