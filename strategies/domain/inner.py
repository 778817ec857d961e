"""A side's own discussion: bringing the text inside, and what members say to each other there."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.enums import PostKind
from pocplan.access.errors import Refused
from pocplan.access.models import Post
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from strategies.domain import wording
from strategies.domain.anchoring import anchored, edited_copy
from strategies.domain.attention import Codes, draw_attention, tell_answered
from strategies.domain.positions import body_name
from strategies.models import InnerComment, InnerText, Request
from strategies.queries.inner import COORDINATION, DISCUSSES_IN, own_room
from strategies.queries.replies import answers_for, requests_to, text_of
from strategies.queries.signatures import signature

LONGEST = 20_000
CODES = Codes("innertext", "inner_mentioned", "inner_answered")
OF_AGENCIES = (PostKind.AGENCY_REPRESENTATIVE, PostKind.AGENCY_FOCAL_POINT)


@verb({"discussed_once": _("This text is under discussion among your own already.")})
def bring_inside(*, actor: Actor, request: Request, audience: str = "") -> InnerText:
    """Copy the shared text into one of the body's own rooms, where its members discuss it.

    Only the coordination of the body that was asked does this, and chooses who discusses: every
    member, those not affiliated with the mission, or the coordination alone. The copy survives the
    loss of the shared room; the original does not know of it. Raises Consultation.DoesNotExist where
    the text was withdrawn before.
    """
    if not answers_for(actor, request) or actor.post_kind not in COORDINATION:
        raise Refused(_("Your coordination brings the text to its members. Ask it to."))
    offered = DISCUSSES_IN[actor.post_kind]
    if audience and audience not in offered:
        raise Refused(_("Choose one of the listed values."), "audience")
    rendition = text_of(actor, request)
    row = InnerText.objects.create(
        compartment_id=own_room(actor, audience or offered[0]).pk,
        request_ref=request.pk,
        title=rendition.title,
        asked_by=request.asked_by,
        language=rendition.language,
        body=rendition.body,
        digest=rendition.digest,
        deadline=request.deadline,
        opened_at=now(),
    )
    tell(actor, row, "bring_inside")
    return row


@verb()
def comment_inside(
    *,
    actor: Actor,
    text: InnerText,
    block: str = "",
    quote: str = "",
    words: str,
    suggestion: str = "",
    near: int = 0,
    told: Sequence[UUID] = (),
) -> InnerComment:
    """Say something to one's own about a block of the text, or about all of it where `block` is empty.

    `told` are posts whose attention is drawn to it. Refuses a block or words that the text does not have,
    an empty comment, a post that does not read this room, and a text that is no longer asked about.
    """
    demand_asked(actor, text)
    anchor, section_title = anchored(text.body, block, quote, "quote", near)
    instead = wording.plain(suggestion, limit=LONGEST, field="suggestion")
    row = _said(actor, text, anchor, section_title, words, suggestion=instead)
    tell(actor, row, "comment_inside", text=str(text.pk))
    draw_attention(actor, text, told, CODES)
    return row


def _said(actor: Actor, text: InnerText, anchor: Any, section_title: str, words: str, **more: Any) -> InnerComment:
    who = signature(actor, text.language)
    return InnerComment.objects.create(
        compartment_id=text.compartment_id,
        text=text,
        anchor=anchor,
        section_title=section_title,
        words=wording.plain(words, limit=LONGEST, field="words", required=True),
        organisation=_organisation(actor),
        post_id=who.post_id,
        post_title=who.post_title,
        person_id=who.person_id,
        person_name=who.person_name,
        at=now(),
        **more,
    )


@verb()
def answer_inside(*, actor: Actor, comment: InnerComment, words: str, told: Sequence[UUID] = ()) -> InnerComment:
    """Answer what somebody said among one's own; it stands below it, and who said it is told.

    An answer to an answer belongs to the same thread. Refuses words that were taken back, and all that
    `comment_inside` refuses.
    """
    if comment.withdrawn_at is not None:
        raise Refused(_("These words were taken back. Say yours beside the passage instead."))
    text = comment.text
    demand_asked(actor, text)
    first = comment.answers_id or comment.pk
    row = _said(actor, text, comment.anchor, comment.section_title, words, answers_id=first)
    tell(actor, row, "comment_inside", text=str(text.pk))
    draw_attention(actor, text, told, CODES)
    tell_answered(actor, text, comment.post_id, told, CODES)
    return row


@verb()
def suggest_inside(*, actor: Actor, text: InnerText, block: str, edited: str, words: str) -> InnerComment:
    """Keep an edited copy of a passage as a suggestion among one's own: what was changed, what instead, and why.

    The text itself stays. Refuses a passage that is not in the text, a copy in which nothing was
    changed or nothing is left, and all that `comment_inside` refuses.
    """
    copy = edited_copy(text.body, block, edited)
    return comment_inside(
        actor=actor,
        text=text,
        block=block,
        quote=copy.quote,
        words=words,
        suggestion=copy.instead,
        near=copy.start,
    )


def demand_asked(actor: Actor, text: InnerText) -> None:
    """Raises Refused once the round has ended; where a newer text is asked about, it says so."""
    asked = requests_to(actor)
    if asked.filter(pk=text.request_ref, closed_at=None).exists():
        return
    if asked.filter(title=text.title, asked_by=text.asked_by, closed_at=None).exists():
        raise Refused(
            _("This text was replaced by a newer one. Say it there, about the version now under consultation.")
        )
    raise Refused(_("This consultation has closed. Keep a copy of what you typed and tell your coordination."))


def _organisation(actor: Actor) -> str:
    if actor.post_kind in OF_AGENCIES:
        return body_name(actor)
    post = Post.objects.visible_to(actor).get(pk=actor.post_id)
    return post.organisation or post.title_en


@verb()
def withdraw_inside(*, actor: Actor, comment: InnerComment) -> None:
    """Take back one's own words among one's own; what was released already stays released."""
    if comment.post_id != actor.post_id:
        raise Refused(_("Only who wrote this can take it back."))
    InnerComment.objects.visible_to(actor).filter(pk=comment.pk, withdrawn_at=None).update(withdrawn_at=now())
    tell(actor, comment, "withdraw_inside")
