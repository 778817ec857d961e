"""Rights inside a room: given to posts, asked of posts, and never a reason to read."""

from django.contrib.auth.models import Group

from pocplan.access.clock import now
from pocplan.access.grants import give, holds, take
from pocplan.access.models import Post
from pocplan.access.queries.rooms import room_of
from strategies.models import Strategy, StrategyGrant
from tests.world import World


def strategy_in(actor, **fields) -> Strategy:  # type: ignore[no-untyped-def]
    return Strategy.objects.create(
        compartment=room_of(actor, "mission"),
        number=1,
        reference="1",
        title="T",
        mission_owner_id=actor.owner_id,
        started_at=now(),
        moved_at=now(),
        started_by_post_id=actor.post_id,
        **fields,
    )


def test_a_grant_is_held_by_whoever_holds_the_post_until_it_is_taken(world: World) -> None:
    with world.acting("adviser") as actor:
        row = strategy_in(actor)
        post = Post.objects.visible_to(actor).get(kind="civil_affairs_officer")
        give(actor=actor, post_id=post.pk, verb="change", row=row, grants=StrategyGrant)
        give(actor=actor, post_id=post.pk, verb="change", row=row, grants=StrategyGrant)
        assert StrategyGrant.objects.visible_to(actor).count() == 1
    with world.acting("civil.affairs") as actor:
        assert holds(actor, "change", row)
        assert not holds(actor, "approve", row)
    with world.acting("human.rights") as actor:
        assert not holds(actor, "change", row)
    with world.acting("adviser") as actor:
        take(actor=actor, post_id=post.pk, verb="change", row=row, grants=StrategyGrant)
    with world.acting("civil.affairs") as actor:
        assert not holds(actor, "change", row)


def test_a_grant_across_the_wall_lets_nobody_read(world: World) -> None:
    with world.acting("cluster.lead") as lead:
        post_id = lead.post_id
    with world.acting("adviser") as actor:
        row = strategy_in(actor)
        give(actor=actor, post_id=post_id, verb="change", row=row, grants=StrategyGrant)
    with world.acting("cluster.lead") as actor:
        assert not Strategy.objects.visible_to(actor).exists()
        assert not holds(actor, "change", row)


def test_a_group_name_leads_to_no_post(world: World) -> None:
    with world.acting("adviser") as actor:
        give(actor=actor, post_id=actor.post_id, verb="change", row=strategy_in(actor), grants=StrategyGrant)
        assert str(actor.post_id) not in Group.objects.get().name
        assert actor.post_id.hex not in Group.objects.get().name
