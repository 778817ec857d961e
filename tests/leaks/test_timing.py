"""Channels 4, 8 and 57: how long an answer takes tells nothing, held by structure and not by a clock.

Hidden and absent ask the database the same statements, planned in the same shape over the same indexes; a word that
stands only in hidden rows is searched like one that stands nowhere; every failed sign-in hashes a password once.
`bench/timing.py` measures the same in milliseconds.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connections
from django.test import Client

from tests.architecture.sources import say
from tests.leaks.listening import new_word
from tests.sweep.planting import canary, guarded, plant, rooms, row_id
from tests.sweep.reading import of_rows, open_rooms
from tests.sweep.samples import NOBODYS, addresses
from tests.sweep.walker import SIDES, Visitor, fill, nonsense
from tests.world import World

PEOPLE = [("adviser", "Senior"), ("cluster.lead", "Cluster")]
SEARCHES = ("/places/", "/people/", "/strategies/", "/incidents/", "/journal/", "/search/")


@pytest.fixture(scope="module")
def visitors(shared_world: World) -> list[Visitor]:
    open_rooms(shared_world)
    plant(shared_world, rooms(shared_world), [0])
    return [Visitor(shared_world, who, title) for who, title in PEOPLE]


@contextmanager
def asked() -> Iterator[list[str]]:
    """The statements of this process without their values."""
    found: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found.append(sql)
        return execute(sql, params, many, context)

    with ExitStack() as stack:
        for alias in SIDES:
            stack.enter_context(connections[alias].execute_wrapper(note))
        yield found


def statements(visitor: Visitor, url: str) -> list[str]:
    with asked() as found:
        visitor.get(url)
    return found


def test_hidden_and_absent_ask_the_same_statements(visitors: list[Visitor]) -> None:
    tried, offences = 0, []
    for visitor in visitors:
        for address in addresses():
            hidden = visitor.room_for(address, visitor.hidden, 0) if of_rows(address) else None
            if hidden is None:
                continue
            for url, never in zip(fill(address, hidden), fill(address, None), strict=True):
                statements(visitor, never)  # what is asked only once per process
                one, other = statements(visitor, url), statements(visitor, never)
                tried += bool(one)
                if one != other:
                    offences.append(f"{visitor}: {url}: {len(one)} statements, and {len(other)} for what never was")
    assert tried > 100
    assert not offences, say(offences[:20], "Look the row up by one statement, and end there.")


def test_a_hidden_word_is_searched_like_one_that_stands_nowhere(visitors: list[Visitor]) -> None:
    offences = []
    for visitor in visitors:
        word = canary(guarded()[-1], visitor.hidden[0], 0)
        for url in SEARCHES:
            queries = [f"{url}?q={one}&place={one}&words={one}" for one in (nonsense(word), word)]
            first, second = [statements(visitor, query) for query in queries]
            if first != second:
                offences.append(f"{visitor}: {url}: {len(first)} and {len(second)} statements")
    assert not offences


def shape(plan: dict[str, Any]) -> Any:
    """What the planner does, without its guesses."""
    said = (plan["Node Type"], plan.get("Index Name"), plan.get("Index Cond", "").replace(NOBODYS, ""))
    return said[:2], [shape(inner) for inner in plan.get("Plans", [])]


def test_hidden_and_absent_are_planned_alike_over_an_index(visitors: list[Visitor]) -> None:
    world, offences = visitors[0].world, []
    with world.acting(*PEOPLE[0]) as actor, connections[actor.alias].cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # the tables of a test are too small to need one
        for model in guarded():
            room = next(one for one in visitors[0].hidden)
            shapes = []
            for key in (row_id(model, room, 0), NOBODYS):
                query = model.objects.visible_to(actor).filter(pk=key)  # type: ignore[attr-defined]
                sql, params = query.query.sql_with_params()
                cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
                found = cursor.fetchone()[0]
                shapes.append(shape((json.loads(found) if isinstance(found, str) else found)[0]["Plan"]))
            if shapes[0] != shapes[1] or "Index" not in str(shapes[0]):
                offences.append(f"{model._meta.label}: {shapes[0]} and {shapes[1]}")
    assert not offences, say(offences[:10], "A key has an index, and is looked up by it.")


def test_every_failed_sign_in_hashes_a_password_once(visitors: list[Visitor], monkeypatch: pytest.MonkeyPatch) -> None:
    world, hashed = visitors[0].world, list[str]()
    encode = Argon2PasswordHasher.encode
    verify = Argon2PasswordHasher.verify
    monkeypatch.setattr(Argon2PasswordHasher, "encode", lambda *given: (hashed.append("encode"), encode(*given))[1])
    monkeypatch.setattr(Argon2PasswordHasher, "verify", lambda *given: (hashed.append("verify"), verify(*given))[1])
    world.query("UPDATE accounts_user SET is_active = false WHERE username = 'ocha'")
    world.query("UPDATE accounts_user SET password = '!nothing' WHERE username = 'aor.lead'")  # invited, not come yet
    names = ["adviser", new_word("name"), world.user("adviser").email, f"{new_word('name')}@demo.invalid"]
    counted = {}
    for name in (*names, "ocha", "aor.lead"):
        hashed.clear()
        assert Client().post("/account/login/", {"login": name, "password": "wrong"}).status_code == 200
        counted[name] = len(hashed)
    assert set(counted.values()) == {1}, counted
