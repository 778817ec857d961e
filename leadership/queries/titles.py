"""What the posts are called that owe something, where rows name them by key."""

from collections.abc import Sequence
from dataclasses import replace

from leadership.queries.rows import Row
from pocplan.access.actor import Actor
from pocplan.access.models import Post


def named(actor: Actor, rows: Sequence[Row]) -> list[Row]:
    """These rows, each with what its post is called in the reader's language, if one's own body has it."""
    posts = Post.objects.visible_to(actor).filter(pk__any=[row.post for row in rows if row.post])
    titles = {one.pk: str(one) for one in posts.only("title_en", "title_fr").order_by()}
    return [replace(row, by=titles.get(row.post, row.by)) for row in rows]
