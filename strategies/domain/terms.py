"""Keeping the words of the domain of a room's own: adding, changing, taking out."""

from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.enums import Audience
from pocplan.access.errors import Conflict, Refused
from pocplan.access.models import Compartment
from pocplan.access.queries.rooms import rooms
from pocplan.access.verb import verb
from pocplan.access.wording import plain
from pocplan.journal.telling import tell
from pocplan.wording.engine.house import as_phrase, readable
from pocplan.wording.engine.patterns import Unreadable
from pocplan.wording.engine.shipped import LANGUAGES, terms
from strategies.domain import companions
from strategies.domain.workflow import ADVISERS
from strategies.models import HouseTerm
from strategies.queries.signatures import signature
from strategies.queries.terms import term_for, terms_for

MOST = 300  # terms of a room
MOST_PHRASES, LONGEST_PHRASE = 20, 120
LIMITS = {"word": 120, "told": 1000}
LONGEST_SOURCE = 200
ALREADY = {"term_replaced_once": _("This room keeps a term in place of that one already. Change that term.")}
OVERTAKEN = _("Somebody changed this term meanwhile. Yours was not saved; look at theirs and save again.")
NOT_A_KEEPER = _("The PoC adviser keeps the mission’s words, the coordination those of its cluster.")
# Who begins the texts of a room keeps its words: strategies in the mission's rooms, own documents in the cluster's.
KEEPING = {
    **dict.fromkeys(ADVISERS, (Audience.MISSION,)),
    **dict.fromkeys(companions.COORDINATORS, companions.ROOMS),
}


def rooms_to_keep(actor: Actor) -> list[Compartment]:
    """The rooms of the actor's own body whose words it keeps, those of the whole body first."""
    kinds: tuple[Audience, ...] = KEEPING.get(actor.post_kind, ())  # type: ignore[call-overload]
    found = [
        room
        for key, room in rooms(actor).items()
        if key in actor.writable and room.owner_id == actor.owner_id and room.audience in kinds and not room.archived_at
    ]
    return sorted(found, key=lambda room: (room.area_id is not None, kinds.index(Audience(room.audience)), room.pk))


def may_keep(actor: Actor, room: int) -> bool:
    return any(one.pk == room for one in rooms_to_keep(actor))


def kept_by(actor: Actor, term_id: UUID) -> HouseTerm:
    """A term whose room's words the actor keeps.

    Raises HouseTerm.DoesNotExist alike for hidden and absent, and for who only reads it: there is nothing to change.
    """
    row = term_for(actor, term_id)
    if not may_keep(actor, row.compartment_id):
        raise HouseTerm.DoesNotExist
    return row


@verb(ALREADY)
def keep_term(*, actor: Actor, room: Compartment, **values: str) -> HouseTerm:
    """A word that means something of its own in a room, for who begins the texts of that room.

    Raises Refused for others, with the field at fault where a word has no meaning, a phrase cannot be read or there
    is too much, and for more terms than a room holds.
    """
    _demand_keeper(actor, room.pk)
    fields = _checked(values)
    if terms_for(actor).filter(compartment_id=room.pk).count() >= MOST:
        raise Refused(_("This room keeps %(limit)s terms already. Take one out first."), limit=MOST)
    row = HouseTerm.objects.create(compartment_id=room.pk, **fields, **_signed(actor))
    tell(actor, row, "keep_term")
    return row


@verb(ALREADY)
def change_term(*, actor: Actor, term: HouseTerm, version: int, **values: str) -> None:
    """Say it anew, compare-and-swap on `version`. Raises Refused as `keep_term`, Conflict where somebody was first."""
    _demand_keeper(actor, term.compartment_id)
    _swap(actor, term, version, {**_checked(values), **_signed(actor)})
    tell(actor, term, "change_term")


@verb()
def take_out_term(*, actor: Actor, term: HouseTerm, version: int) -> None:
    """Texts do not lead to it any more, and the check does not ask after it. What was kept with a reason stays."""
    _demand_keeper(actor, term.compartment_id)
    _swap(actor, term, version, {"withdrawn_at": now(), **_signed(actor)})
    tell(actor, term, "take_out_term")


def _demand_keeper(actor: Actor, room: int) -> None:
    if not may_keep(actor, room):
        raise Refused(NOT_A_KEEPER)


def _swap(actor: Actor, term: HouseTerm, version: int, values: dict[str, Any]) -> None:
    rows = terms_for(actor).filter(pk=term.pk, version=version)
    if not rows.update(version=F("version") + 1, **values):
        raise Conflict(OVERTAKEN)


def _signed(actor: Actor) -> dict[str, Any]:
    return {"changed_at": now(), "changed_by_post_title": signature(actor).post_title}


def _checked(values: dict[str, str]) -> dict[str, str]:
    given = {
        f"{name}_{language}": plain(values.get(f"{name}_{language}", ""), limit=limit, field=f"{name}_{language}")
        for name, limit in LIMITS.items()
        for language in LANGUAGES
    }
    _demand_meanings(given)
    phrases = {
        field: _phrases(values.get(field, ""), field)
        for field in (f"{name}_{language}" for name in ("seen", "avoid") for language in LANGUAGES)
    }
    source = plain(values.get("source", ""), limit=LONGEST_SOURCE, field="source")
    return {**given, **phrases, "source": source, "replaces": _replaced(values.get("replaces", ""))}


def _demand_meanings(given: dict[str, str]) -> None:
    """Raises Refused for no word at all, for a word without its meaning and for a meaning without its word."""
    for language in LANGUAGES:
        word, told = given[f"word_{language}"], given[f"told_{language}"]
        if told and not word:
            raise Refused(_("Write the word that this explains."), f"word_{language}")
        if word and not told:
            raise Refused(_("Say what the word means here."), f"told_{language}")
        if word and not as_phrase(word):
            raise Refused(_("A word has letters or figures."), f"word_{language}")
    if not any(given[f"word_{language}"] for language in LANGUAGES):
        raise Refused(_("Write the word in English, in French or in both."), f"word_{LANGUAGES[0]}")


def _phrases(text: str, field: str) -> str:
    """One phrase on each line, trimmed. Raises Refused for one that cannot be read, for too many and too long ones."""
    found = [plain(line, limit=LONGEST_PHRASE, field=field) for line in text.splitlines()]
    found = list(dict.fromkeys(line for line in found if line))
    if len(found) > MOST_PHRASES:
        raise Refused(_("At most %(limit)s phrases fit here, one on each line."), field, limit=MOST_PHRASES)
    for line in found:
        _demand_readable(line, field)
    return "\n".join(found)


def _demand_readable(phrase: str, field: str) -> None:
    try:
        readable(phrase)
    except Unreadable as error:
        raise Refused(
            _("“%(phrase)s” cannot be read. Write words alone, or with the signs that are explained below the field."),
            field, phrase=phrase,
        ) from error  # fmt: skip


def _replaced(key: str) -> str:
    if key and key not in {one.key for one in terms(LANGUAGES[0])}:
        raise Refused(_("Choose one of the listed values."), "replaces")
    return key
