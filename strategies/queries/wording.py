"""Where the words of a text mix up the mission and humanitarians, and which of these findings somebody kept."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import DateTimeField, Func, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from pocplan.access.actor import Actor
from pocplan.access.enums import PostKind
from pocplan.wording.engine.house import OWN_TERM
from pocplan.wording.engine.languages import language_of, spoken_in
from pocplan.wording.engine.rules import Finding, Rules, check
from pocplan.wording.engine.shipped import LANGUAGES, keys, parts, shipped, told
from strategies.documents.passages import ACTIVITY, COMMENT, FOOTNOTE, PARAGRAPH, TITLE, Spot, spots
from strategies.enums.text import ExceptionBy
from strategies.models import Block, KeptWording, Package, Strategy, Version
from strategies.queries.assembly import document_of
from strategies.queries.terms import rules_of_room
from strategies.queries.worded import FIELDS

AROUND = 90
CLOCK = Func(function="access.clock", output_field=DateTimeField())  # without a question of its own
FACILITY, STATE_THREAT = "facility", "state_threat"
# Whose own act an exception from the prohibition is, and what it is then called on record.
EXCEPTING = {
    PostKind.FORCE_COMMANDER: ExceptionBy.FORCE_COMMANDER,
    PostKind.HEAD_OF_MISSION: ExceptionBy.HEAD_OF_MISSION,
}
Own = Mapping[str, Rules]  # by language
Kept = Mapping[tuple[str, str, str], KeptWording]


@dataclass(frozen=True)
class Marked:
    """A finding with the words around it, its place in the text, and the reason for which somebody kept it."""

    spot: Spot
    order: int  # among the findings of one paragraph or row
    title: str
    before: str
    after: str
    finding: Finding
    kept: KeptWording | None = None
    block_id: UUID | None = None

    @property
    def place(self) -> str:
        return place_of(self.spot)

    @property
    def is_open(self) -> bool:
        return self.kept is None


@dataclass(frozen=True)
class Kind:
    """How often one rule was met: still open, kept with a reason, and whether it stops a release."""

    rule: str
    title: str
    open: int
    kept: int
    stops: int


def may_except(actor: Actor, strategy: Strategy) -> bool:
    """Whether this hat may let something stand in or beside a school, a health facility or a religious site."""
    return actor.post_kind in EXCEPTING and strategy.compartment_id in actor.writable


def place_of(spot: Spot) -> str:
    """What a writer calls a place of the text."""
    if spot.part == COMMENT:
        return _("Comment %(number)s") % {"number": spot.number}
    field = FIELDS.get("title" if spot.part == ACTIVITY else spot.part, spot.part)
    words = {"title": spot.section_title, "number": spot.number, "field": field}
    if spot.part == TITLE:
        return _("Section “%(title)s”") % words
    if spot.part == PARAGRAPH:
        return _("Section “%(title)s”, paragraph %(number)s") % words
    if spot.part == FOOTNOTE:
        return _("Section “%(title)s”, footnote of paragraph %(number)s") % words
    return _("Section “%(title)s”, row, %(field)s") % words


def findings_in(
    spots: Iterable[Spot], language: str, reader: str, kept: Kept | None = None, own: Own | None = None
) -> list[Marked]:
    """What the distinction check finds in a whole text, reasons in the reader's language; nothing without rules.

    A passage that is clearly in another language is read by the rules of that one. `own` is what the terms of the
    room ask in which the text lies.
    """
    if language not in LANGUAGES:
        return []
    met = Counter[str]()
    found: list[Marked] = []
    for spot in spots:
        for finding in _heard(spot, language, reader, own or {}):
            met[spot.key] += 1
            found.append(_marked(spot, met[spot.key], finding, reader, kept or {}))
    return found


def _heard(spot: Spot, language: str, reader: str, own: Own) -> list[Finding]:
    """What a writer set a language for is read by the rules of that one, where it has any; the rest by its own."""
    said = [one for one in spot.voices if one[2] in LANGUAGES]
    if not said:
        return _checked(spot, spoken_in(spot.text, language), reader, own)
    rest = spot.text
    for start, end, _code in said:
        rest = rest[:start] + " " * (end - start) + rest[end:]
    usual = spoken_in(rest, language)

    def voice_at(place: int) -> str:
        return next((code for start, end, code in said if start <= place < end), usual)

    codes = sorted({usual, *(code for _start, _end, code in said)})
    found = [one for code in codes for one in _checked(spot, code, reader, own) if voice_at(one.start) == code]
    return sorted(found, key=lambda one: (one.start, one.end))


def _checked(spot: Spot, language: str, reader: str, own: Own) -> list[Finding]:
    found = check(spot.text, shipped(language, reader, spot.part if spot.part in parts() else ""))
    if language not in own:
        return found
    return sorted([*found, *check(spot.text, own[language])], key=lambda one: (one.start, one.end))


def _marked(spot: Spot, order: int, finding: Finding, reader: str, kept: Kept) -> Marked:
    before, after = spot.text[max(0, finding.start - AROUND) : finding.start], spot.text[finding.end :][:AROUND]
    standing = None if finding.stops else kept.get((spot.key, finding.rule, mark_of(finding.words)))
    return Marked(spot, order, title_of(finding.rule, reader), before, after, finding, standing)


def title_of(rule: str, reader: str) -> str:
    """What a rule is called; what terms of a room ask is one rule, whatever they are."""
    return _("Term of our own") if rule == OWN_TERM else told(rule, "title", reader)


def findings_of(actor: Actor, strategy: Strategy, reader: str) -> list[Marked]:
    """The findings in the working text."""
    text = spots(document_of(actor, strategy)["sections"])
    own = rules_of_room(actor, strategy.compartment_id, reader)
    return findings_in(text, strategy.language, reader, kept_in(actor, strategy), own)


def findings_in_version(actor: Actor, version: Version, reader: str) -> list[Marked]:
    """The findings in a frozen text; what was kept in the working text is kept here where the words are the same."""
    own = rules_of_room(actor, version.compartment_id, reader)
    kept = kept_in(actor, version.strategy)
    return findings_in(spots(version.body["sections"]), version.language, reader, kept, own)


def unanswered(actor: Actor, strategy: Strategy, sections: Sequence[Mapping[str, Any]]) -> list[Marked]:
    """Prohibited places and threats from the state, in rows, for which nothing is kept that answers them."""
    rows = (spot for spot in spots(sections) if spot.part in parts())
    found = findings_in(rows, strategy.language, strategy.language, kept_in(actor, strategy))
    return [one for one in found if one.is_open and one.finding.rule in (FACILITY, STATE_THREAT)]


def findings_in_package(actor: Actor, package: Package, reader: str) -> list[Marked]:
    """The findings in comments before they are released, each under its number, in the language it is written in.

    What the terms of the room ask from which they leave is asked too, for its own readers.
    """
    own = rules_of_room(actor, package.compartment_id, reader)
    found: list[Marked] = []
    for number, item in enumerate(package.content["comments"], start=1):
        for text in (item["words"], item["suggestion"]):
            spot = Spot(number, "", str(number), COMMENT, number, text)
            said_in = language_of(text, package.text.language)
            found += findings_in([spot], said_in, reader, own=own)
    return found


def kept_in(actor: Actor, strategy: Strategy) -> dict[tuple[str, str, str], KeptWording]:
    """What was kept with a reason and not asked about again, by place, rule and words; no exception past its day."""
    rows = kept_rows(actor, strategy).exclude(until__lt=TruncDate(CLOCK))
    return {(str(one.place), one.rule, one.mark): one for one in rows}


def kept_rows(actor: Actor, strategy: Strategy) -> QuerySet[KeptWording]:
    return KeptWording.objects.visible_to(actor).filter(strategy=strategy, undone_at=None)


def kept_wording_for(actor: Actor, kept_id: UUID) -> KeptWording:
    """One that stands, with its strategy. Raises KeptWording.DoesNotExist."""
    return KeptWording.objects.visible_to(actor).select_related("strategy").get(pk=kept_id, undone_at=None)


def mark_of(words: str) -> str:
    """The same for the same words, however their lines run."""
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()


def kinds_of(findings: Sequence[Marked]) -> list[Kind]:
    """The findings counted by rule, those that stop first, then in the order of the rules."""
    kinds = [_kind(rule, [one for one in findings if one.finding.rule == rule]) for rule in (*keys(), OWN_TERM)]
    return sorted((kind for kind in kinds if kind.open or kind.kept), key=lambda kind: not kind.stops)


def _kind(rule: str, met: Sequence[Marked]) -> Kind:
    kept = sum(not one.is_open for one in met)
    return Kind(rule, met[0].title if met else "", len(met) - kept, kept, sum(one.finding.stops for one in met))


def with_blocks(actor: Actor, strategy: Strategy, found: Iterable[Marked]) -> list[Marked]:
    """The same findings with the standing paragraphs that they can be mended in."""
    rows = Block.objects.visible_to(actor).filter(section__strategy=strategy, withdrawn_at=None)
    blocks = {str(lineage): pk for lineage, pk in rows.values_list("lineage", "pk")}
    return [replace(one, block_id=blocks.get(one.spot.key)) for one in found]
