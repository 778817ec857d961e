"""Comments in the margin of a draft: asked beside a passage, answered, settled. It all stays in the drafting room."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.errors import Conflict, Refused
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from strategies.documents.clean import plain
from strategies.domain import wording
from strategies.domain.anchoring import anchored
from strategies.domain.attention import Codes, draw_attention, tell_answered
from strategies.domain.workflow import demand
from strategies.enums.text import Verb
from strategies.models import Block, MarginComment, Section
from strategies.queries.signatures import signature
from strategies.queries.strategies import blocks_of_section

LONGEST = 5000
MOST = 1000  # open in one section, answers among them
CODES = Codes("section", "margin_mentioned", "margin_answered")


@verb()
def comment_on_draft(
    *,
    actor: Actor,
    section: Section,
    block: UUID | None = None,
    quote: str = "",
    words: str,
    near: int = 0,
    told: Sequence[UUID] = (),
) -> MarginComment:
    """Ask or say something beside a passage of a draft, or on the whole section where `block` is empty.

    For whoever writes, clears or approves the text, as the table of the workflow says. `told` are posts whose
    attention is drawn to it. Refuses a passage or words that the section does not have, an empty comment, and a
    post that does not read the draft.
    """
    demand(actor, section.strategy, Verb.COMMENT)
    passage = _passage(actor, section, block)
    anchor, _title = anchored(_body(section, passage), _key(section, passage), quote, "quote", near)
    row = _said(
        actor,
        section,
        told,
        anchor=anchor,
        passage=_beginning(passage),
        passage_version=passage.version if passage else None,
        words=wording.plain(words, limit=LONGEST, field="words", required=True),
    )
    tell(actor, row, Verb.COMMENT)
    return row


@verb()
def answer_on_draft(*, actor: Actor, comment: MarginComment, words: str, told: Sequence[UUID] = ()) -> MarginComment:
    """Answer what was said beside a draft, in its thread; who said it is told.

    Refuses a thread that was settled, and all that `comment_on_draft` refuses.
    """
    demand(actor, comment.section.strategy, Verb.COMMENT)
    # Whoever settles it at this moment waits, so that no answer stands open in a settled thread.
    first = MarginComment.objects.visible_to(actor).select_for_update().get(pk=comment.answers_id or comment.pk)
    if first.settled_at is not None:
        raise Refused(_("This was settled meanwhile. Open it again to go on, or begin anew beside the passage."))
    row = _said(
        actor,
        comment.section,
        told,
        anchor=first.anchor,
        answers=first,
        words=wording.plain(words, limit=LONGEST, field="words", required=True),
    )
    tell(actor, row, "answer_on_draft")
    tell_answered(actor, comment.section, comment.post_id, told, CODES)
    return row


def _said(actor: Actor, section: Section, told: Sequence[UUID], **said: Any) -> MarginComment:
    _demand_room(actor, section)
    who, language = signature(actor, section.strategy.language), section.strategy.language
    named = draw_attention(actor, section, told, CODES, language)
    return MarginComment.objects.create(
        compartment_id=section.compartment_id,
        section=section,
        told=[{"post_id": str(post), "title": title} for post, title in named.items()],
        post_id=who.post_id,
        post_title=who.post_title,
        person_id=who.person_id,
        person_name=who.person_name,
        at=now(),
        **said,
    )


def _demand_room(actor: Actor, section: Section) -> None:
    """Raises Refused where so much is open that nobody would find a passage among it."""
    rows = MarginComment.objects.visible_to(actor).filter(section=section, settled_at=None)
    if rows.count() >= MOST:
        raise Refused(_("%(limit)s comments are open in this section already. Settle some of them first."), limit=MOST)


def _passage(actor: Actor, section: Section, block: UUID | None) -> Block | None:
    if block is None:
        return None
    found = blocks_of_section(actor, section).filter(pk=block).first()
    if found is None:
        raise Refused(_("This passage is not in the text any more. Choose another one, or speak of the whole section."))
    return found


def _key(section: Section, passage: Block | None) -> str:
    return str(passage.lineage if passage else section.lineage)


def _body(section: Section, passage: Block | None) -> dict[str, Any]:
    """The passage as a frozen text would hold it, so that its words are found again in the same way."""
    blocks = [{"key": str(passage.lineage), "html": passage.html}] if passage else []
    return {"sections": [{"key": str(section.lineage), "title": section.title, "blocks": blocks}]}


def _beginning(passage: Block | None) -> str:
    """What a passage began with, to be told once it is gone."""
    return " ".join(plain(passage.html).split())[:200] if passage else ""


@verb()
def take_back_on_draft(*, actor: Actor, comment: MarginComment) -> None:
    """Take back one's own words; what others answered to them stays. Refuses every other post."""
    demand_own_words(actor, comment)
    MarginComment.objects.visible_to(actor).filter(pk=comment.pk, withdrawn_at=None).update(withdrawn_at=now())
    tell(actor, comment, "take_back_on_draft")


def demand_own_words(actor: Actor, comment: MarginComment) -> None:
    """Raises Refused like commenting, and for every post but that which wrote them."""
    demand(actor, comment.section.strategy, Verb.COMMENT)
    if comment.post_id != actor.post_id:
        raise Refused(_("Only who wrote this can take it back."))


@verb()
def settle_on_draft(*, actor: Actor, comment: MarginComment) -> None:
    """Say that nothing is open about it any more. Raises Refused like commenting, Conflict where it was settled."""
    _mark(actor, comment, settled=True)
    tell(actor, comment, "settle_on_draft")


@verb()
def reopen_on_draft(*, actor: Actor, comment: MarginComment) -> None:
    """Open a settled thread again. Raises Refused like commenting, Conflict where it is open."""
    _mark(actor, comment, settled=False)
    tell(actor, comment, "reopen_on_draft")


def _mark(actor: Actor, comment: MarginComment, *, settled: bool) -> None:
    demand(actor, comment.section.strategy, Verb.COMMENT)
    first, rows = comment.answers_id or comment.pk, MarginComment.objects.visible_to(actor)
    marks = _settled_by(actor, comment) if settled else _BY_NOBODY
    if not rows.filter(pk=first, settled_at__isnull=settled).update(**marks):
        raise Conflict(_("Somebody settled this or opened it again meanwhile. Look at it once more."))
    rows.filter(answers=first).update(**marks)


def _settled_by(actor: Actor, comment: MarginComment) -> dict[str, object]:
    who = signature(actor, comment.section.strategy.language)
    return {"settled_at": now(), **who.as_fields("settled_by")}


_BY_NOBODY: dict[str, object] = {
    "settled_at": None,
    "settled_by_post_id": None,
    "settled_by_post_title": "",
    "settled_by_person_id": None,
    "settled_by_person_name": "",
}
