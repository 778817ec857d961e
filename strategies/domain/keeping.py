"""Keeping words that the distinction check found, because of a reason; and being asked about them again."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from missions.queries.calendar import not_over
from pocplan.access.actor import Actor
from pocplan.access.clock import now, today
from pocplan.access.enums import PostKind
from pocplan.access.errors import Conflict, Refused
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from strategies.domain.wording import plain
from strategies.domain.workflow import demand
from strategies.enums.text import Verb
from strategies.models import KeptWording, Strategy
from strategies.queries.signatures import signature
from strategies.queries.wording import EXCEPTING, FACILITY, Marked, findings_of, mark_of, may_except

LONGEST = 2000
ALREADY = {"words_kept_once": _("These words are kept already, with a reason.")}


@verb(ALREADY)
def keep_words(
    *, actor: Actor, strategy: Strategy, place: UUID, rule: str, words: str, reason: str,
    opinion: str = "", until: date | None = None,
) -> KeptWording:  # fmt: skip
    """Keep what a rule found in one paragraph or row. Whoever may edit the text may, with a reason.

    In or beside a school, a health facility or a religious site it is an exception: an act of the Force Commander's or
    the Head of Mission's own, with the child protection adviser's opinion and the day to be gone (domain.md, "Checks");
    past that day it stands no more.

    Raises Refused for every other post and without a reason, and for words that name or locate somebody, which no
    reason keeps; Conflict where the words changed meanwhile.
    """
    decided_by = _demand_may_keep(actor, strategy, rule)
    why = plain(reason, limit=LONGEST, field="reason", required=True)
    finding = _standing(findings_of(actor, strategy, strategy.language), place, rule, words).finding
    if finding.stops:
        raise Refused(_("What may let somebody find a victim, a witness or a source is not kept. Take it out."))
    _end_what_is_past(actor, strategy, place, mark_of(finding.words))
    row = KeptWording.objects.create(
        compartment_id=strategy.compartment_id,
        strategy=strategy,
        place=place,
        rule=rule,
        words=finding.words,
        mark=mark_of(finding.words),
        reason=why,
        **(_exception(actor, decided_by, opinion, until) if decided_by else {}),
        kept_at=now(),
        **signature(actor, strategy.language).as_fields("kept_by"),
    )
    tell(actor, row, "keep_words", rule=rule)
    return row


def _end_what_is_past(actor: Actor, strategy: Strategy, place: UUID, mark: str) -> None:
    """An exception past its day makes room for the next one."""
    rows = KeptWording.objects.visible_to(actor).filter(strategy=strategy, place=place, mark=mark, undone_at=None)
    title = signature(actor, strategy.language).post_title
    rows.filter(until__lt=today()).update(undone_at=now(), undone_by_post_title=title)


def _demand_may_keep(actor: Actor, strategy: Strategy, rule: str) -> str:
    """As which post it is excepted from a prohibition; nothing where it is not about one."""
    if rule != FACILITY:
        demand(actor, strategy, Verb.EDIT)
        return ""
    if not may_except(actor, strategy):
        raise Refused(
            _("Only the Force Commander or the Head of Mission makes this exception, as an act of their own.")
        )
    return EXCEPTING[PostKind(actor.post_kind)].value


def _exception(actor: Actor, decided_by: str, opinion: str, until: date | None) -> dict[str, Any]:
    """What an exception rests on. Raises Refused with the field that is missing."""
    said = plain(opinion, limit=LONGEST, field="opinion", required=True)
    if until is None or until < not_over(actor):
        raise Refused(_("Give the day by which the place is left; it has not passed yet."), "until")
    return {"decided_by": decided_by, "opinion": said, "until": until}


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
