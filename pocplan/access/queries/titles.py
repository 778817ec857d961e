"""What the posts of one's own body are called in the reader's language, where a record keeps a title."""

from collections.abc import Mapping

from django.utils.translation import get_language

from pocplan.access.actor import Actor
from pocplan.access.models import Post

Titles = Mapping[str, str]


def titled(kept: str, titles: Titles) -> str:
    """The title that a record keeps, as the reader's directory tells it; as it is kept where that has none."""
    return titles.get(kept, kept)


def titles_told(actor: Actor) -> Titles:
    """English titles of the own body's posts, closed ones too, with their French ones, for who reads in French.

    Records keep the English title of the day, and the body alone where others read too. One that was changed since,
    and one that two posts of different French names share, is told as the record keeps it. Empty in other languages.
    """
    if actor.is_system or not (get_language() or "").startswith("fr"):
        return {}
    posts = Post.objects.visible_to(actor).filter(owner_id=actor.owner_id).order_by()
    found: dict[str, str] = {}
    for english, french in posts.values_list("title_en", "title_fr").distinct():
        found[english] = french if found.get(english, french) == french else english
    return found
