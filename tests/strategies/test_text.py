"""Writing a strategy: start, save, lose a race, lose nothing."""

import pytest

from pocplan.access.errors import Conflict
from strategies.domain.blocks import Typed, add_block, keep_lost_edit, save_block, settle, withdraw_block
from strategies.domain.strategies import start_strategy
from strategies.models import BlockHistory, Section
from strategies.queries.strategies import block_for, lost_edit_for, lost_edits_of, sections_of
from tests.world import World


@pytest.fixture
def draft(world: World):  # type: ignore[no-untyped-def]
    with world.acting("adviser") as actor:
        return start_strategy(actor=actor, title="Protection of civilians in Orvane")


def test_a_strategy_starts_from_the_template_with_a_number_and_a_reference(world: World, draft) -> None:
    with world.acting("adviser") as actor:
        assert draft.reference == f"UNMOR/POC/{draft.started_at.year}/001"
        assert next(section.code for section in sections_of(actor, draft)) == "purpose"


def test_saving(world: World, draft) -> None:
    with world.acting("adviser") as actor:
        section = sections_of(actor, draft)[0]
        block = add_block(actor=actor, parent=section, typed=Typed("<p>One</p><script>x</script>"))
        assert block.html == "<p>One</p>"
        save_block(actor=actor, block=block, version=1, typed=Typed("<p>Two</p>"))
    with world.acting("civil.affairs") as actor:
        stale = block_for(actor, block.pk)
        with pytest.raises(Conflict):
            save_block(actor=actor, block=stale, version=1, typed=Typed("<p>Three</p>"))
        # The same words again, because the answer was lost on the way, are no conflict and no second edit.
        again = save_block(actor=actor, block=block_for(actor, block.pk), version=1, typed=Typed("<p>Two</p>"))
        assert again.version == 2
        lost = keep_lost_edit(actor=actor, block=stale, base_version=1, typed=Typed("<p>Three</p>"))
        assert lost_edits_of(actor, draft) == [lost]
        lost = lost_edit_for(actor, lost.pk)
        settle(actor=actor, lost=lost, version=2, typed=Typed("<p>Two and three</p>"))
        assert lost_edits_of(actor, draft) == []
        assert block_for(actor, block.pk).html == "<p>Two and three</p>"
        assert BlockHistory.objects.visible_to(actor).filter(block=block).count() == 3
        withdraw_block(actor=actor, block=block_for(actor, block.pk), version=3)
        assert Section.objects.visible_to(actor).get(pk=section.pk).state == "empty"
