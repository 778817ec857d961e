"""Posts of a body: made, described, closed. What gives rights stays as it was made."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import today
from pocplan.access.domain.appointments import create_post
from pocplan.access.enums import OwnerKind, PostKind
from pocplan.access.errors import Refused
from pocplan.access.models import Area, Incumbency, Owner, Post
from pocplan.access.seating import HEADS
from pocplan.access.verb import verb
from pocplan.access.wording import check_fields
from pocplan.journal.telling import tell
from pocplan.people.enums import IN_AN_AREA, KINDS_OF

DESCRIBED = ("title_en", "title_fr", "organisation", "unit", "reports_to")


def may_keep_posts(actor: Actor, owner_id: UUID) -> bool:
    """Whether this post keeps the posts of this body: its own heads, and administrators."""
    return actor.post_kind == PostKind.ADMINISTRATOR or (actor.owner_id == owner_id and actor.post_kind in HEADS)


def demand_keeper(actor: Actor, owner_id: UUID) -> None:
    """Raises Refused for everybody else."""
    if not may_keep_posts(actor, owner_id):
        raise Refused(_("A head of this body, or the administrator of the system, does this. Ask them."))


@verb()
def open_post(*, actor: Actor, owner: Owner, kind: str, area: Area | None = None, **values: Any) -> Post:
    """A post, vacant at first. A body of the host state is marked so and gets no seat.

    Refuses a kind that the body does not have, and an area that is not its own.
    """
    demand_keeper(actor, owner.pk)
    _refuse_kind(owner, kind, area)
    draft = Post(owner=owner, kind=kind)
    affiliated = bool(values.pop("mission_affiliated", False)) and owner.kind == OwnerKind.CLUSTER
    superior = values.pop("reports_to", None)
    check_fields(draft, values)
    _refuse_superior(actor, draft, superior, owner.pk)
    post = create_post(
        actor=actor,
        owner_id=owner.pk,
        kind=kind,
        area_id=area.pk if area else None,
        reports_to=superior,
        mission_affiliated=affiliated,
        host_state=kind == PostKind.HOST_STATE_BODY,
        **{name: getattr(draft, name) for name in values},
    )
    tell(actor, post, "open_post", kind=kind)
    return post


@verb()
def describe_post(*, actor: Actor, post: Post, **values: Any) -> Post:
    """Change titles, organisation, unit or the post above: nothing that gives a right."""
    demand_keeper(actor, post.owner_id)
    if set(values) - set(DESCRIBED):
        raise TypeError("Rights follow from these; close the post and make another one.")
    superior = values.pop("reports_to", post.reports_to)
    check_fields(post, values)
    _refuse_superior(actor, post, superior, post.owner_id)
    post.reports_to = superior
    post.save(update_fields=[*values, "reports_to"])
    tell(actor, post, "describe_post", fields=sorted(values))
    return post


@verb()
def close_post(*, actor: Actor, post: Post) -> Post:
    """The post ends today. Refuses while somebody holds it or is proposed for it."""
    demand_keeper(actor, post.owner_id)
    held = Incumbency.objects.visible_to(actor).filter(post=post, withdrawn_at=None)
    if held.filter(ends=None).exists() or held.filter(ends__gte=today()).exists():
        raise Refused(_("Somebody holds this post or is proposed for it. End that appointment first."))
    post.closed_on = today()
    post.save(update_fields=["closed_on"])
    tell(actor, post, "close_post")
    return post


def _refuse_kind(owner: Owner, kind: str, area: Area | None) -> None:
    if kind not in KINDS_OF[owner.kind]:
        raise Refused(_("This body has no post of this kind. Choose another one."), "kind")
    if area is not None and (area.owner_id != owner.pk or kind not in IN_AN_AREA):
        raise Refused(_("A post of this kind sits at headquarters, not in this area."), "area")


def _refuse_superior(actor: Actor, post: Post, superior: Post | None, owner_id: UUID) -> None:
    above, seen = superior, {post.pk}
    while above is not None:
        if above.pk in seen or above.owner_id != owner_id:
            raise Refused(_("This post cannot report to that one. Choose another one."), "reports_to")
        seen.add(above.pk)
        above = Post.objects.visible_to(actor).filter(pk=above.reports_to_id).first() if above.reports_to_id else None
