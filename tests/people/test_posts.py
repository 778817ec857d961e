"""Posts that something can be given to."""

from pocplan.people.queries.posts import standing_posts
from tests.world import World


def test_all_of_ones_own_body_that_are_not_closed_and_nobody_elses(shared_world: World) -> None:
    with shared_world.acting("adviser") as actor:
        before = {post.pk for post in standing_posts(actor)}
        owners = {post.owner_id for post in standing_posts(actor)}
    closed = shared_world.query(
        "UPDATE access_post SET closed_on = current_date WHERE owner_id = %s AND kind = 'civil_affairs_officer'"
        " RETURNING id",
        [actor.owner_id],
    )
    assert owners == {actor.owner_id} and closed
    with shared_world.acting("adviser") as actor:
        assert {post.pk for post in standing_posts(actor)} == before - {row[0] for row in closed}
