"""Telling posts of one's own room that they are needed beside a text: named by somebody, or answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.errors import Refused
from pocplan.access.gate import GuardedModel
from pocplan.notices.domain.events import notify
from strategies.queries.threads import among_own


@dataclass(frozen=True)
class Codes:
    """What is told where a kind of text is discussed, and the kind of row that it leads to."""

    kind: str
    mentioned: str
    answered: str


def draw_attention(
    actor: Actor, text: GuardedModel, told: Sequence[UUID], codes: Codes, language: str = "en"
) -> dict[UUID, str]:
    """Tell those who were named at once; gives them with their titles in a language.

    Raises Refused for a post that does not read the room of this text.
    """
    if not told:
        return {}
    known = dict(among_own(actor, text, language))
    if not set(told) <= set(known):
        raise Refused(_("Choose one of the listed values."), "told")
    _notify(actor, text, codes.kind, codes.mentioned, list(dict.fromkeys(told)), urgent=True)
    return {post: known[post] for post in told}


def tell_answered(actor: Actor, text: GuardedModel, post: UUID, told: Sequence[UUID], codes: Codes) -> None:
    """Tell the post that is answered, unless it answers itself or was named anyway."""
    if post not in (actor.post_id, *told):
        _notify(actor, text, codes.kind, codes.answered, [post])


def _notify(
    actor: Actor, text: GuardedModel, kind: str, code: str, posts: Sequence[UUID], *, urgent: bool = False
) -> None:
    room = text.compartment_id
    notify(actor=actor, compartment_id=room, code=code, kind=kind, subject_id=text.pk, urgent=urgent, to_posts=posts)
