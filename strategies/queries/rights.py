"""Who may do what to one strategy: by the kind of the post, and by a head's own act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from pocplan.access.actor import Actor
from pocplan.access.grants import group_name, holds
from pocplan.access.models import Post
from pocplan.access.queries.rooms import readers
from pocplan.people.queries.people import posts_for, title_of
from strategies.enums.text import Right
from strategies.models import Invitation, Request, Strategy, StrategyGrant

Kinds = Mapping[Right, Sequence[str]]


@dataclass(frozen=True)
class Allowed:
    """One right, the posts that have it by their kind, and those that were given it."""

    right: Right
    by_kind: list[str]
    given: list[tuple[UUID, str]]


def seated_posts(actor: Actor, strategy: Strategy) -> list[Post]:
    """Posts of one's own side that somebody holds today and that write in the strategy's room."""
    seated = {one.post_id for one in readers(strategy.compartment_id) if one.may_write}
    return [post for post in posts_for(actor, actor.owner_id) if post.pk in seated]


def rights_on(actor: Actor, strategy: Strategy, kinds: Kinds, language: str) -> list[Allowed]:
    """Each right with its posts; `kinds` says which kinds have it anyway. Posts are named on their own side only."""
    seated = seated_posts(actor, strategy)
    names = {group_name(post.pk): post for post in posts_for(actor, actor.owner_id)}
    rows = StrategyGrant.objects.visible_to(actor).filter(content_object=strategy)
    pairs = set(rows.values_list("permission__codename", "group__name"))

    def given(right: Right) -> list[tuple[UUID, str]]:
        groups = {group for code, group in pairs if code == f"{right}_strategy"}
        return [(post.pk, title_of(post, language)) for name, post in names.items() if name in groups]

    return [
        Allowed(right, [title_of(post, language) for post in seated if post.kind in kinds[right]], given(right))
        for right in Right
    ]


def was_given(actor: Actor, right: Right, request: Request) -> bool:
    """Whether the actor's post was given this right on the strategy that the request is about."""
    asked = Invitation.objects.visible_to(actor).filter(request_id=request.pk).select_related("round__strategy").first()
    return asked is not None and holds(actor, right, asked.round.strategy)
