"""Non-interference: what one may not read changes no byte, no header, no status and no number of queries."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from django.db import connections
from django.test import override_settings

from pocplan.ui.finding import kinds
from tests.architecture.sources import say
from tests.sweep.planting import Room
from tests.sweep.reading import of_rows
from tests.sweep.samples import addresses
from tests.sweep.walker import SIDES, Seen, Visitor, difference, fill, seen
from tests.twin.worlds import base, twin, with_secrets, without_secrets
from tests.world import World

PROBERS = [
    ("cluster.lead", "Cluster"),
    ("adviser", "Senior"),
    ("observer", "Observer"),
    ("dsrsg.hc", "Humanitarian"),
    ("other.adviser", "Senior"),
]
# A PDF names itself at random; its text is compared as the page that it is made from.
RANDOM = re.compile(rb"/ID ?\[[^\]]*\]|/(?:Creation|Mod)Date ?\([^)]*\)|<xmp:\w+Date>[^<]*")
Answer = tuple[Seen, int]


@pytest.fixture(scope="module")
def source() -> Iterator[str]:
    with base() as name:
        yield name


@pytest.mark.parametrize(("who", "title"), PROBERS)
def test_secrets_change_nothing_that_their_outsider_can_observe(source: str, who: str, title: str) -> None:
    with twin(source, without_secrets) as world:
        rows = len(world.__dict__["planted"])
        first = _walk(world, who, title)
    with twin(source, with_secrets(who, title)) as world:
        assert len(world.__dict__["planted"]) > 2 * rows, "There are no secrets, so nothing was tried."
        second = _walk(world, who, title)
    assert sum(answer.status == 200 for answer, _ in first.values()) > 30, "Hardly any page was compared."
    assert first.keys() == second.keys()
    offences = [f"{url}: {_told(first[url], second[url])}" for url in first if first[url] != second[url]]
    assert not offences, say(
        offences[:30], f"{len(offences)} of {len(first)} pages tell {who} of rows that are not theirs."
    )


def _told(one: Answer, other: Answer) -> str:
    if one[0] != other[0]:
        return difference(one[0], other[0])
    return f"{one[1]} and {other[1]} queries"


def _walk(world: World, who: str, title: str) -> dict[str, Answer]:
    visitor, turn = Visitor(world, who, title), PROBERS.index((who, title)) % 2
    return {url: _answer(visitor, url) for url in dict.fromkeys(_urls(visitor, turn))}


def _urls(visitor: Visitor, turn: int) -> Iterator[str]:
    """Lists and their further pages; a row of one's own, and a hidden one, which in the bare world never was.

    Of the two rows of each kind that everybody has, probers take turns.
    """
    for address in addresses():
        if not of_rows(address):
            for url in fill(address, None):
                yield from (url, f"{url}?page=2", f"{url}?page=999")
        else:
            for room in (*_own(visitor, address, turn), visitor.room_for(address, visitor.hidden, 0)):
                yield from fill(address, room)
    # Every planted word begins so: what is found, in which order, on how many pages.
    yield "/search/?words=zq"
    yield from (f"/search/?words=zq&kind={kind.key}" for kind in kinds())


def _own(visitor: Visitor, address: object, turn: int) -> list[Room]:
    room = visitor.room_for(address, visitor.own, turn)  # type: ignore[arg-type]
    return [] if room is None else [room]


def _answer(visitor: Visitor, url: str) -> Answer:
    visitor.client.cookies.pop("messages", None)
    with _counted() as count:
        response = visitor.get(url)
    answer = seen(response, hide=())
    return Seen(answer.status, answer.headers, RANDOM.sub(b"", answer.body)), len(count)


@contextmanager
def _counted() -> Iterator[list[str]]:
    asked: list[str] = []

    def count(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        asked.append(sql)
        return execute(sql, params, many, context)

    with ExitStack() as stack:
        for alias in SIDES:
            stack.enter_context(connections[alias].execute_wrapper(count))
        yield asked


def test_the_twin_hears_careless_views(source: str) -> None:
    """The test of the test: a list by a superuser differs between the worlds, one under row security does not."""
    answers: dict[str, set[Answer]] = {"/list/": set(), "/header/": set(), "/base/": set()}
    with override_settings(ROOT_URLCONF="tests.sweep.careless"):
        for filled in (without_secrets, with_secrets("cluster.lead", "Cluster")):
            with twin(source, filled) as world:
                visitor = Visitor(world, "cluster.lead", "Cluster")
                for url, heard in answers.items():
                    heard.add(_answer(visitor, url))
    assert {url: len(heard) for url, heard in answers.items()} == {"/list/": 2, "/header/": 2, "/base/": 1}
