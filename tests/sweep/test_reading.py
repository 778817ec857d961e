"""Every page, by every person under every hat: what may not be read is in no answer, and what may be is found."""

from collections import defaultdict

import pytest

from tests.architecture.sources import say
from tests.sweep.planting import HATS, plant, rooms
from tests.sweep.reading import ask_for_hidden, of_rows, open_rooms, read_own
from tests.sweep.samples import FOR_ANYBODY, TRIED_ELSEWHERE, WITHOUT_WORDS, Address, addresses
from tests.sweep.walker import Visitor, anonymous, fill, words_in
from tests.world import World

PARTS = 4  # so that two processes share the work
# Between them they may read every kind of row.
RIGHT_PEOPLE = [
    ("adviser", "Senior"),
    ("force.planner", "Force"),
    ("srsg", "Head"),
    ("chief.of.staff", "Chief"),
    ("cluster.lead", "Cluster"),
    ("cluster.member", "Member"),
    ("admin", "System"),
]


@pytest.fixture(scope="module")
def planted(shared_world: World) -> World:
    open_rooms(shared_world)
    plant(shared_world, rooms(shared_world), [0, 1])
    return shared_world


def test_every_address_has_samples() -> None:
    strangers = [f"{one.name}: {', '.join(one.strangers)}" for one in addresses() if one.strangers]
    assert not strangers, say(strangers, "Say in tests/sweep/samples.py whose id the argument is (KEYS), or VALUES.")


@pytest.mark.parametrize("part", range(PARTS))
def test_nobody_is_shown_what_is_not_theirs(planted: World, part: int) -> None:
    offences: list[str] = []
    for turn, (who, title) in enumerate(HATS):
        if turn % PARTS == part:
            visitor = Visitor(planted, who, title)
            for address in addresses():
                offences += read_own(visitor, address, turn)
                offences += ask_for_hidden(visitor, address, turn)
    assert not offences, say(
        offences[:60], f"{len(offences)} leaks. Ask X.objects.visible_to(actor); answer 404 alike."
    )


def test_whoever_may_read_a_page_finds_its_words(planted: World) -> None:
    """Green because all is 404 would prove nothing."""
    left = {address for address in addresses() if address.name not in {**FOR_ANYBODY, **TRIED_ELSEWHERE}}
    answers: dict[str, set[int]] = defaultdict(set)
    for who, title in RIGHT_PEOPLE:
        visitor = Visitor(planted, who, title)
        left -= {address for address in left if _finds_words(visitor, address, answers[address.name])}
    silent = [
        f"{one.name}: {sorted(answers[one.name])}"
        for one in left
        if answers[one.name] != {405} and not (one.name in WITHOUT_WORDS and answers[one.name] & {200, 302})
    ]
    assert not silent, say(sorted(silent), SILENT)


SILENT = "Nobody found a planted word on these pages. Show one, or say in WITHOUT_WORDS why there is none."


def _finds_words(visitor: Visitor, address: Address, answers: set[int]) -> bool:
    for turn in range(3 if of_rows(address) else 1):
        room = visitor.room_for(address, visitor.own, turn)
        for url in fill(address, room) if room or not of_rows(address) else []:
            response = visitor.get(url)
            answers.add(response.status_code)
            if words_in(visitor.world, response, asked=url) & visitor.may_see:
                return True
    return False


def test_nobody_in_particular_is_refused_everywhere(planted: World) -> None:
    client = anonymous()
    offences = []
    for address in addresses():
        for room in (rooms(planted)[0], None) if address.arguments else (None,):
            for url in fill(address, room):
                response = client.get(url)
                is_open = response.status_code not in (302, 401, 403, 405)
                if words_in(planted, response, asked=url) or (is_open and address.name not in FOR_ANYBODY):
                    offences.append(f"GET {url} without signing in: {response.status_code}")
    assert not offences, say(offences, "The middleware asks for a sign-in; an exception needs a reason in FOR_ANYBODY.")
