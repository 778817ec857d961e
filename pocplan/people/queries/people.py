"""Posts and who holds them, for the readers of a directory; organisations for everybody else."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q, QuerySet

from pocplan.access.actor import Actor
from pocplan.access.clock import today
from pocplan.access.models import Incumbency, Owner, Person, Post


@dataclass(frozen=True)
class PostRow:
    """A post, who holds it today, and who is proposed."""

    post: Post
    title: str
    holders: list[Incumbency]
    proposed: list[Incumbency]

    @property
    def is_vacant(self) -> bool:
        return not self.holders


def title_of(post: Post, language: str) -> str:
    """The title in the reader's language."""
    return post.title_fr if language.startswith("fr") else post.title_en


def posts_for(actor: Actor, owner_id: UUID | None = None) -> QuerySet[Post]:
    """Open posts of the directories that the actor reads, or of one body, by body, area and title."""
    posts = Post.objects.visible_to(actor).filter(closed_on=None).select_related("owner", "area")
    posts = posts.filter(owner_id=owner_id) if owner_id else posts
    return posts.order_by("owner__name", F("area__name").asc(nulls_first=True), "title_en", "id")


def vacant(actor: Actor, posts: QuerySet[Post]) -> QuerySet[Post]:
    """Those of `posts` that nobody holds today."""
    return posts.exclude(pk__in=standing(actor).values("post_id"))


def standing(actor: Actor) -> QuerySet[Incumbency]:
    """Appointments that stand today."""
    return Incumbency.objects.visible_to(actor).filter(_unended(), confirmed_at__isnull=False, starts__lte=today())


def proposals(actor: Actor) -> QuerySet[Incumbency]:
    """Appointments that wait for a head, the oldest first."""
    waiting = Incumbency.objects.visible_to(actor).filter(_unended(), confirmed_at__isnull=True)
    return waiting.select_related("post__owner", "post__area", "person").order_by("starts", "id")


def rows_of(actor: Actor, posts: list[Post], language: str) -> list[PostRow]:
    """Posts with their people, in two queries however many posts."""
    holders, proposed = defaultdict(list), defaultdict(list)
    people = Incumbency.objects.visible_to(actor).filter(_unended(), post__in=posts).select_related("person")
    day = today()
    for one in people.order_by("acting", "starts", "id"):
        if one.confirmed_at is None:
            proposed[one.post_id].append(one)
        elif one.starts <= day:
            holders[one.post_id].append(one)
    return [PostRow(post, title_of(post, language), holders[post.pk], proposed[post.pk]) for post in posts]


def post_for(actor: Actor, post_id: UUID) -> Post:
    """One post. Raises Post.DoesNotExist for hidden and absent ones alike."""
    return Post.objects.visible_to(actor).select_related("owner", "area", "reports_to").get(pk=post_id)


def incumbency_for(actor: Actor, incumbency_id: UUID) -> Incumbency:
    """One appointment with its post and person; raises DoesNotExist likewise."""
    rows = Incumbency.objects.visible_to(actor).select_related("post__owner", "post__area", "person")
    return rows.get(pk=incumbency_id)


def history_of(actor: Actor, post: Post) -> QuerySet[Incumbency]:
    """Everybody who held the post or was proposed, the last first."""
    return Incumbency.objects.visible_to(actor).filter(post=post).select_related("person").order_by("-starts", "id")


def above(actor: Actor, post: Post) -> list[Post]:
    """The chain of posts that this one reports to, the next first."""
    chain: list[Post] = []
    posts = Post.objects.visible_to(actor).filter(owner_id=post.owner_id).in_bulk() if post.reports_to_id else {}
    superior = posts.get(post.reports_to_id)
    while superior is not None and superior not in chain:
        chain.append(superior)
        superior = posts.get(superior.reports_to_id)
    return chain


def below(actor: Actor, post: Post) -> QuerySet[Post]:
    """Open posts that report to this one."""
    return Post.objects.visible_to(actor).filter(reports_to=post, closed_on=None)


def persons_of(actor: Actor, owner_id: UUID) -> QuerySet[Person]:
    """Everybody known in this body's directory."""
    return Person.objects.visible_to(actor).filter(owner_id=owner_id)


def bodies_of(actor: Actor) -> QuerySet[Owner]:
    """Every body of the operation, as an organisation."""
    return Owner.objects.filter(operation_id=actor.operation_id).order_by("name")


def body_for(actor: Actor, owner_id: UUID) -> Owner:
    """One body. Raises Owner.DoesNotExist for one of another operation and for none alike."""
    return bodies_of(actor).get(pk=owner_id)


def _unended() -> Q:
    return Q(withdrawn_at__isnull=True) & (Q(ends__isnull=True) | Q(ends__gte=today()))
