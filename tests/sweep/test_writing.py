"""Every form, filled in and empty, and every verb at every address: no fault, no leak, hidden answers like absent."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.architecture.sources import say
from tests.sweep.forms import Form, forms_of, searches_of
from tests.sweep.planting import numbers, plant, rooms
from tests.sweep.reading import cause, of_rows, open_rooms, places
from tests.sweep.samples import NOBODYS, Address, addresses
from tests.sweep.test_bad_input import WRITERS as BAD_INPUT
from tests.sweep.walker import Visitor, difference, fill, ids_in, seen, undone, words_in
from tests.world import World

WRITERS = [
    ("adviser", "Senior"),
    ("chief.of.staff", "Chief"),
    ("force.planner", "Force"),
    ("cluster.lead", "Cluster"),
    ("cluster.member", "Member"),
    ("observer", "Observer"),
    ("admin", "System"),
]
# What cannot stand is tried with them in each field of each form by itself (test_bad_input.py).
FIELD_BY_FIELD = {who for who, _title in BAD_INPUT}
# They end the session of the visitor, change the hat, or write to mailboxes of the account.
LEFT_OUT = ("/account/", "/hat/", "/language/", "/theme/", "/settings/")
OTHER_VERBS = ("put", "patch", "delete", "options", "head")
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")


@pytest.fixture(scope="module")
def planted(shared_world: World) -> World:
    open_rooms(shared_world)
    plant(shared_world, rooms(shared_world), [0, 1])
    return shared_world


@pytest.mark.parametrize(("who", "title"), WRITERS)
def test_forms_take_what_is_theirs_and_tell_nothing_else(planted: World, who: str, title: str) -> None:
    visitor = Visitor(planted, who, title)
    pages = dict(_pages(visitor))
    offences: list[str] = []
    done: set[tuple[str, ...]] = set()
    for url, body in pages.items():
        for form in forms_of(body, url):
            kind = (ID.sub("", form.action), *sorted(form.kinds))
            if kind not in done and not form.action.startswith(LEFT_OUT):
                done.add(kind)
                offences += _submit(visitor, form)
        for form in searches_of(body, url):
            offences += _search(visitor, form, done)
    assert done, "No form was found, so nothing was tried."
    assert not offences, say(offences[:40], f"{len(offences)} faults: a refusal is 400 or 409 with a sentence, or 404.")


def _pages(visitor: Visitor) -> Iterator[tuple[str, str]]:
    for address in addresses():
        room = visitor.room_for(address, visitor.own, 0)
        for url in fill(address, room) if room or not of_rows(address) else []:
            response = visitor.get(url)
            if response.status_code == 200 and response.headers["Content-Type"].startswith("text/html"):
                yield url, response.content.decode()


def _submit(visitor: Visitor, form: Form) -> list[str]:
    """As the page proposes it, empty, and with somebody else's ids in it."""
    filled = form.filled()
    offences = []
    wrong = ({}, dict.fromkeys(filled, "\u0000"), dict.fromkeys(filled, "x" * 5000))
    for data in (filled, *(() if visitor.who in FIELD_BY_FIELD else wrong)):
        offences += _faults(
            visitor, f"POST {form.action} {sorted(data)}", _post(visitor, form.action, data), form.action
        )
    for name, value in filled.items():
        if ID.fullmatch(value):
            offences += _swap(visitor, form, filled, name)
    return offences


def _post(visitor: Visitor, url: str, data: dict[str, str]) -> Any:
    visitor.client.cookies.pop("messages", None)
    with undone():
        return visitor.client.post(url, data)


def _swap(visitor: Visitor, form: Form, filled: dict[str, str], name: str) -> list[str]:
    """A hidden id and one that never was, in the same field, are refused by the same bytes."""
    answers = []
    hidden = _hidden_id(visitor, filled[name])
    for one in (hidden, NOBODYS):
        answers.append(seen(_post(visitor, form.action, {**filled, name: one}), hide=(one,)))
    if answers[0] != answers[1]:
        return [f"{visitor}: POST {form.action}: {name} tells a hidden id ({hidden}) from one that never was"]
    return []


def _hidden_id(visitor: Visitor, like: str) -> str:
    """The id of a hidden row of the same model, or of any."""
    planted = visitor.world.__dict__["planted"]
    place = next((where for key, where in planted.items() if str(key) == like), None)
    hidden = [
        str(key)
        for key, where in planted.items()
        if where not in visitor.may_see and (place is None or where[1] == place[1])
    ]
    return hidden[0]


def _search(visitor: Visitor, form: Form, done: set[tuple[str, ...]]) -> list[str]:
    """A word that stands only in hidden rows is searched like one that stands nowhere."""
    kind = ("search", ID.sub("", form.action), *sorted(form.kinds))
    fields = [name for name, one in form.kinds.items() if one in ("text", "search")]
    if kind in done or not fields:
        return []
    done.add(kind)
    secret = f"zq{visitor.hidden[0].index:03x}x{min(numbers().values()):02x}x00qz"
    answers = []
    for word in (secret, "yy" + secret[2:-2] + "yy"):
        response = visitor.client.get(form.action, {**form.values, **dict.fromkeys(fields, word)})
        answers.append(seen(response, hide=(word,)))
    return [] if answers[0] == answers[1] else [f"{visitor}: search {form.action} hears a hidden word"]


def _faults(visitor: Visitor, what: str, response: Any, asked: str) -> list[str]:
    words = words_in(visitor.world, response, asked=asked) - visitor.may_see
    faults = [f"shows {places(visitor, words)}"] if words else []
    if response.status_code >= 500:
        faults.append(f"{response.status_code} {cause(response)}")
    return [f"{visitor}: {what}: {fault}" for fault in faults]


@pytest.mark.parametrize(("who", "title"), WRITERS[:4])
def test_every_verb_answers_hidden_like_absent(planted: World, who: str, title: str) -> None:
    visitor = Visitor(planted, who, title)
    offences: list[str] = []
    for turn, address in enumerate(addresses()):
        if address.namespace != "admin" and not address.name.startswith("ui:"):
            offences += _every_verb(visitor, address, OTHER_VERBS[turn % len(OTHER_VERBS)])
    assert not offences, say(offences[:40], "Look the row up before anything else is said.")


def _every_verb(visitor: Visitor, address: Address, other: str) -> Iterator[str]:
    own, hidden = (visitor.room_for(address, places, 0) for places in (visitor.own, visitor.hidden))
    if own or not of_rows(address):
        for url in fill(address, own):
            for verb in ("post", other):
                yield from _faults(visitor, f"{verb.upper()} {url}", _ask(visitor, verb, url), url)
    for url, never in zip(fill(address, hidden), fill(address, None), strict=True) if hidden else ():
        for verb in ("post", other):
            here, there = (seen(_ask(visitor, verb, where), hide=ids_in(where)) for where in (url, never))
            if here != there:
                yield f"{visitor}: {verb.upper()} {url}: hidden and never made differ: {difference(here, there)}"


def _ask(visitor: Visitor, verb: str, url: str) -> Any:
    json = {"content_type": "application/json", "data": "{}"} if url.startswith("/api/") else {}
    visitor.client.cookies.pop("messages", None)  # what the former answer left to say
    with undone():
        return getattr(visitor.client, verb)(url, **({} if verb in ("options", "head") else json))
