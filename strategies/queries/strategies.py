"""Strategies and their parts, for whoever reads the room they live in."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from pocplan.access.actor import Actor
from strategies.enums.text import SectionState, Stage
from strategies.models import Annex, Block, DistributionEntry, LostEdit, Section, SoftLock, Strategy

ENDED = (Stage.SUPERSEDED, Stage.WITHDRAWN)
PROGRESS = {SectionState.EMPTY: 0, SectionState.DRAFTING: 50, SectionState.READY: 100}


@dataclass(frozen=True)
class Outlined:
    """A line of the outline: number as printed, section, progress in percent."""

    number: int
    section: Section
    progress: int


def strategies_for(actor: Actor, stage: str = "") -> QuerySet[Strategy]:
    """Every strategy the actor reads, newest first; `stage` narrows to one stage of life."""
    rows = Strategy.objects.visible_to(actor)
    return rows.filter(stage=stage) if stage else rows


def strategy_for(actor: Actor, strategy_id: UUID) -> Strategy:
    """One strategy. Raises Strategy.DoesNotExist alike for hidden and absent."""
    return strategies_for(actor).get(pk=strategy_id)


def sections_of(actor: Actor, strategy: Strategy) -> QuerySet[Section]:
    return Section.objects.visible_to(actor).filter(strategy=strategy, withdrawn_at=None)


def outline_of(actor: Actor, strategy: Strategy) -> list[Outlined]:
    """The sections in order, with their numbers and progress."""
    return [
        Outlined(number, section, PROGRESS[SectionState(section.state)])
        for number, section in enumerate(sections_of(actor, strategy), start=1)
    ]


def section_for(actor: Actor, section_id: UUID) -> Section:
    """A section with its strategy. Raises Section.DoesNotExist."""
    return Section.objects.visible_to(actor).select_related("strategy").get(pk=section_id, withdrawn_at=None)


def blocks_of_section(actor: Actor, section: Section) -> QuerySet[Block]:
    return Block.objects.visible_to(actor).filter(section=section, withdrawn_at=None)


def blocks_before(actor: Actor, block: Block) -> int:
    """How many blocks of the same section stand before this one."""
    where = {"section": block.section_id, "companion_section": block.companion_section_id}
    rows = Block.objects.visible_to(actor).filter(withdrawn_at=None, **where)
    return rows.filter(position__lt=block.position).count()


def blocks_of_strategy(actor: Actor, strategy: Strategy) -> dict[UUID, list[Block]]:
    """All blocks of the text in one query, by section."""
    found: dict[UUID, list[Block]] = {}
    rows = Block.objects.visible_to(actor).filter(section__strategy=strategy, withdrawn_at=None)
    for block in rows.order_by("section__position", "position", "id"):
        found.setdefault(block.section_id, []).append(block)
    return found


def block_for(actor: Actor, block_id: UUID) -> Block:
    """A block with what it hangs on: section, annex or companion document. Raises Block.DoesNotExist.

    Also one that was taken out meanwhile: who was writing in it must not lose the words.
    """
    parents = ("section__strategy", "annex", "companion_section__companion")
    return Block.objects.visible_to(actor).select_related(*parents).get(pk=block_id)


def strategy_of_block(actor: Actor, block: Block) -> Strategy:
    """The strategy that a block of text or of an annex belongs to."""
    if block.section is not None:
        return block.section.strategy
    assert block.annex is not None
    return strategy_for(actor, block.annex.strategy_ref)


def distribution_of(actor: Actor, strategy: Strategy) -> list[DistributionEntry]:
    return list(DistributionEntry.objects.visible_to(actor).filter(strategy=strategy, withdrawn_at=None))


def annexes_of(actor: Actor, strategy: Strategy) -> list[Annex]:
    """The annexes that this actor reads; for whoever does not sit in their rooms there are none."""
    return list(Annex.objects.visible_to(actor).filter(strategy_ref=strategy.pk, withdrawn_at=None))


def annex_for(actor: Actor, annex_id: UUID) -> Annex:
    """Raises Annex.DoesNotExist."""
    return Annex.objects.visible_to(actor).get(pk=annex_id, withdrawn_at=None)


def blocks_of_annex(actor: Actor, annex: Annex) -> QuerySet[Block]:
    return Block.objects.visible_to(actor).filter(annex=annex, withdrawn_at=None)


def locks_on(actor: Actor, blocks: list[Block], moment: object) -> dict[UUID, SoftLock]:
    """Who else writes in these blocks at this moment, the last one by block."""
    rows = SoftLock.objects.visible_to(actor).filter(block__in=blocks, expires_at__gt=moment)
    return {lock.block_id: lock for lock in rows.exclude(person_id=actor.person_id)}


def lost_edits_of(actor: Actor, strategy: Strategy) -> list[LostEdit]:
    """What the actor typed in a conflict and has not settled yet."""
    rows = LostEdit.objects.visible_to(actor).filter(person_id=actor.person_id, settled_at=None)
    return list(rows.filter(block__section__strategy=strategy).select_related("block__section"))


def lost_edit_for(actor: Actor, lost_id: UUID) -> LostEdit:
    """The actor's own unsettled text from a conflict. Raises LostEdit.DoesNotExist."""
    parents = ("block__section__strategy", "block__annex", "block__companion_section__companion")
    rows = LostEdit.objects.visible_to(actor).select_related(*parents)
    return rows.get(pk=lost_id, person_id=actor.person_id, settled_at=None)


def counts_by_stage(actor: Actor) -> dict[tuple[str, str], int]:
    """How many strategies stand at each stage of life, in the order of life; empty stages are left out."""
    rows = Strategy.objects.visible_to(actor).order_by().values_list("stage").annotate(count=Count("pk"))
    found: dict[str, int] = dict(rows)
    return {(stage.value, str(stage.label)): found[stage] for stage in Stage if stage in found}
