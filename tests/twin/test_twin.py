"""Non-interference: what one may not read, and who reads it, changes no byte, header, status or number of queries."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connections
from django.template.loader import get_template
from django.test import override_settings

from missions.models import Incident
from pocplan.ui.finding import kinds
from tests.architecture.sources import ROOT, say
from tests.sweep.planting import Room, belongs, canary
from tests.sweep.reading import of_rows
from tests.sweep.samples import addresses
from tests.sweep.walker import SIDES, Seen, Visitor, difference, fill, seen, words_in
from tests.twin.worlds import BEFORE, FIRST, base, walked, with_secrets, without_secrets
from tests.world import World

# Who asks, and who of the other side (or of another operation) has asked the same just before, where there are secrets.
PROBERS = {
    ("cluster.lead", "Cluster"): ("srsg", "Head"),
    ("adviser", "Senior"): ("cluster.lead", "Cluster"),
    ("observer", "Observer"): ("adviser", "Senior"),
    ("dsrsg.hc", "Humanitarian"): ("adviser", "Senior"),
    ("other.adviser", "Senior"): ("adviser", "Senior"),
}
# A PDF names itself at random; its text is compared as the page that it is made from.
RANDOM = re.compile(rb"/ID ?\[[^\]]*\]|/(?:Creation|Mod)Date ?\([^)]*\)|<xmp:\w+Date>[^<]*")
Answer = tuple[Seen, int]


@pytest.fixture(scope="module")
def source() -> Iterator[str]:
    _read_files()
    with base() as name:
        yield name


def _read_files() -> None:
    """What each process would read anew and what knows nobody's rows: the addresses and the templates."""
    addresses()
    for path in (ROOT / "templates").rglob("*.html"):
        get_template(path.relative_to(ROOT / "templates").as_posix())


@pytest.mark.parametrize(("who", "title"), PROBERS)
def test_secrets_and_their_readers_change_nothing_that_an_outsider_can_observe(
    source: str, who: str, title: str
) -> None:
    def walk(world: World) -> tuple[int, dict[str, Answer]]:
        return len(world.__dict__["planted"]), _walk(world, who, title)

    def walk_second(world: World) -> tuple[int, dict[str, Answer]]:
        _read_before(world, who, title)
        return walk(world)

    rows, first = walked(source, without_secrets, walk)
    more, second = walked(source, with_secrets(who, title), walk_second)
    assert more > 2 * rows, "There are no secrets, so nothing was tried."
    assert sum(answer.status == 200 for answer, _ in first.values()) > 30, "Hardly any page was compared."
    assert first.keys() == second.keys()
    offences = [f"{url}: {_told(first[url], second[url])}" for url in first if first[url] != second[url]]
    assert not offences, say(
        offences[:30], f"{len(offences)} of {len(first)} pages tell {who} of rows that are not theirs."
    )


def _read_before(world: World, who: str, title: str) -> None:
    """Somebody reads, in this process, what the prober may not read and will ask for: nothing of it may be kept."""
    prober, insider = Visitor(world, who, title), Visitor(world, *PROBERS[who, title])
    words = {word for url in _urls(prober) for word in words_in(world, insider.get(url), asked=url)}
    assert words - prober.may_see, "Nothing was read that the prober may not read, so nothing could be kept."
    ContentType.objects.clear_cache()  # which Django remembers of every model, for everybody


def _told(one: Answer, other: Answer) -> str:
    if one[0] != other[0]:
        return difference(one[0], other[0])
    return f"{one[1]} and {other[1]} queries"


def _walk(world: World, who: str, title: str) -> dict[str, Answer]:
    visitor = Visitor(world, who, title)
    answers = {url: _answer(visitor, url) for url in _urls(visitor)}
    page = (2, 999)[_turn(visitor)]
    further = (f"{url}?page={page}" for url in _lists() if _is_page(answers[url]))
    return answers | {url: _answer(visitor, url) for url in further}


def _turn(visitor: Visitor) -> int:
    """Probers take turns with the two rows of each kind that everybody has, and with further pages."""
    return list(PROBERS).index((visitor.who, visitor.title)) % 2


def _is_page(answer: Answer) -> bool:
    """Whether it may have further pages: neither refused nor a file."""
    kind = dict(answer[0].headers).get("content-type", "")
    return answer[0].status == 200 and kind.startswith(("text/html", "application/json"))


def _lists() -> list[str]:
    return [url for address in addresses() if not of_rows(address) for url in fill(address, None)]


def _urls(visitor: Visitor) -> list[str]:
    """Lists; a row of one's own, and a hidden one, which in the bare world never was; and what is searched."""
    rows = [
        url
        for address in addresses()
        if of_rows(address)
        for room in (*_own(visitor, address, _turn(visitor)), visitor.room_for(address, visitor.hidden, 0))
        for url in fill(address, room)
    ]
    # Every planted word begins so: what is found, in which order, on how many pages.
    searches = ["/search/?words=zq", *(f"/search/?words=zq&kind={kind.key}" for kind in kinds())]
    named = [f"/search/?words={reference}&kind=incidents" for reference in _references(visitor)]
    return list(dict.fromkeys([*_lists(), *rows, *searches, *named]))


def _references(visitor: Visitor) -> Iterator[str]:
    """Whole references of incidents, by which alone they are found: one's own, everybody's hidden ones, a secret."""
    for places, numbers in ((visitor.own, FIRST), (visitor.hidden, (*FIRST, *BEFORE))):
        room = next(room for room in places if belongs(Incident, room))
        yield from (canary(Incident, room, number) for number in numbers)


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
    """The test of the test: a superuser's list differs between the worlds, and what a module keeps for the next.

    What is under row security does not.
    """
    who, title = "cluster.lead", "Cluster"
    urls = ("/list/", "/header/", "/remembered/", "/base/")

    def walk(world: World) -> list[Answer]:
        visitor = Visitor(world, who, title)
        return [_answer(visitor, url) for url in urls]

    def walk_second(world: World) -> list[Answer]:
        Visitor(world, *PROBERS[who, title]).get("/remembered/")
        return walk(world)

    with override_settings(ROOT_URLCONF="tests.sweep.careless"):
        first = walked(source, without_secrets, walk)
        second = walked(source, with_secrets(who, title), walk_second)
    assert [url for url, one, other in zip(urls, first, second, strict=True) if one == other] == ["/base/"]
