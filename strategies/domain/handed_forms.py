"""A response form that somebody without an account handed to the mission itself: read, looked at, recorded once.

What it says lies with the mission that asked, as of anybody consulted off-system: shown nowhere else without the
organisation's written agreement. No cluster learns of it, and no position or comment is entered in a cluster's name.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from missions.queries.calendar import today_of
from pocplan.access.actor import Actor
from pocplan.access.enums import Side
from pocplan.access.errors import Refused
from pocplan.access.verb import verb
from pocplan.jobs.files import Upload
from pocplan.wording.domain.identifying import Passage, demand_nobody_identified
from strategies.documents.errors import UnusableFile
from strategies.documents.response_form import read_form
from strategies.documents.returned import Lost, Returned, Said
from strategies.domain.answered_forms import as_said
from strategies.domain.offsystem import add_agreement, record_off_system
from strategies.domain.workflow import ADVISERS
from strategies.models import OffSystem, Round
from strategies.queries.inner import block_of, off_system_about
from strategies.queries.rounds import shared_text_of

LARGEST = 2 * 1024 * 1024
HOW = _("Response form")
_NO_FORM = _("This file is not the response form of this text. Print the form again and have that one filled in.")
_TOO_LARGE = _("A response form is never larger than 2 MB. Take out what was pasted into it and send it again.")


@dataclass(frozen=True)
class Handed:
    """What a form says, as it would be recorded, and what of it has no place."""

    organisation: str
    on: date
    how: str
    summary: str
    agreement: str
    lost: list[Lost]


def demand_adviser(actor: Actor) -> None:
    """Raises Refused for every post but the mission's advisers."""
    if actor.side != Side.MISSION or actor.post_kind not in ADVISERS:
        raise Refused(_("Your post may not do this. Ask a post that may, or change your hat."))


def read_handed(*, actor: Actor, round_: Round, upload: Upload) -> Handed:
    """What stands in a form, for the adviser to look at. Nothing is kept, neither the file nor its words.

    Raises Refused for other posts, for what is no sound Word file, and for the form of another text.
    """
    demand_adviser(actor)
    text = shared_text_of(actor, round_)
    if text is None:
        raise Refused(_NO_FORM, "file")
    if (upload.size or 0) > LARGEST:
        raise Refused(_TOO_LARGE, "file")
    try:
        found = read_form(b"".join(upload.chunks()), text.body, digest=text.digest, language=text.language)
    except UnusableFile as error:
        raise Refused(error.sentence, "file", **error.values) from error
    if found is None or found.answered is None:
        raise Refused(_NO_FORM, "file")
    return _handed(actor, text.body, found, text.language)


def _handed(actor: Actor, body: dict[str, Any], found: Returned, language: str) -> Handed:
    assert found.answered is not None
    today, answered = today_of(actor), found.answered
    with override(language):
        how, said = str(HOW), [as_said(answered, language).words, *(_in_words(body, one) for one in found.said)]
    return Handed(
        organisation=answered.organisation[:160],
        on=min(date.fromisoformat(answered.day), today) if answered.day else today,
        how=how,
        summary="\n\n".join(said),
        agreement=answered.agreement[:200],
        lost=found.lost,
    )


def _in_words(body: dict[str, Any], one: Said) -> str:
    section = block_of(body, one.place)[0] if one.place else None
    lines = [section["title"] if section else gettext("Anything else")]
    lines += [gettext("On “%(words)s”") % {"words": one.quote}] if one.quote else []
    lines += [one.words] if one.words else []
    lines += [gettext("Suggested text: %(words)s") % {"words": one.suggestion}] if one.suggestion else []
    return "\n".join(lines)


@verb()
def record_handed(
    *, actor: Actor, round_: Round, organisation: str, on: date, how: str = "", summary: str = "", agreement: str = ""
) -> OffSystem:
    """Record what a form says in the mission's own room. The same words of the same organisation are one record.

    A written agreement that came later is added to it. Raises Refused as `record_off_system` does, and for words
    that name or locate a victim, a witness or a source.
    """
    demand_adviser(actor)
    demand_nobody_identified([Passage(organisation), Passage(summary), Passage(agreement)], round_.language)
    before = recorded_of(actor, round_, organisation, summary)
    if before is None:
        return record_off_system(
            actor=actor, about=round_, organisation=organisation, on=on, how=how, summary=summary, agreement=agreement
        )
    return add_agreement(actor=actor, row=before, agreement=agreement) if agreement and not before.agreement else before


def recorded_of(actor: Actor, round_: Round, organisation: str, summary: str) -> OffSystem | None:
    """What was recorded before in the same words, however their lines run."""
    wanted = (organisation.split(), summary.split())
    rows = off_system_about(actor, round_.pk)
    return next((one for one in rows if (one.organisation.split(), one.summary.split()) == wanted), None)
