"""A head of the mission gives a post of the own side a right on one strategy, and takes it again."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.errors import Refused
from pocplan.access.grants import give, take
from pocplan.access.models import Post
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from pocplan.notices.domain.events import notify
from strategies.domain.dispositions import ANSWERERS
from strategies.domain.workflow import ADVISERS, APPROVERS, DRAFTERS
from strategies.enums.text import Right
from strategies.models import Strategy, StrategyGrant
from strategies.queries.rights import seated_posts
from strategies.queries.strategies import ENDED

# Kinds of posts that have a right without being given it.
BY_KIND = {Right.CHANGE: DRAFTERS, Right.INVITE: ADVISERS, Right.DISPOSE: ANSWERERS}


def may_give(actor: Actor, strategy: Strategy) -> bool:
    """A head of the mission whose strategy it is, while it lives."""
    is_head = actor.post_kind in APPROVERS and actor.owner_id == strategy.mission_owner_id
    return is_head and strategy.compartment_id in actor.writable and strategy.stage not in ENDED


@verb()
def give_right(*, actor: Actor, strategy: Strategy, post_id: UUID, right: str) -> None:
    """Let whoever holds this post do this to this strategy, today and later. Nobody reads more than before.

    Raises Refused for who is no head, a post that does not write in the strategy's room, and one that
    may do it anyway. Approval is not given: only posts that read every part can approve.
    """
    post = _checked(actor, strategy, post_id, right)
    if post.kind in BY_KIND[Right(right)]:
        raise Refused(_("This post may do that already."), "post_id")
    give(actor=actor, post_id=post.pk, verb=right, row=strategy, grants=StrategyGrant)
    tell(actor, strategy, "give_right", post=str(post.pk), right=right)
    room = strategy.compartment_id
    notify(
        actor=actor,
        compartment_id=room,
        code="right_given",
        kind="strategy",
        subject_id=strategy.pk,
        to_posts=[post.pk],
    )


@verb()
def take_right(*, actor: Actor, strategy: Strategy, post_id: UUID, right: str) -> None:
    """End a right that was given; it counts from the next page on. What was done with it stands."""
    if not may_give(actor, strategy) or right not in Right.values:
        raise Refused(_("Your post may not do this. Ask a post that may, or change your hat."))
    take(actor=actor, post_id=post_id, verb=right, row=strategy, grants=StrategyGrant)
    tell(actor, strategy, "take_right", post=str(post_id), right=right)


@verb()
def give_right_back(*, actor: Actor, strategy: Strategy, post_id: UUID, right: str) -> None:
    """Undo taking a right. The post was told of it when it was given and is not told again.

    Raises Refused as for giving it.
    """
    post = _checked(actor, strategy, post_id, right)
    give(actor=actor, post_id=post.pk, verb=right, row=strategy, grants=StrategyGrant)
    tell(actor, strategy, "give_right", post=str(post.pk), right=right)


def _checked(actor: Actor, strategy: Strategy, post_id: UUID, right: str) -> Post:
    if not may_give(actor, strategy):
        raise Refused(_("Your post may not do this. Ask a post that may, or change your hat."))
    if right not in Right.values:
        raise Refused(_("Choose one of the listed values."), "right")
    post = next((one for one in seated_posts(actor, strategy) if one.pk == post_id), None)
    if post is None:
        raise Refused(_("This post does not write in the room of this strategy. Choose from the list."), "post_id")
    return post
