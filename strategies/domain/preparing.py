"""Choosing what may leave, page by page: kept among one's own until it is proposed as a package."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.errors import Conflict, Refused
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from strategies.domain import wording as words_of
from strategies.domain.inner import OF_AGENCIES
from strategies.domain.positions import LONGEST
from strategies.domain.release import demand_coordination, prepare_package
from strategies.enums.rounds import Attribution
from strategies.models import InnerText, Package, Preparation
from strategies.queries.preparing import chosen_of, preparation_of, said_by
from strategies.queries.signatures import signature

NOT_AS_READ = _("What is chosen was changed since you read it. Read it again, then decide.")
TOGETHER = ("words", "place", "quote", "suggestion")


@dataclass(frozen=True)
class Many:
    """Comments that are chosen at once: those that stay so far leave under `attribution`, or all of them stay."""

    comments: Collection[UUID]
    attribution: str


@verb({"prepared_in_one_place": _("Somebody else began to prepare this release just now. Open the page again.")})
def keep_choices(
    *,
    actor: Actor,
    text: InnerText,
    seen: int,
    choices: Mapping[UUID, str],
    together: Mapping[str, str] | None = None,
    many: Many | None = None,
) -> Preparation:
    """Keep the names chosen for some comments ("" stays), and then for many at once; the others stay as they are.

    Nobody is asked or told anything. `seen` is the revision that was shown. A comment that has a name of its own
    keeps it when many are chosen, so that none leaves under a wider one unseen. Refuses whoever does not coordinate
    the discussion and an unknown name; raises Conflict, with who it was, where somebody changed the choice meanwhile.
    """
    demand_coordination(actor, text)
    kept = preparation_of(actor, text)
    chosen = _with_many(_with(kept.chosen, choices), many)
    written = kept.together if together is None else _plain(together)
    if (chosen, written) == (kept.chosen, kept.together):
        return kept
    return _store(actor, kept, seen, chosen, written)


@verb({"prepared_in_one_place": NOT_AS_READ})
def prepare_choices(
    *, actor: Actor, text: InnerText, seen: int, chosen: Mapping[UUID, str], together: Mapping[str, str]
) -> Preparation:
    """Keep exactly these names and words in place of all that was chosen before; the same again changes nothing.

    Refuses whoever does not coordinate the discussion, a comment that does not stand in it, and a name that is
    not the actor's to give; raises Conflict where somebody changed the choice since `seen`.
    """
    demand_coordination(actor, text)
    if set(chosen) - set(said_by(actor, text)):
        raise Refused(_("One of the comments was taken back meanwhile. Choose again."), "chosen")
    if actor.post_kind in OF_AGENCIES and Attribution.CLUSTER in chosen.values():
        raise Refused(_("Choose one of the listed values."), "attribution")
    kept, wanted, written = preparation_of(actor, text), _with({}, chosen), _plain(together)
    if (wanted, written) == (kept.chosen, kept.together):
        return kept
    demand_as_read(actor, text, seen)
    return _store(actor, kept, seen, wanted, written)


def demand_as_read(actor: Actor, text: InnerText, seen: int) -> None:
    """Raises Conflict where the choice is another than that of the revision `seen`; refuses who does not coordinate."""
    demand_coordination(actor, text)
    if preparation_of(actor, text).revision != seen:
        raise Conflict(NOT_AS_READ)


def _with(kept: Mapping[str, str], choices: Mapping[UUID, str]) -> dict[str, str]:
    if not {*choices.values()} <= {"", *Attribution.values}:
        raise Refused(_("Choose one of the listed values."), "attribution")
    both = {**kept, **{str(key): name for key, name in choices.items()}}
    return {key: name for key, name in both.items() if name}


def _with_many(kept: dict[str, str], many: Many | None) -> dict[str, str]:
    if many is None:
        return kept
    if many.attribution:
        return {**_with({}, dict.fromkeys(many.comments, many.attribution)), **kept}
    stays = {str(key) for key in many.comments}
    return {key: name for key, name in kept.items() if key not in stays}


def _plain(together: Mapping[str, str]) -> dict[str, str]:
    typed = {name: str(together.get(name, "")) for name in TOGETHER}
    words = words_of.plain(typed["words"], limit=LONGEST, field="together")
    quote = words_of.plain(typed["quote"], limit=LONGEST, field="together_quote")
    suggestion = words_of.plain(typed["suggestion"], limit=LONGEST, field="together_suggestion")
    kept = {**typed, "words": words, "quote": quote, "suggestion": suggestion}
    return kept if any(kept.values()) else {}


def _store(actor: Actor, kept: Preparation, seen: int, chosen: dict[str, str], together: dict[str, Any]) -> Preparation:
    if kept.revision != seen:
        raise _changed(kept)
    who = signature(actor, kept.text.language)
    values = {
        "chosen": chosen,
        "together": together,
        "revision": seen + 1,
        "changed_at": now(),
        "changed_by_post_title": who.post_title,
        "changed_by_person_name": who.person_name,
    }
    if not seen:
        row = Preparation.objects.create(compartment_id=kept.compartment_id, text=kept.text, **values)
    else:
        # Asked again with the write: somebody may have been first between the question and it.
        if not Preparation.objects.visible_to(actor).filter(pk=kept.pk, revision=seen).update(**values):
            raise _changed(preparation_of(actor, kept.text))
        row = kept
        row.chosen, row.together, row.revision = chosen, together, seen + 1
    tell(actor, row, "choose_release", comments=len(chosen))
    return row


def _changed(kept: Preparation) -> Conflict:
    return Conflict(
        _(
            "%(name)s (%(post)s) changed what is chosen while this page was open to you. Your choices on this page"
            " stand below and are not kept yet. Look at them and send them again; those on other pages are as kept."
        ),
        name=kept.changed_by_person_name,
        post=kept.changed_by_post_title,
    )


@verb()
def propose_choices(
    *, actor: Actor, text: InnerText, seen: int, choices: Mapping[UUID, str], together: Mapping[str, str] | None = None
) -> Package:
    """Keep these last choices, make a package of all that is chosen, and begin the choice anew.

    Comments that were taken back since are left out. Raises Conflict where somebody changed the choice
    since `seen`, also where nothing is changed here; refuses all that `prepare_package` refuses.
    """
    before = preparation_of(actor, text)
    if before.revision != seen:
        raise _changed(before)
    kept = keep_choices(actor=actor, text=text, seen=seen, choices=choices, together=together)
    written = [kept.together] if kept.together else []
    package = prepare_package(actor=actor, text=text, chosen=chosen_of(actor, kept), together=written)
    if kept.revision:
        _store(actor, kept, kept.revision, {}, {})
    return package


def many_of(actor: Actor, text: InnerText, organisation: str, attribution: str) -> Many:
    """All that was said, or all that one organisation said ("" is all)."""
    return Many(said_by(actor, text, organisation), attribution)
