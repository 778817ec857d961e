"""One person asking for one address: what is theirs, what is hidden, and what the answers give away."""

from typing import Any

from pocplan.access.domain.rooms import Addressee, open_shared
from tests.sweep.planting import Place, numbers, rooms
from tests.sweep.samples import Address
from tests.sweep.walker import Visitor, fill, ids_in, seen, words_in
from tests.world import World

ASKED_AS = ({}, {"hx-request": "true"}, {"accept": "application/json"})


def open_rooms(world: World) -> None:
    """A text room for all invitees and a reply room for each, as a round opens them."""
    mission = Addressee(world.owner_id("UNMOR"), "mission", may_write=True)
    guests = [Addressee(world.owner_id(one), "cluster_lead") for one in ("Protection Cluster", "Child Protection AoR")]
    with world.acting("adviser") as actor:
        for label, invited in (("Text", guests), ("Reply 1", guests[:1]), ("Reply 2", guests[1:])):
            open_shared(actor=actor, label=label, addressees=[mission, *invited])


def read_own(visitor: Visitor, address: Address, turn: int) -> list[str]:
    room = visitor.room_for(address, visitor.own, turn)
    if room is None and of_rows(address):
        return []
    offences = []
    for rank, url in enumerate(fill(address, room)):
        headers = ASKED_AS[(turn + rank) % len(ASKED_AS)]
        response = visitor.get(url, **headers)
        offences += _faults(visitor, url, response, words_in(visitor.world, response, asked=url))
    return offences


def of_rows(address: Address) -> bool:
    return any(address.model(argument) for argument in address.arguments)


def _faults(visitor: Visitor, url: str, response: Any, words: set[Place]) -> list[str]:
    faults = []
    if response.status_code >= 500:
        faults.append(f"{response.status_code} {cause(response)}")
    if words - visitor.may_see:
        faults.append(f"shows {places(visitor, words - visitor.may_see)}")
    if not {"private", "no-store"} <= set(response.headers.get("Cache-Control", "").split(", ")):
        faults.append(f"Cache-Control: {response.headers.get('Cache-Control')}")
    return [f"{visitor}: GET {url}: {fault}" for fault in faults]


def cause(response: Any) -> str:
    info = getattr(response, "exc_info", None)
    return f"{info[0].__name__}: {str(info[1])[:300]}" if info else ""


def places(visitor: Visitor, words: set[Place]) -> str:
    models = {number: model._meta.label for model, number in numbers().items()}
    labels = {room.index: f"{room.label} {room.audience}" for room in rooms(visitor.world)}
    return "; ".join(sorted({f"{models[model]} of {labels[room]}" for room, model, _ in words})[:4])


def ask_for_hidden(visitor: Visitor, address: Address, turn: int) -> list[str]:
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
