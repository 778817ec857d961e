"""A side's own discussion: bringing the text inside, and what members say to each other there."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.errors import Refused
from pocplan.access.models import Post
from pocplan.access.queries.rooms import room_of
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from strategies.domain import wording
from strategies.models import InnerComment, InnerText, OffSystem, Request
from strategies.queries.inner import COORDINATION, DISCUSSES_IN, block_of
from strategies.queries.replies import text_of
from strategies.queries.signatures import signature

LONGEST = 20_000


@verb({"discussed_once": _("This text is under discussion among your own already.")})
def bring_inside(*, actor: Actor, request: Request) -> InnerText:
    """Copy the shared text into the body's own room, where its members discuss it.

    Only the coordination of the body that was asked does this. The copy survives the loss of the
    shared room; the original does not know of it.
    """
    if request.owner_id != actor.owner_id or request.compartment_id not in actor.writable:
        raise Refused(_("Your coordination brings the text to its members. Ask it to."))
    rendition = text_of(actor, request)
    row = InnerText.objects.create(
        compartment_id=room_of(actor, DISCUSSES_IN[actor.post_kind]).pk,
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
    *, actor: Actor, text: InnerText, block: str = "", quote: str = "", words: str, suggestion: str = ""
) -> InnerComment:
    """Say something to one's own about a block of the text, or about all of it where `block` is empty.

    Refuses a block that the text does not have and an empty comment.
    """
    section, found = block_of(text.body, block)
    if block and found is None:
        raise Refused(_("This passage is not in the text. Choose a passage of the version under discussion."), "block")
    who = signature(actor, text.language)
    row = InnerComment.objects.create(
        compartment_id=text.compartment_id,
        text=text,
        anchor=_anchor(section, found, quote),
        section_title=section.get("title", "") if section else "",
        words=wording.plain(words, limit=LONGEST, field="words", required=True),
        suggestion=wording.plain(suggestion, limit=LONGEST, field="suggestion"),
        organisation=_organisation(actor),
        post_id=who.post_id,
        post_title=who.post_title,
        person_id=who.person_id,
        person_name=who.person_name,
        at=now(),
    )
    tell(actor, row, "comment_inside", text=str(text.pk))
    return row


def _anchor(section: dict[str, Any] | None, block: dict[str, Any] | None, quote: str) -> dict[str, str]:
    if section is None or block is None:
        return {}
    return {"section": section["key"], "block": block["key"], "quote": quote.strip()[:500]}


def _organisation(actor: Actor) -> str:
    post = Post.objects.visible_to(actor).get(pk=actor.post_id)
    return post.organisation or post.title_en


@verb()
def withdraw_inside(*, actor: Actor, comment: InnerComment) -> None:
    """Take back one's own words among one's own; what was released already stays released."""
    if comment.person_id != actor.person_id:
        raise Refused(_("Only who wrote this can take it back."))
    InnerComment.objects.visible_to(actor).filter(pk=comment.pk, withdrawn_at=None).update(withdrawn_at=now())
    tell(actor, comment, "withdraw_inside")


@verb()
def record_off_system(
    *, actor: Actor, text: InnerText, organisation: str, on: date, how: str, summary: str, agreement: str = ""
) -> OffSystem:
    """Somebody without an account was consulted. Recorded by the coordination in its own room.

    Without the reference of the organisation's written agreement it appears nowhere shared.
    """
    if text.compartment_id not in actor.writable or actor.post_kind not in COORDINATION:
        raise Refused(_("Your coordination records this. Ask it to."))
    row = OffSystem.objects.create(
        compartment_id=text.compartment_id,
        text=text,
        organisation=wording.plain(organisation, limit=160, field="organisation", required=True),
        on=on,
        how=wording.plain(how, limit=200, field="how"),
        summary=wording.plain(summary, limit=LONGEST, field="summary"),
        agreement=wording.plain(agreement, limit=200, field="agreement"),
        recorded_by_post_title=signature(actor, text.language).post_title,
        at=now(),
    )
    tell(actor, row, "record_off_system")
    return row
