"""Files that somebody asked for, and what goes into them: nothing that the requester could not read on a page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.enums import Audience
from pocplan.access.queries.rooms import who_can_see
from pocplan.ui.punctuation import colon
from strategies.documents.paper import Annexed
from strategies.documents.remarks import Remark
from strategies.enums.exports import ExportAs, ExportOf
from strategies.models import BlockAlias, Export, Invitation, Rendition, Request, Round, Version, VersionPart
from strategies.queries.picture import Said, frozen_ratings
from strategies.queries.picture_words import NAMES, field_words, said_of
from strategies.queries.replies import Answered, replies_to
from strategies.queries.style import template_of
from strategies.queries.versions import parts_of, rendition_for, renditions_for, version_for
from strategies.queries.worded import FIELDS, worded

HEADER = (
    "reference", "mission", "scope", "classification", "sensitivity", "approving_post", "contact_unit", "supersedes",
    "distribution",
)  # fmt: skip


@dataclass(frozen=True)
class Material:
    """What a file is made of."""

    body: dict[str, Any]
    language: str
    facts: Sequence[tuple[str, str]]
    labels: dict[str, str]
    remarks: Sequence[Remark]
    marking: str
    stamp: str
    written_as: ExportAs = ExportAs.WORD
    annexes: Sequence[Annexed] = ()
    parts: Sequence[str] = ()
    template: bytes = b""


def exports_of(actor: Actor) -> QuerySet[Export]:
    """The actor's own files, newest first; the database shows nobody else's."""
    return Export.objects.visible_to(actor).filter(person_id=actor.person_id)


def export_for(actor: Actor, export_id: UUID) -> Export:
    """Raises Export.DoesNotExist alike for hidden and absent."""
    return Export.objects.visible_to(actor).get(pk=export_id)


def titles_of(actor: Actor, exports: Iterable[Export]) -> dict[UUID, str]:
    """What the texts of these files are called, by file, for those that the actor reads now."""
    exports = list(exports)
    wanted = {one.source_id for one in exports}
    versions = Version.objects.visible_to(actor).filter(pk__in=wanted).values_list("pk", "title")
    shared = renditions_for(actor).filter(pk__in=wanted).values_list("pk", "title")
    titles = {(ExportOf.VERSION, pk): title for pk, title in versions}
    titles |= {(ExportOf.SHARED_TEXT, pk): title for pk, title in shared}
    known = {one.pk: titles.get((ExportOf(one.of), one.source_id)) for one in exports}
    return {pk: title for pk, title in known.items() if title is not None}


def source_of(actor: Actor, export: Export) -> Version | Rendition:
    """The text of a file, asked for again: who lost it has no file of it. Raises DoesNotExist."""
    find = version_for if export.of == ExportOf.VERSION else rendition_for
    return find(actor, export.source_id)


def annexes_in(actor: Actor, source: Version | Rendition) -> list[VersionPart]:
    """The frozen annexes of a text that this actor reads; a shared text has none."""
    return parts_of(actor, source) if isinstance(source, Version) else []


def material_of(
    actor: Actor, source: Version | Rendition, written_as: ExportAs = ExportAs.WORD, with_annexes: bool = False
) -> Material:
    """Everything in the reader's words, with the comments and the annexes that the reader may read.

    Comments go into Word, annexes into a PDF.
    """
    is_word = written_as == ExportAs.WORD
    parts = annexes_in(actor, source) if with_annexes and not is_word else []
    annexes = [Annexed(one.title, _room(actor, one.compartment_id), one.body) for one in parts]
    text = worded(source.body)
    text["sections"] += _picture_in(actor, source)
    header = text["header"]
    facts = [(str(FIELDS[name]), str(header[name])) for name in HEADER if header.get(name)]
    return Material(
        body=text,
        language=source.language,
        facts=[*facts, *_dates(source), (_("Version"), str(source.number)), (_("Hash (SHA-256)"), source.digest)],
        labels=_labels(),
        remarks=_remarks_on(actor, source) if is_word else [],
        marking=_marking(str(header.get("classification", "")), _room(actor, source.compartment_id), annexes),
        stamp=_("%(reference)s, version %(number)s, written on %(at)s")
        % {
            "reference": header.get("reference", ""),
            "number": source.number,
            "at": date_format(now(), "DATETIME_FORMAT") + " UTC",
        },
        written_as=written_as,
        annexes=annexes,
        parts=[str(one.pk) for one in parts],
        template=template_of(actor) if is_word else b"",
    )


def _marking(classification: str, room: str, annexes: Sequence[Annexed]) -> str:
    """Who reads the file needs every room that went in, so each page names them all."""
    return " · ".join(dict.fromkeys(filter(None, [classification, room, *(one.marking for one in annexes)])))


def _dates(source: Version | Rendition) -> list[tuple[str, str]]:
    """Who approved it and when it came into force, in the mission's own file."""
    if not isinstance(source, Version) or source.approved_at is None:
        return []
    who = f"{source.approved_by_post_title}, {source.approved_by_person_name}"
    day = [(_("In force since"), date_format(source.in_force_on, "DATE_FORMAT"))] if source.in_force_on else []
    return [(_("Approved by"), who), *day]


def _remarks_on(actor: Actor, source: Version | Rendition) -> list[Remark]:
    return _on_version(actor, source) if isinstance(source, Version) else _on_shared(actor, source)


def _picture_in(actor: Actor, source: Version | Rendition) -> list[dict[str, Any]]:
    """The picture as sections at the end, each a table; they have no key, for nobody speaks of them in a file."""
    body = source.body.get("picture", {})
    said = frozen_ratings(actor, source) if body and isinstance(source, Version) else []
    titles = {"threats": _("Threats as they stood"), "hotspots": _("Hotspots as they stood")}
    return [
        {"title": title, "blocks": [], "rows": [_picture_row(row, said) for row in body[name]]}
        for name, title in titles.items()
        if body.get(name)
    ]


def _picture_row(row: dict[str, Any], said: Sequence[Said]) -> dict[str, Any]:
    words = {f"picture_{name}": field_words(name, row[name]) for name in NAMES if row.get(name)}
    ratings = [f"{side}{colon()}{words}" for side, words in said_of(row["key"], said)]
    return {**words, "picture_ratings": ratings} if ratings else words


def _labels() -> dict[str, str]:
    names = {f"picture_{name}": str(label) for name, label in NAMES.items()}
    return {name: str(label) for name, label in FIELDS.items()} | names


def _room(actor: Actor, room: int) -> str:
    audience = who_can_see(actor, room)
    words = Audience(audience.audience).label
    return f"{words}{colon()}{audience.label}" if audience.label else str(words)


def _on_shared(actor: Actor, text: Rendition) -> list[Remark]:
    asked = Request.objects.visible_to(actor).filter(rendition_digest=text.digest)
    return _remarks(_answered(actor, asked.values_list("pk", flat=True)), {})


def _on_version(actor: Actor, version: Version) -> list[Remark]:
    """Comments of every round on this version, brought from the keys of the shared copy to the blocks of ours."""
    found: list[Remark] = []
    for round_ in Round.objects.visible_to(actor).filter(version=version).exclude(text_room=None):
        invited = Invitation.objects.visible_to(actor).filter(round=round_, request_id__isnull=False)
        aliases = BlockAlias.objects.visible_to(actor).filter(target_compartment=round_.text_room)
        keys = {str(key): str(block) for key, block in aliases.values_list("key", "block_id")}
        found += _remarks(_answered(actor, invited.values_list("request_id", flat=True)), keys)
    return found


def _answered(actor: Actor, requests: Iterable[UUID]) -> list[Answered]:
    return [one for reply in replies_to(actor, requests) for one in reply.comments]


def _remarks(answered: Iterable[Answered], keys: dict[str, str]) -> list[Remark]:
    return [
        Remark(
            block=keys.get(place := _place(one), place),
            author=one.comment.attributed_to,
            words=_said(one, spelled=bool(one.disposition)),
            at=one.comment.at,
            quote=one.comment.anchor.get("quote", ""),
            suggestion="" if one.disposition else one.comment.suggestion,
            spelled=_said(one, spelled=True),
        )
        for one in answered
    ]


def _place(one: Answered) -> str:
    """The key of the block that it speaks of, or of the section where it speaks of all of it."""
    return str(one.comment.anchor.get("block") or one.comment.anchor.get("section", ""))


def _said(one: Answered, *, spelled: bool) -> str:
    """The comment, with its suggested text where that is not drawn, and the mission's answer."""
    lines = [one.comment.words]
    if one.comment.suggestion and spelled:
        lines.append(_("Suggested text: %(text)s") % {"text": one.comment.suggestion})
    if one.disposition:
        answer = {"word": one.disposition.get_word_display(), "reason": one.disposition.reason}
        lines.append(_("Answer of the mission: %(word)s. %(reason)s") % answer)
    return "\n".join(lines)
