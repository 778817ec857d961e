"""Files that came back from reviewers, for whoever sent them in, and what is known of them already."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from pocplan.access.actor import Actor
from strategies.documents.pieces import flat
from strategies.documents.returned import Ours
from strategies.enums.returns import ReturnState
from strategies.models import Comment, InnerComment, InnerText, ReturnedFile, ReturnedRemark

OVER = (ReturnState.DROPPED, ReturnState.REFUSED)


def returned_for(actor: Actor, returned_id: UUID) -> ReturnedFile:
    """Raises ReturnedFile.DoesNotExist alike for hidden and absent."""
    return ReturnedFile.objects.visible_to(actor).select_related("text").get(pk=returned_id)


def returned_about(actor: Actor, text: InnerText) -> QuerySet[ReturnedFile]:
    """The files that this person sent in about a text, newest first."""
    return ReturnedFile.objects.visible_to(actor).filter(text=text, person_id=actor.person_id)


def same_file(actor: Actor, text: InnerText, digest: str) -> ReturnedFile | None:
    """The very file, where it was sent in before and neither dropped nor refused."""
    return returned_about(actor, text).filter(digest=digest).exclude(state__in=OVER).first()


def known_remarks(actor: Actor, text: InnerText) -> set[str]:
    """The digests of what was taken out of files about this text before."""
    return set(ReturnedRemark.objects.visible_to(actor).filter(text=text).values_list("digest", flat=True))


def ours_in(actor: Actor, text: InnerText) -> Ours:
    """What our own file said already: comments released on this text, also those taken back since."""
    rows = list(Comment.objects.visible_to(actor).filter(request=text.request_ref))
    return Ours(
        comments={(one.attributed_to, one.words) for one in rows},
        changes={(one.attributed_to, flat(str(one.anchor.get("quote", ""))), flat(one.suggestion)) for one in rows},
    )


def without_agreement(actor: Actor, comments: Iterable[UUID]) -> list[InnerComment]:
    """Those of these comments that came out of a file whose author has not agreed in writing to be named."""
    rows = ReturnedRemark.objects.visible_to(actor).filter(comment__in=list(comments), agreement="")
    return [one.comment for one in rows.select_related("comment")]
