"""What a post is called, where a row names it by its key."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from pocplan.access.actor import Actor
from pocplan.access.models import Post


def with_titles(actor: Actor, rows: QuerySet[Any], post: str) -> QuerySet[Any]:
    """With `post_title`: what the post in this field is called in the reader’s language, if one’s own body has it."""
    field = "title_fr" if (get_language() or "").startswith("fr") else "title_en"
    found = Post.objects.visible_to(actor).filter(pk=OuterRef(post)).order_by()
    return rows.annotate(post_title=Coalesce(Subquery(found.values(field)), Value("")))
