"""Actions that are open, and who ends them."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse

from pocplan.access.actor import Actor
from pocplan.access.clock import today
from pocplan.access.enums import PostKind as P
from pocplan.access.models import Post
from pocplan.ui.openitems import OpenItem
from records.enums.visits import ActionState
from records.models import Action

MOST = 20
# They keep what their body said that it does, where a body and no post answers for it.
KEEPING = (P.SENIOR_POC_ADVISER, P.POC_ADVISER, P.CLUSTER_COORDINATOR, P.CLUSTER_COLEAD)


def may_end(actor: Actor, action: Action) -> bool:
    """The post that answers for it; of the same body, also who keeps its plans."""
    if action.body_owner_id != actor.owner_id:
        return False
    return actor.post_id == action.owner_post_id or actor.post_kind in KEEPING


def actions_to_end(actor: Actor, post: Post) -> Iterator[OpenItem]:
    """Open actions of this post, and those that its body answers for where this post keeps its plans."""
    mine = Q(owner_post_id=post.pk)
    if post.kind in KEEPING and post.owner_id == actor.owner_id:
        mine |= Q(owner_post_id=None, body_owner_id=post.owner_id)
    rows = Action.objects.visible_to(actor).filter(mine, state=ActionState.OPEN).select_related("visit", "review")
    day = today()
    for one in rows.order_by("due_on", "id")[:MOST]:
        level = "high" if one.due_on < day else "medium" if (one.due_on - day).days <= 7 else "low"
        yield OpenItem(one.what, address_of(one), str(one.visit or one.review), due=one.due_on, level=level)


def address_of(action: Action) -> str:
    """The page of the record that it belongs to."""
    if action.review_id:
        return reverse("records:review", args=[action.review_id])
    return reverse("records:visit", args=[action.visit_id])
