"""A Word file comes back from a reviewer without an account: sent, read, shown, confirmed, taken in once."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as said_now
from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.errors import Refused
from pocplan.access.verb import verb
from pocplan.jobs.claims import MOST_ATTEMPTS, Step, claim
from pocplan.jobs.files import Upload, folder, forget, keep, new_name
from pocplan.jobs.rows import MOVED_ON, move
from pocplan.journal.telling import tell
from strategies.documents.anchors import make_from_quote
from strategies.documents.canonical import digest
from strategies.documents.clean import check_characters
from strategies.documents.errors import UnusableFile, UnusableText
from strategies.documents.returned import CHANGE, Returned, Said
from strategies.documents.safety import LARGEST_FILE, check_docx
from strategies.domain import wording
from strategies.domain.answered_forms import FORM, as_said, proposed_name, record_form
from strategies.domain.inner import LONGEST, demand_asked
from strategies.enums.returns import LostWhy, ReturnState
from strategies.models import InnerComment, InnerText, ReturnedFile, ReturnedRemark
from strategies.queries.inner import COORDINATION, block_of
from strategies.queries.returns import known_remarks, returned_for, same_file
from strategies.queries.signatures import signature

READING = Step(ReturnState.WAITING, ReturnState.READING)
PLACING = Step(ReturnState.CONFIRMED, ReturnState.PLACING)
MOST, MOST_REVIEWERS, MOST_LOST = 5000, 50, 1000
GAVE_UP = _("Reading this file failed several times. Save it again in Word and send it once more.")
GONE = _("This file is not kept any more: files wait a week. Send it again.")


@verb()
def send_returned(*, actor: Actor, text: InnerText, upload: Upload) -> ReturnedFile:
    """Keep a commented Word file that a task is to read. The same file again is the row that there is.

    For the coordination that answers for the body, while the text is asked about. Raises Refused for others
    and for what is no sound Word file.
    """
    _demand_coordination(actor, text)
    demand_asked(actor, text)
    size, moment, name = upload.size or 0, now(), new_name()
    if size > LARGEST_FILE:
        raise Refused(_("This file is larger than 25 MB. Take out its pictures and send it again."), "file")
    content = _stored(upload, name)
    if before := same_file(actor, text, content):
        forget(folder() / name)
        return before
    row = ReturnedFile.objects.create(
        compartment_id=text.compartment_id,
        text=text,
        person_id=actor.person_id,
        incumbency_id=actor.incumbency_id,
        stored_as=name,
        size=size,
        digest=content,
        asked_at=moment,
        touched_at=moment,
    )
    tell(actor, row, "send_returned", size=size)
    return row


def _demand_coordination(actor: Actor, text: InnerText) -> None:
    if actor.post_kind not in COORDINATION or text.compartment_id not in actor.writable:
        raise Refused(_("Your coordination takes in what came back. Send it the file."))


def _stored(upload: Upload, name: str) -> str:
    path = keep(upload, name)
    try:
        check_docx(path)
    except UnusableFile as error:
        forget(path)
        raise Refused(error.sentence, "file", **error.values) from error
    return hashlib.sha256(path.read_bytes()).hexdigest()


@verb()
def begin_returned(*, actor: Actor, returned_id: UUID, step: Step) -> ReturnedFile | None:
    """Claim a file for a step, or one that its worker left there.

    None where another has it, it failed too often, or it is not kept any more.
    """
    if not claim(ReturnedFile.objects.visible_to(actor).filter(pk=returned_id), step):
        return None
    row = returned_for(actor, returned_id)
    is_gone = step is READING and not (folder() / row.stored_as).exists()
    if row.attempts > MOST_ATTEMPTS or is_gone:
        refuse_returned(actor=actor, returned_id=returned_id, sentence=str(GONE if is_gone else GAVE_UP))
        return None
    return row


@verb()
def note_returned(*, actor: Actor, returned_id: UUID, progress: int) -> None:
    """Say how far the reading is; a transaction of its own, so that the page sees it."""
    rows = ReturnedFile.objects.visible_to(actor).filter(pk=returned_id, state=ReturnState.READING)
    rows.update(progress=progress, touched_at=now())


@verb()
def show_returned(*, actor: Actor, returned_id: UUID, returned: Returned) -> None:
    """Keep what was read, each remark with its place, for the sender to look at. Nothing is taken in yet."""
    row = returned_for(actor, returned_id)
    if len(returned.said) > MOST or returned.reviewers > MOST_REVIEWERS:
        raise Refused(
            _("This file holds more than %(limit)s comments and changes, or more than %(people)s reviewers. Send it "
              "in parts."), limit=MOST, people=MOST_REVIEWERS,
        )  # fmt: skip
    known, seen = known_remarks(actor, row.text), Counter[str]()
    lost = [asdict(one) for one in returned.lost]
    found = []
    form = returned.answered
    for one in [*([as_said(form, row.text.language)] if form else []), *returned.said]:
        if not _is_usable(one):
            lost.append({"reason": LostWhy.UNUSABLE.value, "words": (one.words or one.suggestion)[:200]})
            continue
        found.append(_shown(row.text, one, known, seen))
    if form and found:
        found[0]["day"] = form.day
    move(
        _only(actor, row), ReturnState.READING, ReturnState.READ,
        found=found, lost=lost[:MOST_LOST], names=proposed_name(form), reviewers=returned.reviewers,
        pictures=returned.pictures,
        located=returned.located, progress=100, attempts=0,
    )  # fmt: skip
    tell(actor, row, "show_returned")
    _forget_file(actor, row)


def _is_usable(one: Said) -> bool:
    try:
        for text in (one.words, one.quote, one.suggestion):
            check_characters(text)
    except UnusableText:
        return False
    return max(len(one.words), len(one.suggestion)) <= LONGEST


def _shown(text: InnerText, one: Said, known: set[str], seen: Counter[str]) -> dict[str, Any]:
    """A remark as it would be taken in, and whether it was taken in before."""
    section, block = block_of(text.body, one.place) if one.place else (None, None)
    anchor, words = _placed(text, section, block, one), one.words or _in_words(one)
    mark = digest({"place": one.place, "quote": one.quote, "words": words, "suggestion": one.suggestion})
    seen[mark] += 1
    mark = digest([mark, seen[mark]])
    return {
        "kind": one.kind,
        "reviewer": one.reviewer,
        "anchor": anchor,
        "section_title": section["title"] if section else "",
        "quote": one.quote,
        "words": words,
        "suggestion": one.suggestion,
        "digest": mark,
        "known": mark in known,
    }


def _placed(text: InnerText, section: Any, block: Any, one: Said) -> dict[str, Any]:
    if section is None:
        return {}
    nowhere = {"section": section["key"], "block": block["key"] if block else "", "quote": ""}
    if block is None or not one.quote:
        return nowhere
    try:
        return {**nowhere, **make_from_quote(text.body, block["key"], one.quote, near=one.near).as_json()}
    except UnusableText:
        return nowhere


def _in_words(one: Said) -> str:
    if one.kind == CHANGE and not one.suggestion:
        return said_now("Take out: “%(text)s”") % {"text": one.quote}
    return said_now("Suggested in the file, without a comment.")


@verb()
def confirm_returned(*, actor: Actor, returned: ReturnedFile, names: Sequence[Mapping[str, str]]) -> ReturnedFile:
    """Take in what was shown: for each reviewer under the "name" chosen, with the "agreement" to it if there is one.

    A reviewer without a name is left out. Raises Refused where none has a name, Conflict where it moved on.
    """
    _demand_coordination(actor, returned.text)
    demand_asked(actor, returned.text)
    chosen = [
        {
            "name": wording.plain(str(one.get("name", "")), limit=160, field="name_1"),
            "agreement": wording.plain(str(one.get("agreement", "")), limit=200, field="agreement_1"),
        }
        for one in names[: returned.reviewers]
    ]
    if not any(one["name"] for one in chosen):
        raise Refused(_("Say under which name at least one reviewer's remarks are taken in."), "name_1")
    move(_only(actor, returned), ReturnState.READ, ReturnState.CONFIRMED, names=chosen)
    tell(actor, returned, "confirm_returned")
    return returned_for(actor, returned.pk)


@verb()
def drop_returned(*, actor: Actor, returned: ReturnedFile) -> None:
    """Take in none of it; what was read of it goes."""
    move(_only(actor, returned), ReturnState.READ, ReturnState.DROPPED, found=[], lost=[])
    tell(actor, returned, "drop_returned")


@verb({"returned_remark_once": MOVED_ON})
def place_returned(*, actor: Actor, returned_id: UUID) -> int:
    """Write each remark that is new among one's own, all of them or none. Returns how many.

    Raises Refused where the text is not asked about any more.
    """
    row = returned_for(actor, returned_id)
    _demand_coordination(actor, row.text)
    demand_asked(actor, row.text)
    known = known_remarks(actor, row.text)
    named = {number: one for number, one in enumerate(row.names, start=1) if one["name"]}
    wanted = [one for one in row.found if one["reviewer"] in named and one["digest"] not in known]
    left = [one for one in row.found if one["reviewer"] not in named]
    _write(actor, row.text, wanted, named)
    for one in wanted:
        if one["kind"] == FORM:
            record_form(actor=actor, text=row.text, form=one, name=named[one["reviewer"]])
    lost = [*row.lost, *({"reason": LostWhy.LEFT.value, "words": one["words"]} for one in left)]
    move(
        _only(actor, row), ReturnState.PLACING, ReturnState.DONE,
        taken=len(wanted), found=[], lost=lost[:MOST_LOST], finished_at=now(),
    )  # fmt: skip
    tell(actor, row, "place_returned")
    return len(wanted)


def _write(actor: Actor, text: InnerText, wanted: Sequence[Any], named: Mapping[int, Any]) -> None:
    who, moment = signature(actor, text.language), now()
    for number, one in enumerate(wanted):
        name = named[one["reviewer"]]
        comment = InnerComment.objects.create(
            compartment_id=text.compartment_id,
            text=text,
            organisation=name["name"],
            at=moment + timedelta(microseconds=number),  # in the order of the text
            post_id=who.post_id,
            post_title=who.post_title,
            person_id=who.person_id,
            person_name=who.person_name,
            **{field: one[field] for field in ("anchor", "section_title", "words", "suggestion")},
        )
        ReturnedRemark.objects.create(
            compartment_id=text.compartment_id,
            text=text,
            comment=comment,
            digest=one["digest"],
            agreement=name["agreement"],
        )


@verb()
def refuse_returned(*, actor: Actor, returned_id: UUID, sentence: str) -> None:
    """Close a file that cannot be taken in, with the sentence that says why and what to do."""
    rows = ReturnedFile.objects.visible_to(actor).filter(pk=returned_id)
    rows.update(state=ReturnState.REFUSED, sentence=sentence, finished_at=now(), touched_at=now())
    row = returned_for(actor, returned_id)
    _forget_file(actor, row)
    tell(actor, row, "refuse_returned")


def _only(actor: Actor, row: ReturnedFile) -> QuerySet[ReturnedFile]:
    return ReturnedFile.objects.visible_to(actor).filter(pk=row.pk)


def _forget_file(actor: Actor, row: ReturnedFile) -> None:
    """Not before it stands: what is rolled back still needs its file."""
    transaction.on_commit(partial(forget, Path(folder() / row.stored_as)), using=actor.alias)
