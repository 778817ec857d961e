"""The mission's answers. Every comment gets one; an objection needs one before approval."""

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.enums import PostKind, Side
from pocplan.access.errors import Refused
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from strategies.domain import wording
from strategies.domain.announcing import tell_the_asked
from strategies.domain.identifying import demand_nobody_in
from strategies.enums.rounds import DispositionWord
from strategies.enums.text import Right
from strategies.models import Comment, Disposition, Position, Request
from strategies.queries.rights import was_given
from strategies.queries.signatures import signature

ANSWERERS = (PostKind.SENIOR_POC_ADVISER, PostKind.POC_ADVISER)
LONGEST = 20_000


@verb()
def dispose(*, actor: Actor, subject: Comment | Position, word: str, reason: str) -> Disposition:
    """Answer a comment or an objection, with the reason. A later answer stands in its place; both stay.

    Refuses whoever is neither a PoC adviser of the mission that asked nor was given the right on this
    strategy, an answer without a reason, and a reason that names or locates somebody.
    """
    if not answers_comments(actor, subject.request):
        raise Refused(_("A PoC adviser of the mission answers comments. Ask that post."))
    if subject.compartment_id not in actor.writable:
        raise Refused(_("Your post may not do this. Ask a post that may, or change your hat."))
    if word not in DispositionWord.values:
        raise Refused(_("Choose one of the listed values."), "word")
    reason = wording.plain(reason, limit=LONGEST, field="reason", required=True)
    row = Disposition.objects.create(
        compartment_id=subject.compartment_id,
        request_id=subject.request_id,
        comment=subject if isinstance(subject, Comment) else None,
        position=subject if isinstance(subject, Position) else None,
        word=word,
        reason=demand_nobody_in(reason, subject.request.language, "reason"),
        given_by=signature(actor).post_title,
        at=now(),
    )
    tell(actor, row, "dispose", subject=str(subject.pk), word=word)
    tell_the_asked(actor, subject.request, "answer_given")
    return row


def answers_comments(actor: Actor, request: Request) -> bool:
    """Whether this post answers what is said in reply to a request: by its kind, or by a right it was given."""
    if actor.side != Side.MISSION:
        return False
    return actor.post_kind in ANSWERERS or was_given(actor, Right.DISPOSE, request)
