"""What a response form says beside its comments: a position, and that somebody was consulted off-system."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from missions.queries.calendar import today_of
from pocplan.access.actor import Actor
from strategies.documents.returned import Answered, Said
from strategies.domain.offsystem import record_off_system
from strategies.enums.rounds import PositionWord
from strategies.models import InnerText
from strategies.queries.replies import requests_for

FORM = "form"


def as_said(answered: Answered, language: str) -> Said:
    """The position as a remark on the whole text, which one's own read before anything of it leaves.

    In the language of the text: the same form says the same whoever sends it in.
    """
    with override(language):
        word = PositionWord(answered.position).label if answered.position else _("none marked")
        words = _("Response form. Position: %(word)s.") % {"word": word}
    return Said(FORM, 1, "", "\n".join(filter(None, [words, answered.reason])))


def proposed_name(answered: Answered | None) -> list[dict[str, str]]:
    """What the form says of who answers, for the coordination to keep or to write otherwise."""
    if answered is None:
        return []
    return [{"name": answered.organisation[:160], "agreement": answered.agreement[:200]}]


def record_form(*, actor: Actor, text: InnerText, form: Mapping[str, Any], name: Mapping[str, str]) -> None:
    """Keep that this organisation was consulted off-system, where the coordination alone reads.

    Without its written agreement it is shown nowhere. A day that has not come is the day of today.
    """
    request = requests_for(actor).filter(pk=text.request_ref).first()
    if request is None:
        return
    today = today_of(actor)
    day = min(date.fromisoformat(form["day"]), today) if form.get("day") else today
    record_off_system(
        actor=actor,
        about=request,
        organisation=name["name"],
        on=day,
        how=_("Response form"),
        summary=form["words"],
        agreement=name["agreement"],
    )
