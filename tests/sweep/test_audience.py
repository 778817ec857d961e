"""Who can see this: said on every page that a person reads under a hat."""

from collections import Counter

import pytest

from tests.architecture.sources import say
from tests.sweep.planting import plant, rooms
from tests.sweep.reading import of_rows, open_rooms
from tests.sweep.samples import FOR_ANYBODY, OF_SIGN_IN, Address, addresses
from tests.sweep.test_reading import RIGHT_PEOPLE
from tests.sweep.walker import Visitor, fill
from tests.world import World

# Pages that hold nothing of a room, and why.
OF_NO_ROOM = {
    "threats:group-new": "the room is made by this form",
    "tokens": "an account's own tokens",
    "missions:known": "missions as they are published, the same for everybody",
    "people:secure": "says how to sign in more safely",
    "notices:settings": "an account's own language and morning",
    "ui:keyboard": "what each key does",
}
ENOUGH = 3  # pages of one address on which it was said; the next person is asked about others
SAID = ('class="audience', 'class="who ')


@pytest.fixture(scope="module")
def planted(shared_world: World) -> World:
    open_rooms(shared_world)
    plant(shared_world, rooms(shared_world), [0])
    return shared_world


def _pages(visitor: Visitor, address: Address) -> dict[str, str]:
    """Every whole page that this person gets at this address."""
    room = visitor.room_for(address, visitor.own, 0)
    answers = {url: visitor.get(url) for url in (fill(address, room) if room or not of_rows(address) else [])}
    return {
        url: answer.text
        for url, answer in answers.items()
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html") and "<html" in answer.text
    }


def test_every_page_says_who_can_see_it(planted: World) -> None:
    silent: dict[str, str] = {}
    heard = Counter[str]()
    for who, title in RIGHT_PEOPLE:
        visitor = Visitor(planted, who, title)
        for address in addresses():
            if address.name in FOR_ANYBODY or address.name.startswith((*OF_SIGN_IN, "admin:")):
                continue
            if heard[address.name] >= ENOUGH:
                continue
            for page in _pages(visitor, address).values():
                told = any(mark in page for mark in SAID)
                if told:
                    heard[address.name] += 1
                else:
                    silent.setdefault(address.name, who)
    assert len(heard) > 60, sorted(heard)
    offences = [f"{name}, as {who}" for name, who in sorted(silent.items()) if name not in OF_NO_ROOM]
    assert not offences, say(
        offences, 'Put <c-audience :who="who" /> into the block audience, or a reason in OF_NO_ROOM.'
    )
    assert set(OF_NO_ROOM) <= set(silent), set(OF_NO_ROOM) - set(silent)
