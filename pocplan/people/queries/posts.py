"""Posts as whoever works in the same body finds them."""

from django.db.models import QuerySet

from pocplan.access.actor import Actor
from pocplan.access.models import Post


def standing_posts(actor: Actor) -> QuerySet[Post]:
    """Posts of the actor's own body that are not closed, by title: those that something can be given to.

    Nobody else's are among them, and all of one's own are: a choice that ends somewhere would refuse the rest.
    """
    return Post.objects.visible_to(actor).filter(owner_id=actor.owner_id, closed_on=None).order_by("title_en", "pk")
