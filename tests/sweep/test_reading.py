"""Every page, by every person under every hat: what may not be read is in no answer, and what may be is found."""

from collections import defaultdict
from typing import Any

import pytest

from pocplan.access.domain.rooms import Addressee, open_shared
from tests.architecture.sources import say
from tests.sweep.planting import HATS, Place, numbers, plant, rooms
from tests.sweep.samples import FOR_ANYBODY, TRIED_ELSEWHERE, WITHOUT_WORDS, Address, addresses
from tests.sweep.walker import Visitor, anonymous, fill, ids_in, seen, words_in
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


def open_rooms(world: World) -> None:
    """A text room for all invitees and a reply room for each, as a round opens them."""
    mission = Addressee(world.owner_id("UNMOR"), "mission", may_write=True)
    guests = [Addressee(world.owner_id(one), "cluster_lead") for one in ("Protection Cluster", "Child Protection AoR")]
    with world.acting("adviser") as actor:
        for label, invited in (("Text", guests), ("Reply 1", guests[:1]), ("Reply 2", guests[1:])):
            open_shared(actor=actor, label=label, addressees=[mission, *invited])


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
                offences += _read_own(visitor, address, turn)
                offences += _ask_for_hidden(visitor, address, turn)
    assert not offences, say(
        offences[:60], f"{len(offences)} leaks. Ask X.objects.visible_to(actor); answer 404 alike."
    )


ASKED_AS = ({}, {"hx-request": "true"}, {"accept": "application/json"})


def _read_own(visitor: Visitor, address: Address, turn: int) -> list[str]:
    room = visitor.room_for(address, visitor.own, turn)
    if room is None and _of_rows(address):
        return []
    offences = []
    for rank, url in enumerate(fill(address, room)):
        headers = ASKED_AS[(turn + rank) % len(ASKED_AS)]
        response = visitor.get(url, **headers)
        offences += _faults(visitor, url, response, words_in(visitor.world, response, asked=url))
    return offences


def _of_rows(address: Address) -> bool:
    return any(address.model(argument) for argument in address.arguments)


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
    for turn in range(3 if _of_rows(address) else 1):
        room = visitor.room_for(address, visitor.own, turn)
        for url in fill(address, room) if room or not _of_rows(address) else []:
            response = visitor.get(url)
            answers.add(response.status_code)
            if words_in(visitor.world, response, asked=url) & visitor.may_see:
                return True
    return False


def _faults(visitor: Visitor, url: str, response: Any, words: set[Place]) -> list[str]:
    faults = []
    if response.status_code >= 500:
        faults.append(f"{response.status_code} {_cause(response)}")
    if words - visitor.may_see:
        faults.append(f"shows {_places(visitor, words - visitor.may_see)}")
    if not {"private", "no-store"} <= set(response.headers.get("Cache-Control", "").split(", ")):
        faults.append(f"Cache-Control: {response.headers.get('Cache-Control')}")
    return [f"{visitor}: GET {url}: {fault}" for fault in faults]


def _cause(response: Any) -> str:
    info = getattr(response, "exc_info", None)
    return f"{info[0].__name__}: {str(info[1])[:300]}" if info else ""


def _places(visitor: Visitor, words: set[Place]) -> str:
    models = {number: model._meta.label for model, number in numbers().items()}
    labels = {room.index: f"{room.label} {room.audience}" for room in rooms(visitor.world)}
    return "; ".join(sorted({f"{models[model]} of {labels[room]}" for room, model, _ in words})[:4])


def _ask_for_hidden(visitor: Visitor, address: Address, turn: int) -> list[str]:
    """A hidden row and one that never was are answered by the same bytes."""
    room = visitor.room_for(address, visitor.hidden, turn)
    if room is None:
        return []
    offences = []
    for url, never in zip(fill(address, room), fill(address, None), strict=True):
        hidden_answer, never_answer = visitor.get(url), visitor.get(never)
        where = f"{visitor}: GET {url} ({room.label} {room.audience})"
        if seen(hidden_answer, hide=ids_in(url)) != seen(never_answer, hide=ids_in(never)):
            offences.append(
                f"{where}: {hidden_answer.status_code}, and {never_answer.status_code} for a row that never was"
            )
        elif hidden_answer.status_code not in (404, 405):
            offences.append(f"{where}: {hidden_answer.status_code} instead of 404")
    return offences


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
