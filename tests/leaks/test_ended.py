"""Channel 67: access that ended, in every way there is. All that was readable is asked for again.

Somebody's session, token, bookmarks and files are kept; the seat ends; every address is asked once more. It gives
nothing that the person may not read now, a row that went is a 404, a token that fell is a 401, a file that was made
is not handed out, one that was asked for is not made, and mail that waited is not sent.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from pocplan.access.clock import today
from pocplan.access.domain.tokens import make_token
from pocplan.access.ids import new_id
from pocplan.jobs.files import folder
from pocplan.notices.domain.planning import plan_events
from pocplan.notices.domain.posting import send_waiting
from strategies.domain.exports import request_export
from strategies.models import Rendition, Version
from strategies.tasks import write_export, write_waiting_files
from tests.architecture.sources import say
from tests.notices.stage import tell_room
from tests.sweep.planting import Room, plant, readable_rows, rooms, row_id
from tests.sweep.reading import of_rows, open_rooms, places
from tests.sweep.samples import FOR_ANYBODY, addresses
from tests.sweep.walker import Visitor, fill, ids_in, words_in
from tests.world import World

LEAVING = "UPDATE access_incumbency SET ends = '2026-01-06', starts = '2026-01-05' WHERE id = %(hat)s"
# How a seat ends: whose, which room is lost (None: all of them), and what happens.
ENDINGS: dict[str, tuple[str, str | None, str]] = {
    "appointment ended": ("police.planner", None, LEAVING),
    "post closed": ("civil.affairs", None, "UPDATE access_post SET closed_on = '2026-01-06' WHERE id = %(post)s"),
    "account closed": ("human.rights", None, "UPDATE accounts_user SET is_active = false WHERE id = %(user)s"),
    "moved to the other side": ("force.planner", None, LEAVING),
    "seat by name taken": ("ocha", "Reply 2", "UPDATE access_seat SET taken_at = now() WHERE post_id = %(post)s"),
    "release withdrawn": (
        "cluster.colead",
        "Reply 1",
        "INSERT INTO strategies_renditionwithdrawal (id, compartment_id, rendition_id, at)"
        " VALUES (gen_random_uuid(), %(room)s, %(rendition)s, now())",
    ),
    "addressing ended": (
        "cluster.lead",
        "Text",
        "UPDATE access_addressing SET ended_at = now() WHERE compartment_id = %(room)s AND owner_id = %(owner)s",
    ),
    "cluster deactivated": (
        "aor.lead",
        "Text",
        "UPDATE access_owner SET state = 'deactivated' WHERE id = %(owner)s",
    ),
}
ACROSS = (
    "INSERT INTO access_person (id, compartment_id, owner_id, user_id, name)"
    " SELECT %(new)s, compartment_id, owner_id, %(user)s, 'Somebody who moved' FROM access_post WHERE id = %(there)s",
    "INSERT INTO access_incumbency (id, compartment_id, post_id, person_id, starts, acting, confirmed_at)"
    " SELECT gen_random_uuid(), compartment_id, id, %(new)s, '2026-01-06', false, now()"
    " FROM access_post WHERE id = %(there)s",
)


@dataclass
class Leaver:
    """Somebody with all that he could keep."""

    visitor: Visitor
    room: Room | None
    token: str
    made: UUID  # a file
    asked: UUID  # a file that no worker has begun
    read: list[str] = field(default_factory=list)

    def keep(self, turn: int) -> None:
        """Lists, and a share of the addresses of rows: another one for each who leaves."""
        places = [self.room] if self.room else self.visitor.own
        for rank, address in enumerate(addresses()):
            of_text = self.room and "rendition_id" in address.arguments
            if of_rows(address) and rank % len(ENDINGS) != turn and not of_text:
                continue
            if self.room and address.name.startswith(("consultations:round", "strategies:version")):
                continue  # these stand with the mission, which keeps the original and where it was released
            room = self.visitor.room_for(address, places, 0)
            for url in fill(address, room) if room or not of_rows(address) else []:
                response = self.visitor.get(url)
                if response.status_code in (200, 302) and address.name not in FOR_ANYBODY:
                    self.read.append(url)


@pytest.fixture(scope="module")
def leavers(shared_world: World, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Everybody reads, keeps, and leaves, each in another way; then the worker has its turn."""
    world, before = shared_world, settings.STATE_DIR
    settings.STATE_DIR = tmp_path_factory.mktemp("state")
    open_rooms(world)
    _seat_by_name(world)
    plant(world, rooms(world), [0, 1])
    found = {way: _leaver(world, way) for way in ENDINGS}
    tell_room(world, "adviser", "mission", urgent=True)
    plan_events()
    for way, leaver in found.items():
        _end(world, way, leaver)
    write_waiting_files()
    send_waiting()
    yield found
    settings.STATE_DIR = before


def _seat_by_name(world: World) -> None:
    world.query(
        "INSERT INTO access_seat (id, compartment_id, post_id, may_write, reason, given_at)"
        " SELECT gen_random_uuid(), c.id, p.id, false, 'invited', now() FROM access_compartment c, access_post p"
        " WHERE c.label = 'Reply 2' AND p.kind = 'ocha_officer'"
    )


def _leaver(world: World, way: str) -> Leaver:
    who, label, _ = ENDINGS[way]
    visitor = Visitor(world, who, "")
    room = next((one for one in rooms(world) if one.label == label), None) if label else None
    with world.acting(who) as actor:
        secret = make_token(actor=actor, label="kept", expires_on=today() + timedelta(days=9))[1]
        model = Rendition if room else Version
        home = room or next(one for one in rooms(world) if one.audience == "mission" and one.id in actor.readable)
        text = model.objects.visible_to(actor).get(pk=row_id(model, home, 0))  # type: ignore[attr-defined]
        files = [request_export(actor=actor, source=text, language="en") for _ in range(2)]
    write_export(str(files[0].pk), str(files[0].incumbency_id))
    leaver = Leaver(visitor, room, secret, files[0].pk, files[1].pk)
    leaver.keep([*ENDINGS].index(way))
    assert len(leaver.read) > 10
    return leaver


def _end(world: World, way: str, leaver: Leaver) -> None:
    who, _, statement = ENDINGS[way]
    hat = world.hat(who)
    post, user = world.query(
        "SELECT i.post_id::text, p.user_id::text FROM access_incumbency i JOIN access_person p ON p.id = i.person_id"
        " WHERE i.id = %s",
        [str(hat.incumbency_id)],
    )[0]
    room = leaver.room
    values = {"hat": str(hat.incumbency_id), "post": post, "user": user, "room": room and room.id}
    values["owner"] = world.query("SELECT owner_id::text FROM access_post WHERE id = %s", [post])[0][0]
    values["rendition"] = str(row_id(Rendition, room, 0)) if room else None
    world.query(statement, values)
    if way == "moved to the other side":
        there = world.query("SELECT id::text FROM access_post WHERE title_en = 'Member, Safran Relief'")[0][0]
        for step in ACROSS:
            world.query(step, {**values, "there": there, "new": str(MOVED)})


MOVED = new_id()
ways = pytest.mark.parametrize("way", ENDINGS)


def _may_see_now(world: World, who: str) -> set[Any]:
    found: set[Any] = set()
    for hat in world.hats(who):
        with world.acting(who, hat.title) as actor:
            found |= set(readable_rows(world, actor))
    return found


@ways
def test_what_was_kept_opens_nothing_any_more(shared_world: World, leavers: dict[str, Leaver], way: str) -> None:
    leaver, who = leavers[way], ENDINGS[way][0]
    now = _may_see_now(shared_world, who)
    if way == "release withdrawn":  # the row stands for what was read of it; its words are shown to nobody
        now -= {place for place in now if place in _words_of(shared_world, leaver)}
    lost = leaver.visitor.may_see - now
    assert lost, "Nothing was lost, so nothing was tried."
    offences, gone, has_left = [], 0, not shared_world.hats(who)
    for url in leaver.read:
        response = leaver.visitor.get(url)
        told = words_in(shared_world, response, asked=url) - now
        gone += response.status_code in (302, 404)
        if told:
            offences.append(f"{way}: {url} shows {places(leaver.visitor, told)}")
        if has_left and ids_in(url) and response.status_code == 200:
            offences.append(f"{way}: {url} answers 200")
    assert not offences, say(offences[:20], "Seats are read in each transaction; no copy stands outside the walls.")
    assert gone > 0


def _words_of(world: World, leaver: Leaver) -> set[Any]:
    assert leaver.room
    place = world.__dict__["planted"][row_id(Rendition, leaver.room, 0)]
    return {place}


@ways
def test_the_token_falls_with_the_hat(leavers: dict[str, Leaver], way: str) -> None:
    leaver = leavers[way]
    headers = {"Authorization": f"Bearer {leaver.token}"}
    for url in [one for one in leaver.read if one.startswith("/api/")]:
        answer = Client().get(url, headers=headers)
        assert answer.status_code == 401 if leaver.room is None else answer.status_code in (200, 404), url
        told = words_in(leaver.visitor.world, answer, asked=url)
        if leaver.room is None:
            assert not told, url


@ways
def test_files_are_neither_handed_out_nor_made(shared_world: World, leavers: dict[str, Leaver], way: str) -> None:
    leaver = leavers[way]
    state, size = shared_world.query("SELECT state, size FROM strategies_export WHERE id = %s", [str(leaver.made)])[0]
    assert (state, size > 0) == ("done", True)
    answer = leaver.visitor.client.post(reverse("strategies:download", args=[leaver.made]))
    assert answer.status_code in (302, 404)
    assert not words_in(shared_world, answer, asked=str(leaver.made))
    rows = shared_world.query("SELECT state, stored_as FROM strategies_export WHERE id = %s", [str(leaver.asked)])
    # Where nobody writes any more the job is not even closed; it waits and is never done.
    assert rows[0][0] == ("waiting" if way == "cluster deactivated" else "refused")
    assert not (folder() / rows[0][1]).exists()


def test_mail_that_waited_goes_to_those_who_stayed(shared_world: World, leavers: dict[str, Leaver]) -> None:
    states = dict(
        shared_world.query("SELECT u.username, m.state FROM notices_mail m JOIN accounts_user u ON u.id = m.user_id")
    )
    left = {ENDINGS[way][0] for way in list(ENDINGS)[:4]}
    assert left <= set(states)
    assert {who: states[who] for who in left} == dict.fromkeys(left, "cancelled")
    assert "sent" in states.values()
