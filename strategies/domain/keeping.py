"""Keeping words that the distinction check found, because of a reason; and being asked about them again."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.errors import Conflict, Refused
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from strategies.domain.wording import plain
from strategies.domain.workflow import demand
from strategies.enums.text import Verb
from strategies.models import KeptWording, Strategy
from strategies.queries.signatures import signature
from strategies.queries.wording import Marked, findings_of, mark_of

LONGEST = 2000
ALREADY = {"words_kept_once": _("These words are kept already, with a reason.")}


@verb(ALREADY)
def keep_words(
    *, actor: Actor, strategy: Strategy, place: UUID, rule: str, words: str, reason: str
) -> KeptWording:  # fmt: skip
    """Keep what a rule found in one paragraph or row. Whoever may edit the text may, with a reason.

    Raises Refused without a reason, and for words that name or locate somebody, which no reason keeps;
    Conflict where the words changed meanwhile.
    """
    demand(actor, strategy, Verb.EDIT)
    why = plain(reason, limit=LONGEST, field="reason", required=True)
    finding = _standing(findings_of(actor, strategy, strategy.language), place, rule, words).finding
    if finding.stops:
        raise Refused(_("What may let somebody find a victim, a witness or a source is not kept. Take it out."))
    row = KeptWording.objects.create(
        compartment_id=strategy.compartment_id,
        strategy=strategy,
        place=place,
        rule=rule,
        words=finding.words,
        mark=mark_of(finding.words),
        reason=why,
        kept_at=now(),
        **signature(actor, strategy.language).as_fields("kept_by"),
    )
    tell(actor, row, "keep_words", rule=rule)
    return row


def _standing(found: list[Marked], place: UUID, rule: str, words: str) -> Marked:
    mark = mark_of(words)
    for one in found:
        if (one.spot.key, one.finding.rule, mark_of(one.finding.words)) == (str(place), rule, mark):
            return one
    raise Conflict(_("These words were changed meanwhile. Look at the text again."))


@verb()
def ask_about_words(*, actor: Actor, kept: KeptWording) -> None:
    """Undo it: the check asks about these words again; that they were kept, and why, stays on record.

    Raises Refused for whoever may not edit the text now, Conflict where somebody undid it first.
    """
    demand(actor, kept.strategy, Verb.EDIT)
    rows = KeptWording.objects.visible_to(actor).filter(pk=kept.pk, undone_at=None)
    title = signature(actor, kept.strategy.language).post_title
    if not rows.update(undone_at=now(), undone_by_post_title=title):
        raise Conflict(_("Somebody asked about these words again already."))
    tell(actor, kept, "ask_about_words", rule=kept.rule)
