"""Asking as one person under one hat, and reading what the answer gives away."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from pocplan.access.models import Compartment, Owner
from tests.sweep.planting import CANARY, Place, Room, belongs, found_in, readable_rows, rooms, row_id
from tests.sweep.samples import NOBODYS, Address
from tests.world import World

TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]+|(csrf-token" content=")[^"]+')
MASKED_HEADERS = ("set-cookie", "date", "expires")
SIDES = ("default", "mission", "humanitarian")


@dataclass(frozen=True)
class Seen:
    """What an observer gets of one answer."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def seen(response: Any, *, hide: tuple[str, ...] = ()) -> Seen:
    """The answer without what is random by design; `hide` are the ids that were asked for."""
    body = TOKEN.sub(rb"\1\2", body_of(response))
    headers = {key.lower(): value for key, value in response.headers.items() if key.lower() not in MASKED_HEADERS}
    for word in hide:
        body = body.replace(word.encode(), b"ASKED")
        headers = {key: value.replace(word, "ASKED") for key, value in headers.items()}
    if hide:  # the length of what was asked for is the asker's
        headers.pop("content-length", None)
    cookies = [("set-cookie", name) for name in sorted(response.cookies)]
    return Seen(response.status_code, (*sorted(headers.items()), *cookies), body)


def difference(one: Seen, other: Seen) -> str:
    """The first thing in which two answers differ, short enough to read."""
    if one.status != other.status:
        return f"{one.status} and {other.status}"
    if one.headers != other.headers:
        return f"headers {sorted(set(one.headers) ^ set(other.headers))}"
    place = next((n for n, (a, b) in enumerate(zip(one.body, other.body, strict=False)) if a != b), len(one.body))
    start = max(place - 40, 0)
    return f"…{one.body[start : place + 60]!r} and …{other.body[start : place + 60]!r}"


def body_of(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else bytes(response.content)


def words_in(world: World, response: Any, *, asked: str = "") -> set[Place]:
    """Every planted row that an answer tells of, in headers, body or files; what was asked for is no news."""
    head = "\n".join(f"{key}: {value}" for key, value in response.headers.items()).encode()
    body = _opened(body_of(response))
    for one in ids_in(asked):
        head, body = head.replace(one.encode(), b""), body.replace(one.encode(), b"")
    return found_in(world, head + response.cookies.output().encode() + body)


def ids_in(url: str) -> tuple[str, ...]:
    return tuple(part for part in url.split("/") if len(part) == 36)


def _opened(body: bytes) -> bytes:
    """The body; for Word, Excel and other packed files, also what is in them."""
    if not body.startswith(b"PK\x03\x04"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        inside = b"\n".join(packed.read(name) for name in packed.namelist())
    return body + inside + re.sub(rb"<[^>]*>", b"", inside)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is taken back, on the login of every side."""
    with ExitStack() as stack:
        for alias in SIDES:
            stack.enter_context(transaction.atomic(using=alias))
        yield
        for alias in SIDES:
            transaction.set_rollback(True, using=alias)


class Visitor:
    """A member of the cast under one hat, who walks through a planted world."""

    def __init__(self, world: World, who: str, title: str) -> None:
        self.world, self.who, self.title = world, who, title
        self.client = world.client(who, title)
        self.client.raise_request_exception = False
        with world.acting(who, title) as actor:
            self.readable, self.operation_id = actor.readable, actor.operation_id
            self.may_see = set(readable_rows(world, actor))

    def __str__(self) -> str:
        return f"{self.who} ({self.title})"

    @cached_property
    def own(self) -> list[Room]:
        """Rooms that this person reads, the fullest of meaning first."""
        return sorted((room for room in rooms(self.world) if room.id in self.readable), key=_dull)

    @cached_property
    def hidden(self) -> list[Room]:
        return [room for room in rooms(self.world) if room.id not in self.readable]

    def room_for(self, address: Address, places: list[Room], turn: int) -> Room | None:
        """A room of these with rows for the address; another one each turn, and of another audience first."""
        models = [model for argument in address.arguments if (model := address.model(argument))]
        if Owner in models and places is self.hidden:
            places = [room for room in places if room.operation_id != self.operation_id]
        fitting = apart([room for room in places if all(belongs(model, room) for model in models)])
        return fitting[turn % len(fitting)] if models and fitting else None

    def get(self, url: str, **headers: str) -> HttpResponse:
        return self.client.get(url, headers=headers)  # type: ignore[return-value]


def fill(address: Address, room: Room | None) -> list[str]:
    """The address with the rows planted in `room`; None stands for ids that never were."""
    choices = []
    for argument in address.arguments:
        model = address.model(argument)
        if model is not None:
            choices.append([_id_in(model, room, address.row) if room else NOBODYS])
        else:
            choices.append(address.values(argument) or [])
    return [reverse(address.name, kwargs=dict(zip(address.arguments, one, strict=True))) for one in product(*choices)]


def _dull(room: Room) -> tuple[int, int]:
    order = {"commons": 2, "directory": 2, "shared": 1}
    return order.get(room.audience, 0), room.id


def _id_in(model: Any, room: Room, n: int) -> UUID:
    if model is Owner:
        return room.owner_id
    return room.public_id if model is Compartment else row_id(model, room, n)


def apart(places: list[Room]) -> list[Room]:
    """One room of each audience first, so that a few stand for many."""
    by_audience: dict[str, list[Room]] = {}
    for room in places:
        by_audience.setdefault(room.audience, []).append(room)
    return [room for rank in range(len(places)) for group in by_audience.values() for room in group[rank : rank + 1]]


def anonymous() -> Client:
    client = Client(headers={"accept-language": "en"})
    client.raise_request_exception = False
    return client


def nonsense(word: str) -> str:
    """As long as a canary, and planted nowhere."""
    return CANARY.sub(lambda found: b"yy" + found[0][2:-2].replace(b"x", b"y") + b"yy", word.encode()).decode()
