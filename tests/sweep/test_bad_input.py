"""Bad input, item by item, and the test of each: a clear sentence, what was typed kept, nothing changed, no 500.

====================================== ==========================================================================
item                                   tests
====================================== ==========================================================================
empty fields                           here (every form), tests/strategies/test_refusals.py
empty, broken, encrypted file, bomb    tests/strategies/test_refusals.py, tests/strategies/documents/test_safety.py
100 MB upload                          tests/strategies/test_refusals.py ("huge")
a million characters in a field        here (every form), also in a script of several bytes; tests/api/test_api.py
NUL and right-to-left override         here (every text field of every form)
dates in the past                      here (every day of every form), tests/strategies/test_life.py,
                                       tests/reviews/test_causes.py, tests/people/test_appointments.py
windows of zero days                   tests/consultations/test_pages.py, tests/api/test_api.py
two seats that exclude each other      tests/access/test_exclusions.py, tests/people/test_appointments.py
approval by the author                 tests/strategies/test_life.py, tests/strategies/test_pages.py
comment on a superseded version        tests/consultations/test_round.py
two people saving one block            tests/strategies/test_pages.py, tests/api/test_api.py
token of somebody who left             tests/access/test_middleware.py
bodies that the API cannot take        tests/sweep/test_bad_bodies.py
====================================== ==========================================================================
"""

import re
from collections.abc import Iterator
from html import escape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connections
from django.urls import reverse

from tests.architecture.sources import say
from tests.sweep.forms import Form, forms_of
from tests.sweep.planting import plant, rooms
from tests.sweep.reading import cause, of_rows, open_rooms
from tests.sweep.samples import addresses
from tests.sweep.walker import SIDES, Visitor, body_of, fill, undone
from tests.world import World

WRITERS = [("adviser", "Senior"), ("force.planner", "Force"), ("cluster.lead", "Cluster")]
LEFT_OUT = ("/account/", "/hat/", "/language/", "/theme/")
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
NUL, OVERRIDE, MILLION = "a\x00b", "a\u202eb", "x" * 1_000_000
UNSEEN = {"NUL": NUL, "override": OVERRIDE, "million": MILLION}
DAYS = {"past": "1901-01-01", "first": "0001-01-01", "last": "9999-12-31", "none": "2026-02-30"}
NUMBERS = {"zero": "0", "below": "-1", "huge": "9" * 30, "word": "x"}
PERHAPS = ("past", "first", "last", "zero", "below")  # some forms may take these
SENTENCES = ('class="error', 'role="alert"', 'class="empty')
WRITTEN = ("text", "textarea", "search")


@pytest.fixture(scope="module")
def planted(shared_world: World) -> World:
    open_rooms(shared_world)
    plant(shared_world, rooms(shared_world), [0, 1])
    return shared_world


def forms(visitor: Visitor) -> Iterator[Form]:
    """One form of each kind that this person is shown."""
    known: set[tuple[str, ...]] = set()
    for address in addresses():
        room = visitor.room_for(address, visitor.own, 0)
        for url in fill(address, room) if room or not of_rows(address) else []:
            answer = visitor.get(url)
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                for form in forms_of(answer.content.decode(), url):
                    kind = (ID.sub("", form.action), *sorted(form.kinds))
                    if kind not in known and not form.action.startswith(LEFT_OUT):
                        known.add(kind)
                        yield form


def sent(form: Form) -> dict[str, str]:
    """What goes with the first button; a second one often lets the text go."""
    return {name: value for name, value in form.filled().items() if form.kinds[name] not in ("submit", "button")}


def post(visitor: Visitor, form: Form, data: dict[str, str]) -> tuple[Any, bool]:
    """The answer, and whether something was written although it was refused; nothing of it stays."""
    with undone():
        answer = visitor.client.post(form.action, data)
        touched = any(_wrote(alias) for alias in SIDES)
    if answer.status_code != 400 or not touched:
        return answer, False
    # A verb that was taken back has touched something too, so what is there is counted.
    before = _standing(visitor.world)
    visitor.client.post(form.action, data)
    return answer, _standing(visitor.world) != before


def _standing(world: World) -> list[Any]:
    """Every table with its rows and who wrote them last."""
    tables = world.query("SELECT relname FROM pg_stat_user_tables WHERE schemaname = 'public' ORDER BY 1")
    return [world.query(f'SELECT count(*), sum(xmin::text::bigint) FROM "{name}"') for (name,) in tables]


def _wrote(alias: str) -> bool:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id_if_assigned() IS NOT NULL")
        return bool(cursor.fetchone()[0])


def faults(answer: Any, wrote: bool, *, must_refuse: bool, kept: dict[str, str]) -> Iterator[str]:
    if answer.status_code >= 500:
        yield f"{answer.status_code} {cause(answer)}"
        return
    if must_refuse and answer.status_code < 400:
        yield f"taken ({answer.status_code})"
    if answer.status_code in (400, 409):
        yield from _manners(body_of(answer).decode(), wrote, kept)


def _manners(body: str, wrote: bool, kept: dict[str, str]) -> Iterator[str]:
    if wrote:
        yield "refused, and something was written"
    if not any(sign in body for sign in SENTENCES):
        yield "refused without a sentence"
    for name, value in kept.items():
        if escape(value) not in body:
            yield f"lost what was typed in {name}"


@pytest.mark.parametrize(("who", "title"), WRITERS)
def test_every_form_refuses_what_cannot_stand_and_loses_nothing(planted: World, who: str, title: str) -> None:
    visitor, tried, offences = Visitor(planted, who, title), 0, list[str]()
    for form in forms(visitor):
        filled = sent(form)
        for name, label, bad in _bad_values(form):
            tried += 1
            kept = {one: filled[one] for one, kind in form.kinds.items() if kind in WRITTEN and one != name}
            answer, wrote = post(visitor, form, {**filled, name: bad})
            found = faults(answer, wrote, must_refuse=label not in PERHAPS, kept=kept)
            offences += [f"{who}: {form.action} {name} {label}: {fault}" for fault in found]
        answer, wrote = post(visitor, form, {})
        found = faults(answer, wrote, must_refuse=False, kept={})
        offences += [f"{who}: {form.action} empty: {fault}" for fault in found]
    assert tried > 30
    assert not offences, say(offences[:60], f"{len(offences)} of {tried}")


def _bad_values(form: Form) -> Iterator[tuple[str, str, str]]:
    for name, kind in form.kinds.items():
        values = UNSEEN if kind in WRITTEN else {"date": DAYS, "number": NUMBERS}.get(kind, {})
        yield from ((name, label, bad) for label, bad in values.items())


def test_a_million_characters_in_a_script_of_several_bytes_get_a_sentence(planted: World) -> None:
    data = urlencode({"title": "\u0639" * 1_000_000, "language": "en"})
    client = planted.client("adviser")
    answer = client.post(reverse("strategies:new"), data, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text and "\u0639" * 1000 in answer.text
