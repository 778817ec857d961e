"""Bad input for the API: every writing operation, with every body that cannot stand. See test_bad_input.py.

A refusal is a 4xx with a sentence, never a 5xx, and nothing changes.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import resolve, reverse

from tests.architecture.sources import say
from tests.sweep.planting import plant, rooms
from tests.sweep.reading import cause, of_rows, open_rooms
from tests.sweep.samples import NOBODYS, addresses
from tests.sweep.test_bad_input import MILLION, NUL, OVERRIDE, _standing, _wrote
from tests.sweep.walker import SIDES, Visitor, fill, undone
from tests.world import World

WRITERS = [("adviser", "Senior"), ("cluster.lead", "Cluster")]
JSON = "application/json"
DEEP = 100_000
NO_JSON: dict[str, bytes] = {
    "nothing": b"",
    "half": b'{"title": "x',
    "a list": b"[]",
    "null": b"null",
    "a text": b'"x"',
    "a number": b"1",
    "no text": b"\xff\xfe\x00",
    "not a number": b'{"title": NaN}',
    "lists in lists": b"[" * DEEP + b"]" * DEEP,
    "objects in objects": b'{"a":' * DEEP + b"1" + b"}" * DEEP,
    "too large": b'{"title": "' + b"x" * (17 * 1024 * 1024) + b'"}',
}
OTHER_KINDS = ("text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x")
BAD: dict[str, Any] = {
    "null": None, "empty": "", "NUL": NUL, "override": OVERRIDE, "million": MILLION, "object": {"a": {"b": []}},
    "list": [], "list of anything": [None, {}, "x", [[]]], "flag": True, "huge": 10**30, "below": -1, "part": 0.5,
    "nobody's": NOBODYS,
}  # fmt: skip
REFUSED_IN_TEXT = ("null", "NUL", "override", "object", "list of anything")


@dataclass(frozen=True)
class Operation:
    """One writing operation at the address of a row, and the fields that it documents."""

    verb: str
    url: str
    fields: dict[str, dict[str, Any]]

    def filled(self) -> dict[str, Any]:
        return {name: _usual(said) for name, said in self.fields.items()}


def _usual(said: dict[str, Any]) -> Any:
    if choices := said.get("enum"):
        return choices[0]
    kinds: dict[str, Any] = {"integer": 10, "array": [], "boolean": False}
    return kinds.get(said.get("type", ""), {"date": "2026-12-15", "uuid": NOBODYS}.get(said.get("format", ""), "Said"))


@pytest.fixture(scope="module")
def planted(shared_world: World) -> World:
    open_rooms(shared_world)
    plant(shared_world, rooms(shared_world), [0, 1])
    return shared_world


def operations(visitor: Visitor) -> Iterator[Operation]:
    schema = visitor.client.get(f"{reverse('api:schema')}?format=json").json()
    for address in addresses():
        if address.namespace != "api":
            continue
        room = visitor.room_for(address, visitor.own, 0)
        for url in fill(address, room) if room or not of_rows(address) else []:
            view = getattr(resolve(url).func, "cls", None)
            for verb in ("post", "put", "patch", "delete"):
                if hasattr(view, verb):
                    yield Operation(verb, url, _fields(schema, resolve(url).route, verb))


def _fields(schema: dict[str, Any], route: str, verb: str) -> dict[str, dict[str, Any]]:
    path = "/" + route.replace("<uuid:", "{").replace(">", "}")
    body = schema["paths"][path][verb].get("requestBody", {}).get("content", {}).get(JSON, {}).get("schema", {})
    return {name: _followed(schema, said) for name, said in _followed(schema, body).get("properties", {}).items()}


def _followed(schema: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    for inner in (*said.get("allOf", []), *said.get("oneOf", [])):
        said = {**inner, **said}
    if "$ref" in said:
        return _followed(schema, schema["components"]["schemas"][said["$ref"].rpartition("/")[2]])
    return said


@pytest.mark.parametrize(("who", "title"), WRITERS)
def test_every_operation_refuses_what_cannot_stand(planted: World, who: str, title: str) -> None:
    visitor, tried, offences = Visitor(planted, who, title), 0, list[str]()
    found = list(operations(visitor))
    for one in found:
        for what, body, kind, must_refuse in _bodies(one):
            tried += 1
            faults = _faults(visitor, one, body, kind, must_refuse)
            offences += [f"{who}: {one.verb.upper()} {one.url} {what}: {fault}" for fault in faults]
    assert len(found) >= 9
    assert tried > 250
    assert not offences, say(offences[:60], f"{len(offences)} of {tried}")


def _bodies(one: Operation) -> Iterator[tuple[str, bytes, str, bool]]:
    for what, body in NO_JSON.items():
        yield what, body, JSON, True
    filled = one.filled()
    for kind in OTHER_KINDS:
        yield kind, json.dumps(filled).encode(), kind, True
    stray = {"id": NOBODYS, "compartment": 1, "compartment_id": 1, "owner_id": NOBODYS, "__class__": {}, "a\x00": 1}
    yield "fields that are not asked for", json.dumps({**stray, **filled}).encode(), JSON, False
    yield "only fields that are not asked for", json.dumps(stray).encode(), JSON, True
    for name, said in one.fields.items():
        for what, bad in BAD.items():
            must = what in REFUSED_IN_TEXT and said.get("type") == "string" and not said.get("nullable")
            yield f"{name} {what}", json.dumps({**filled, name: bad}).encode(), JSON, must


def _faults(visitor: Visitor, one: Operation, body: bytes, kind: str, must_refuse: bool) -> Iterator[str]:
    tag = visitor.client.get(one.url).headers.get("ETag", "") if one.verb == "put" else ""
    ask = getattr(visitor.client, one.verb)

    def send() -> Any:
        return ask(one.url, body, content_type=kind, headers={"if-match": tag})

    with undone():
        answer = send()
        touched = any(_wrote(alias) for alias in SIDES)
    if answer.status_code >= 500:
        yield f"{answer.status_code} {cause(answer)}"
    elif answer.status_code < 400:
        yield from [f"taken ({answer.status_code})"] if must_refuse else []
    else:
        yield from _manners(visitor, send, answer, touched)


def _manners(visitor: Visitor, send: Any, answer: Any, touched: bool) -> Iterator[str]:
    said = answer.json().get("detail", "")
    if not isinstance(said, str) or len(said) < 8:
        yield f"refused without a sentence: {said!r}"
    if touched:
        before = _standing(visitor.world)
        send()
        if _standing(visitor.world) != before:
            yield "refused, and something was written"
