"""Who does not sit where: posts that exclude one another, the host state, closed clusters, first heads."""

from datetime import date, timedelta

import pytest

from pocplan.access.clock import today
from pocplan.access.domain.appointments import (
    confirm,
    confirm_first,
    create_post,
    propose,
    register_person,
)
from pocplan.access.domain.founding import found_owner
from pocplan.access.domain.rooms import Addressee, except_host_state, give_seat, open_shared, take_seat
from pocplan.access.errors import NotSeated, Refused
from pocplan.access.models import Incumbency, Post
from pocplan.access.queries.appointments import first_heads
from pocplan.access.queries.rooms import host_state_seats, who_can_see
from tests.world import World

DAY = date(2026, 1, 10)


def proposed(world: World, who: str, short: str, kind: str, starts: date = DAY, **fields) -> Incumbency:
    """As the administrator, propose somebody for a new post of this body."""
    with world.acting("admin") as actor:
        owner = world.owner_id(short)
        post = create_post(actor=actor, owner_id=owner, kind=kind, title_en=f"New {kind}", title_fr="N", **fields)
        person = register_person(actor=actor, owner_id=owner, user_id=world.user(who).pk, name="Somebody")
        return propose(actor=actor, post=post, person=person, starts=starts)


@pytest.mark.parametrize(
    ("who", "short", "kind"),
    [
        ("civil.affairs", "Protection Cluster", "cluster_member"),
        ("force.planner", "Field Cluster East", "cluster_coordinator"),
        ("cluster.member", "UNMOR", "civil_affairs_officer"),
        ("admin", "UNMOR", "section_officer"),
        ("cluster.member", "Administration", "administrator"),
    ],
)
def test_posts_that_exclude_one_another_are_not_held_together(
    still_world: World, who: str, short: str, kind: str
) -> None:
    with pytest.raises(Refused):
        proposed(still_world, who, short, kind)


@pytest.mark.parametrize(
    ("who", "short", "kind", "fields"),
    [
        ("civil.affairs", "Protection Cluster", "cluster_member", {"mission_affiliated": True}),
        ("child.protection", "UNMOR", "section_officer", {}),
        ("ocha", "Protection Cluster", "cluster_member", {}),
        ("other.adviser", "Protection Cluster", "cluster_member", {}),
    ],
)
def test_posts_that_do_not_exclude_one_another_are(world: World, who: str, short: str, kind: str, fields) -> None:
    assert proposed(world, who, short, kind, **fields).pk


def test_an_affiliated_coordinator_does_not_read_what_is_for_own_members(world: World) -> None:
    incumbency = proposed(world, "civil.affairs", "Protection Cluster", "cluster_coordinator", mission_affiliated=True)
    with world.acting("cluster.lead") as actor:
        confirm(actor=actor, incumbency=Incumbency.objects.visible_to(actor).get(pk=incumbency.pk))
    with world.acting("civil.affairs", "New cluster_coordinator") as actor:
        assert world.room("Protection Cluster", "cluster_lead") in actor.readable
        assert world.room("Protection Cluster", "cluster_own") not in actor.readable


def seated_ministry(world: World) -> Post:
    world.query(
        "INSERT INTO accounts_user (id, username, email, password, is_superuser, is_staff, is_active, is_demo,"
        " language, timezone, digest_hour)"
        " VALUES (gen_random_uuid(), 'ministry', 'm@x.invalid', '!', false, false, true, false,"
        " 'en', 'UTC', 7)"
    )
    incumbency = proposed(
        world, "ministry", "Protection Cluster", "host_state_body", host_state=True, organisation="Ministry of Relief"
    )
    with world.acting("cluster.lead") as actor:
        confirm(actor=actor, incumbency=Incumbency.objects.visible_to(actor).get(pk=incumbency.pk))
    return incumbency.post


def test_a_body_of_the_host_state_sits_nowhere_by_default(world: World) -> None:
    post = seated_ministry(world)
    with world.acting("ministry") as actor:
        assert actor.readable == actor.writable == frozenset()
    with world.acting("cluster.lead") as actor, pytest.raises(Refused):
        give_seat(
            actor=actor, room=world.room("Protection Cluster", "cluster"), post_id=post.pk, may_write=False, reason="x"
        )


def test_an_exception_opens_one_room_and_nothing_shared_with_it_and_everybody_there_is_shown(world: World) -> None:
    post, room = seated_ministry(world), world.room("Protection Cluster", "cluster")
    with world.acting("adviser") as actor:
        shared = open_shared(
            actor=actor, label="Round", addressees=[Addressee(world.owner_id("Protection Cluster"), "cluster")]
        )
    with world.acting("cluster.lead") as actor:
        seat = except_host_state(actor=actor, room=room, post_id=post.pk, may_write=False, reason="Agreed in May")
    with world.acting("ministry") as actor:
        assert actor.readable == {room} and shared not in actor.readable
    with world.acting("cluster.member") as actor:
        assert who_can_see(actor, room).host_state == ("Ministry of Relief",)
        assert [one.reason for one in host_state_seats(room)] == ["Agreed in May"]
    with world.acting("cluster.lead") as actor:
        take_seat(actor=actor, seat_id=seat)
    with world.acting("ministry") as actor:
        assert actor.readable == frozenset()


def test_an_exception_is_shown_until_its_last_day(world: World) -> None:
    post, room = seated_ministry(world), world.room("Protection Cluster", "cluster")
    with world.acting("cluster.lead") as actor:
        last = today()
        except_host_state(actor=actor, room=room, post_id=post.pk, may_write=False, reason="Agreed", until=last)
    with world.acting("cluster.member") as actor:
        assert who_can_see(actor, room).host_state == ("Ministry of Relief",)
    world.set_clock(f"{last + timedelta(days=1)}T12:00:00Z")
    with world.acting("cluster.member") as actor:
        assert who_can_see(actor, room).host_state == ()


@pytest.mark.parametrize("who", ["cluster.member", "adviser", "admin", "field.cluster"])
def test_only_a_head_of_the_room_makes_an_exception(world: World, who: str) -> None:
    post = seated_ministry(world)
    with world.acting(who) as actor, pytest.raises(NotSeated):
        except_host_state(
            actor=actor, room=world.room("Protection Cluster", "cluster"), post_id=post.pk, may_write=False, reason="x"
        )


def test_an_exception_has_a_reason(world: World) -> None:
    post = seated_ministry(world)
    with world.acting("cluster.lead") as actor, pytest.raises(Refused):
        except_host_state(
            actor=actor, room=world.room("Protection Cluster", "cluster"), post_id=post.pk, may_write=False, reason="  "
        )


def new_cluster(world: World, starts: date = DAY) -> Incumbency:
    with world.acting("admin") as actor:
        found_owner(actor=actor, operation_id=actor.operation_id, kind="cluster", name="Cluster West", short="CW")
    return proposed(world, "cluster.member", "CW", "cluster_coordinator", starts)


def test_the_first_head_of_a_new_body_is_confirmed_by_another_head_of_its_side(world: World) -> None:
    incumbency = new_cluster(world)
    for who in ("adviser", "chief.of.staff", "cluster.member", "admin", "other.lead"):
        with world.acting(who) as actor:
            assert first_heads(actor) == []
            with pytest.raises(Refused):
                confirm_first(actor=actor, incumbency_id=incumbency.pk)
    with world.acting("cluster.lead") as actor:
        assert [(one.owner_name, one.person_name) for one in first_heads(actor)] == [("Cluster West", "Somebody")]
        confirm_first(actor=actor, incumbency_id=incumbency.pk)
        assert first_heads(actor) == []
    with world.acting("cluster.member", "New cluster_coordinator") as actor:
        assert world.room("CW", "cluster_lead") in actor.writable
    assert not world.hat("cluster.member", "New cluster_coordinator").acting  # unless it was said


def test_a_first_head_who_begins_later_is_confirmed_once(world: World) -> None:
    incumbency = new_cluster(world, today() + timedelta(days=9))
    with world.acting("cluster.lead") as actor:
        assert len(first_heads(actor)) == 1
        confirm_first(actor=actor, incumbency_id=incumbency.pk)
        assert first_heads(actor) == []


def test_a_body_that_has_a_head_confirms_its_own(world: World) -> None:
    incumbency = proposed(world, "cluster.member", "Field Cluster East", "cluster_colead")
    with world.acting("cluster.lead") as actor, pytest.raises(Refused):
        confirm_first(actor=actor, incumbency_id=incumbency.pk)


def test_the_proposer_does_not_confirm_under_another_hat(world: World) -> None:
    with world.acting("cluster.lead") as actor:
        owner = actor.owner_id
        post = create_post(actor=actor, owner_id=owner, kind="cluster_member", title_en="T", title_fr="T")
        person = register_person(actor=actor, owner_id=owner, user_id=world.user("ocha").pk, name="Somebody")
        incumbency = propose(actor=actor, post=post, person=person, starts=DAY)
        with pytest.raises(Refused):
            confirm(actor=actor, incumbency=incumbency)
