"""Positions and comments of a consultation as rows of a table, each with the mission's answer beside it."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from strategies.models import Disposition, Satisfaction
from strategies.queries.replies import Answered, Reply

Line = list[Any]


def reply_table(replies: Iterable[Reply], titles: dict[str, str]) -> Iterator[Line]:
    """Headings, then each body's position and its comments. `titles` are those of sections, by key.

    Who said it stands as it was attributed; nothing says who else was asked, or did not answer.
    """
    yield [
        _("Who said it"), _("What it is"), _("Number"), _("Section"), _("Words spoken of"), _("Said"),
        _("Suggested text"), _("Day"), _("Answer"), _("Reason"), _("Answered on"), _("Does the answer satisfy?"),
    ]  # fmt: skip
    for reply in replies:
        if reply.position:
            stood, asked = reply.position, reply.request.organisation
            said = [asked, _("Position"), "", "", "", f"{stood.get_word_display()}. {stood.reason}".strip(), ""]
            yield [*said, stood.at.date(), *_answer(reply.answer_to_position, reply.satisfied_with_position)]
        for one in reply.comments:
            yield [*_comment(one, titles), *_answer(one.disposition, one.satisfaction)]


def _comment(one: Answered, titles: dict[str, str]) -> Line:
    comment, anchor = one.comment, one.comment.anchor
    section = titles.get(str(anchor.get("section", "")), "") or _("The whole text")
    quoted = anchor.get("quote", "")
    who, words = comment.attributed_to, comment.words
    return [who, _("Comment"), comment.number, section, quoted, words, comment.suggestion, comment.at.date()]


def _answer(given: Disposition | None, satisfied: Satisfaction | None) -> Line:
    if given is None:
        return ["", "", "", ""]
    content = "" if satisfied is None else _("Yes") if satisfied.satisfied else _("No")
    return [str(given.get_word_display()), given.reason, given.at.date(), content]
