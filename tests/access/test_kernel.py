"""Small parts of the kernel by themselves: logins, verbs, tokens, grants, discreet rooms, many rows at once."""

from collections.abc import Sequence
from copy import deepcopy
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import IntegrityError, connections, transaction
from django.test import override_settings

from pocplan.access.binding import as_system, refresh
from pocplan.access.clock import today
from pocplan.access.domain.bulk import add_rows
from pocplan.access.domain.rooms import Addressee, open_shared
from pocplan.access.domain.tokens import LONGEST, make_token, revoke_token
from pocplan.access.enums import Opens, Side
from pocplan.access.errors import Conflict, NotSeated, Refused
from pocplan.access.grants import give, held, holds
from pocplan.access.models import Owner, Post
from pocplan.access.queries.rooms import room_of, who_can_see
from pocplan.access.queries.tokens import token_of, tokens_of
from pocplan.access.router import SideRouter, alias_for, system_alias
from pocplan.access.verb import verb
from pocplan.people.models import AddresseeGroup, GroupEntry
from strategies.models import StrategyGrant
from tests.access.test_grants import strategy_in
from tests.access.test_self_appointment import refused
from tests.world import World


@pytest.mark.filterwarnings("ignore:Overriding setting DATABASES")
def test_each_side_has_the_login_that_there_is_for_it() -> None:
    assert [alias_for(side) for side in (Side.MISSION, Side.HUMANITARIAN, Side.NEITHER)] == [
        "mission",
        "humanitarian",
        "default",
    ]
    assert system_alias() == "worker"
    alone = {"default": deepcopy(settings.DATABASES["default"])}
    with override_settings(DATABASES=alone):
        assert {alias_for(side) for side in Side} == {"default"}
        assert system_alias() == "default"


def test_questions_go_where_the_actor_is_bound_and_sessions_never_do(shared_world: World) -> None:
    router = SideRouter()
    assert router.db_for_read(Post) == router.db_for_write(Post) == "default"
    with shared_world.acting("cluster.lead"):
        assert router.db_for_read(Post) == router.db_for_write(Owner) == "humanitarian"
        for outside in (Session, SimpleNamespace(_meta=SimpleNamespace(app_label="django_cache"))):
            assert router.db_for_read(outside) == router.db_for_write(outside) == "default"
    with as_system(shared_world.room("UNMOR", "mission"), purpose="reminders"):
        assert router.db_for_read(Post) == "worker"
    assert [router.allow_migrate(alias, "access") for alias in ("default", "mission", "owner")] == [True, False, False]


def test_a_verb_is_kept_whole_or_not_at_all(shared_world: World) -> None:
    @verb({"group_name_once": "There is one."})
    def name(*, actor, again: bool, last: Exception | None = None) -> str:  # type: ignore[no-untyped-def]
        for _ in range(1 + again):
            AddresseeGroup.objects.create(compartment=room_of(actor, "mission"), name="Once", owner_id=actor.owner_id)
        if last:
            raise last
        return "done"

    def there(actor) -> int:  # type: ignore[no-untyped-def]
        return AddresseeGroup.objects.visible_to(actor).filter(name="Once").count()

    with shared_world.acting("adviser") as actor:
        with pytest.raises(Conflict, match=r"There is one\."):
            name(actor=actor, again=True)
        with pytest.raises(ZeroDivisionError):
            name(actor=actor, again=False, last=ZeroDivisionError())
        with pytest.raises(IntegrityError):
            verb()(name.__wrapped__)(actor=actor, again=True)
        assert there(actor) == 0
        assert name(actor=actor, again=False) == "done" and there(actor) == 1
        transaction.set_rollback(True, using=actor.alias)


def test_what_a_verb_leaves_to_the_end_is_asked_inside_it(shared_world: World) -> None:
    @verb({"people_groupentry_group_id": "Gone."})
    def hang(*, actor) -> None:  # type: ignore[no-untyped-def]
        GroupEntry.objects.create(
            compartment=room_of(actor, "mission"), group_id=uuid4(), body_id=actor.owner_id, audience="mission"
        )

    with shared_world.acting("adviser") as actor:
        with pytest.raises(Conflict, match=r"Gone\."):
            hang(actor=actor)
        transaction.set_rollback(True, using=actor.alias)


def test_a_token_opens_what_it_was_made_for_and_its_owner_ends_it(shared_world: World) -> None:
    with shared_world.acting("adviser") as actor:
        for days in (-1, LONGEST.days + 1):
            with pytest.raises(Refused):
                make_token(actor=actor, label="x", expires_on=today() + timedelta(days=days))
        for days in (0, LONGEST.days):
            row, secret = make_token(actor=actor, label="x", expires_on=today() + timedelta(days=days))
            assert (found := token_of(secret, Opens.API)) is not None and found.pk == row.pk
            assert token_of(secret, Opens.CALENDAR) is None and token_of(secret + "x", Opens.API) is None
            assert row in tokens_of(actor.user_id)
        calendar, secret = make_token(actor=actor, label="x", expires_on=today(), opens=Opens.CALENDAR)
        assert token_of(secret, Opens.CALENDAR) and token_of(secret, Opens.API) is None
        with shared_world.acting("force.planner") as other:
            revoke_token(actor=other, token_id=calendar.pk)
        assert token_of(secret, Opens.CALENDAR)
        revoke_token(actor=actor, token_id=calendar.pk)
        assert token_of(secret, Opens.CALENDAR) is None and calendar not in tokens_of(actor.user_id)
    with as_system(shared_world.room("UNMOR", "mission"), purpose="reminders") as system, pytest.raises(NotSeated):
        make_token(actor=system, label="x", expires_on=today())


def test_the_system_and_who_was_given_nothing_hold_no_grant(shared_world: World) -> None:
    with shared_world.acting("adviser") as actor:
        row = strategy_in(actor)
        assert held(actor, row) == set() and not holds(actor, "change", row)
        give(actor=actor, post_id=actor.post_id, verb="change", row=row, grants=StrategyGrant)
        assert held(actor, row) == {"change"} and holds(actor, "change", row)
    with as_system(row.compartment_id, purpose="reminders") as system:
        assert not holds(system, "change", row) and held(system, row) == set()


def test_guests_of_a_discreet_room_learn_of_its_host_and_themselves(shared_world: World) -> None:
    world = shared_world
    cluster, hct = world.owner_id("Protection Cluster"), world.owner_id("Child Protection AoR")
    mission = world.owner_id("UNMOR")
    guests = [Addressee(mission, "mission", may_write=True), Addressee(cluster, "cluster"), Addressee(hct, "cluster")]
    with world.acting("adviser") as actor:
        open_room, hidden = (
            open_shared(actor=actor, label="x", addressees=guests, discreet=discreet) for discreet in (False, True)
        )
        assert {open_room, hidden} <= actor.readable and {open_room, hidden} <= actor.writable
        bodies = {"UNMOR", "Protection Cluster Orvane", "Child Protection AoR Orvane"}
        assert all(_bodies(world, actor, room) == 3 for room in (open_room, hidden)), bodies
        assert who_can_see(actor, hidden).discreet is who_can_see(actor, open_room).discreet is False
    with world.acting("cluster.lead") as actor:
        assert _bodies(world, actor, open_room) == 3 and _bodies(world, actor, hidden) == 2
        assert len(who_can_see(actor, open_room).organisations) == 2
        assert len(who_can_see(actor, hidden).organisations) == 1
        assert who_can_see(actor, hidden).discreet and not who_can_see(actor, open_room).discreet
        assert refused(actor, "SELECT access.keep_discreet(%s)", [open_room])
    with as_system(hidden, purpose="planning") as system:
        assert _bodies(world, system, hidden) == 3
    own = world.room("UNMOR", "mission")
    with world.acting("adviser") as actor:
        assert not refused(actor, "SELECT access.keep_discreet(%s)", [own])
        refresh(actor)
    assert world.query("SELECT id FROM access_compartment WHERE discreet") == [(hidden,)]


def _bodies(world: World, actor, room: int) -> int:  # type: ignore[no-untyped-def]
    """How many bodies the actor finds among the readers and, alike, among the addressees of a room."""
    with connections[actor.alias].cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT owner_id) FROM access.readers(%s)", [room])
        reading = int(cursor.fetchone()[0])
        cursor.execute("SELECT count(*) FROM access_addressing WHERE compartment_id = %s", [room])
        assert cursor.fetchone()[0] == reading
    return reading


def test_many_rows_at_once_are_the_rows_that_were_given(shared_world: World) -> None:
    columns = ("id", "owner_id", "name", "purpose", "version", "withdrawn_at")
    with shared_world.acting("adviser") as actor:
        room = room_of(actor, "mission").pk
        ids = ["00000000-0000-4000-8000-00000000000a", "00000000-0000-4000-8000-00000000000b"]

        def rows(*names: str) -> list[Sequence[str | None]]:
            return [(key, str(actor.owner_id), name, "", "7", None) for key, name in zip(ids, names, strict=False)]

        assert add_rows(AddresseeGroup, room, columns, []) == 0
        assert add_rows(AddresseeGroup, room, columns, rows("One, 'two' \\ %s", "Deux")) == 2
        found = AddresseeGroup.objects.visible_to(actor).filter(pk__in=ids).order_by("pk")
        kept = found.values_list("name", "purpose", "version", "withdrawn_at", "compartment_id")
        assert list(kept) == [("One, 'two' \\ %s", "", 7, None, room), ("Deux", "", 7, None, room)]
        for bad in ("a\x1fb", "a\x1eb"):
            with pytest.raises(ValueError, match="control character"):
                add_rows(AddresseeGroup, room, columns, rows(bad))
        with pytest.raises(NotSeated):
            add_rows(AddresseeGroup, min(actor.readable - actor.writable), columns, rows("Not here"))
        transaction.set_rollback(True, using=actor.alias)
