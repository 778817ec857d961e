"""Writing: each save compares and swaps, and what lost the race is kept."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.errors import Conflict, Refused
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from strategies.domain import wording
from strategies.domain.companions import demand_companion
from strategies.domain.referring import settled
from strategies.domain.sections import unready
from strategies.domain.workflow import demand
from strategies.enums.text import BlockKind, SectionState, Verb
from strategies.models import Annex, Block, BlockHistory, CompanionSection, LostEdit, Section, SoftLock
from strategies.queries.references import place_of_block, written_on
from strategies.queries.signatures import Signature, signature
from strategies.queries.strategies import strategy_of_block

LOCK_LASTS = timedelta(minutes=2)
MOST_BLOCKS = 2_000
HANGS_ON: dict[type, str] = {Section: "section", Annex: "annex", CompanionSection: "companion_section"}
FIRST = _("Somebody saved this block before you. Both texts are kept; look at them side by side.")


@dataclass(frozen=True)
class Typed:
    """What somebody wrote into a block, as it came in."""

    html: str
    notes: list[str] | None = None


@verb()
def save_block(*, actor: Actor, block: Block, version: int, typed: Typed) -> Block:
    """Write a block that the writer last saw at `version`.

    Saving what is there already changes nothing, also where the answer to the first time was lost on the way.

    Raises Conflict where somebody was first (the caller then keeps the text with `keep_lost_edit`),
    Refused for the stage, the post or the text itself.
    """
    language = demand_writing(actor, block)
    html, notes = _checked(actor, block, typed)
    if version <= block.version and (html, notes) == (block.html, block.notes) and not block.withdrawn_at:
        return block
    who, moment = signature(actor, language), now()
    rows = Block.objects.visible_to(actor).filter(pk=block.pk, version=version, withdrawn_at=None)
    edited = {**who.as_fields("edited_by"), "edited_at": moment}
    if not rows.update(version=F("version") + 1, html=html, notes=notes, **edited):
        raise Conflict(FIRST)
    block.html, block.notes, block.version = html, notes, version + 1
    _remember(block, who, moment)
    wake(actor, block)
    tell(actor, block, "save_block", version=block.version)
    return block


def demand_writing(actor: Actor, block: Block) -> str:
    """The language of the document that the block is in. Raises Refused for whoever may not write there now.

    Writing in the text and in an annex are two rights; a companion document is no part of the workflow.
    """
    if block.companion_section is not None:
        companion = block.companion_section.companion
        demand_companion(actor, companion)
        return companion.language
    strategy = strategy_of_block(actor, block)
    demand(actor, strategy, Verb.WRITE_ANNEX if block.annex_id else Verb.EDIT)
    return strategy.language


def _checked(actor: Actor, block: Block, typed: Typed) -> tuple[str, list[str]]:
    texts = _cleaned(block, typed)
    html, *notes = settled(actor, place_of_block(block), texts, [block.html, *block.notes])
    return html, notes


def _cleaned(block: Block, typed: Typed) -> list[str]:
    notes = block.notes if typed.notes is None else wording.footnotes(typed.notes)
    return [wording.formatted(typed.html), *notes]


def _remember(block: Block, who: Signature, moment: object) -> None:
    BlockHistory.objects.create(
        compartment_id=block.compartment_id,
        block=block,
        version=block.version,
        html=block.html,
        notes=block.notes,
        post_id=who.post_id,
        post_title=who.post_title,
        person_id=who.person_id,
        person_name=who.person_name,
        at=moment,
    )


def wake(actor: Actor, block: Block) -> None:
    """A section that is written in is no longer empty, and no longer ready either."""
    if block.section_id is None:
        return
    rows = Section.objects.visible_to(actor).filter(pk=block.section_id)
    rows.exclude(state=SectionState.DRAFTING).update(state=SectionState.DRAFTING)


@verb()
def add_block(
    *,
    actor: Actor,
    parent: Section | Annex | CompanionSection,
    typed: Typed,
    kind: str = BlockKind.PARAGRAPH,
    after: Block | None = None,
) -> Block:
    """One more block in its parent, after another or at the end. Raises Refused beyond 2,000."""
    where: dict[str, Any] = {HANGS_ON[type(parent)]: parent}
    block = Block(compartment_id=parent.compartment_id, kind=kind, position=0, **where)
    language = demand_writing(actor, block)
    if kind not in BlockKind.values:
        raise Refused(_("Choose one of the listed values."), "kind")
    standing = Block.objects.visible_to(actor).filter(**where)
    if standing.filter(withdrawn_at=None).count() >= MOST_BLOCKS:
        raise Refused(_("A section holds at most %(limit)s blocks. Start another section."), limit=MOST_BLOCKS)
    who, moment = signature(actor, language), now()
    position = _place(standing, after)
    html, notes = _checked(actor, block, typed)
    fields = {"html": html, "notes": notes, "kind": kind, "position": position, "edited_at": moment}
    block = Block.objects.create(compartment_id=parent.compartment_id, **where, **fields, **who.as_fields("edited_by"))
    _remember(block, who, moment)
    wake(actor, block)
    tell(actor, block, "add_block")
    return block


def _place(standing: Any, after: Block | None) -> int:
    if after is None:
        return (standing.aggregate(last=Max("position"))["last"] or 0) + 10
    standing.filter(position__gt=after.position).update(position=F("position") + 10)
    return after.position + 5


@verb()
def withdraw_block(*, actor: Actor, block: Block, version: int) -> None:
    """Take a block out of the text; its history stays. Raises Conflict where it changed since `version`."""
    demand_writing(actor, block)
    rows = Block.objects.visible_to(actor).filter(pk=block.pk, version=version, withdrawn_at=None)
    if not rows.update(withdrawn_at=now()):
        raise Conflict(FIRST)
    if block.section_id:
        left = Block.objects.visible_to(actor).filter(section_id=block.section_id, withdrawn_at=None).exclude(html="")
        Section.objects.visible_to(actor).filter(pk=block.section_id).update(state=unready(left.exists()))
    tell(actor, block, "withdraw_block")


@verb()
def keep_lost_edit(*, actor: Actor, block: Block, base_version: int, typed: Typed) -> LostEdit:
    """Keep what the actor typed while another was first; the same text twice is kept once.

    Refuses nothing but what no block could hold: losing words is worse than keeping too many.
    """
    html, *notes = written_on(actor, place_of_block(block), _cleaned(block, typed))
    who, same = signature(actor), {"base_version": base_version, "html": html, "notes": notes}
    _queue_for(actor, block)
    open_ = LostEdit.objects.visible_to(actor).filter(block=block, person_id=who.person_id, settled_at=None)
    return open_.filter(**same).first() or LostEdit.objects.create(
        compartment_id=block.compartment_id,
        block=block,
        person_id=who.person_id,
        person_name=who.person_name,
        post_title=who.post_title,
        kept_at=now(),
        **same,
    )


def _queue_for(actor: Actor, block: Block) -> None:
    """Two tabs of one person take turns."""
    Block.objects.visible_to(actor).select_for_update().get(pk=block.pk)


@verb()
def settle(*, actor: Actor, lost: LostEdit, version: int, typed: Typed) -> Block:
    """Write the text that came out of a conflict and close the kept one. Raises Conflict once more.

    A block that was taken out meanwhile comes back with it.
    """
    demand_writing(actor, lost.block)
    Block.objects.visible_to(actor).filter(pk=lost.block_id, version=version).update(withdrawn_at=None)
    block = save_block(actor=actor, block=lost.block, version=version, typed=typed)
    _close(actor, lost)
    return block


@verb()
def drop_lost_edit(*, actor: Actor, lost: LostEdit) -> None:
    """Its author decides that the kept text is not needed; the row stays in the room."""
    _close(actor, lost)


def _close(actor: Actor, lost: LostEdit) -> None:
    LostEdit.objects.visible_to(actor).filter(pk=lost.pk, settled_at=None).update(settled_at=now())


@verb()
def hold_lock(*, actor: Actor, block: Block) -> SoftLock:
    """Say for two minutes that the actor writes here. It stops nobody, and old ones are swept."""
    who, moment = signature(actor, demand_writing(actor, block)), now()
    _queue_for(actor, block)
    SoftLock.objects.visible_to(actor).filter(block=block, expires_at__lte=moment).delete()
    SoftLock.objects.visible_to(actor).filter(block=block, person_id=who.person_id).delete()
    return SoftLock.objects.create(
        compartment_id=block.compartment_id,
        block=block,
        person_id=who.person_id,
        person_name=who.person_name,
        post_title=who.post_title,
        expires_at=moment + LOCK_LASTS,
    )


@verb()
def release_lock(*, actor: Actor, block: Block) -> None:
    """The actor left the block."""
    SoftLock.objects.visible_to(actor).filter(block=block, person_id=actor.person_id).delete()
