"""Putting back what was taken out a moment ago."""

from datetime import timedelta

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.errors import Refused
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from strategies.domain.blocks import demand_writing
from strategies.domain.rows import ONCE
from strategies.domain.sections import unready
from strategies.domain.workflow import demand
from strategies.enums.text import Verb
from strategies.models import Activity, Block, Body, Responsibility, Section, Threat

# Ten seconds to regret it, and as long again for the page and the answer on a slow line, each way.
REGRET = timedelta(seconds=30)
LATE = _("This was taken out too long ago to be put back by one click. Write it again; versions keep their words.")


@verb()
def put_block_back(*, actor: Actor, block: Block) -> None:
    """Undo taking a block out. Raises Refused for who may not write here, and after the moment of regret."""
    demand_writing(actor, block)
    rows = Block.objects.visible_to(actor).filter(pk=block.pk, withdrawn_at__gte=now() - REGRET)
    if not rows.update(withdrawn_at=None):
        raise Refused(LATE)
    if block.section_id:
        left = Block.objects.visible_to(actor).filter(section_id=block.section_id, withdrawn_at=None).exclude(html="")
        Section.objects.visible_to(actor).filter(pk=block.section_id).update(state=unready(left.exists()))
    tell(actor, block, "put_block_back")


@verb(ONCE)
def put_row_back(*, actor: Actor, row: Threat | Activity | Body | Responsibility) -> None:
    """Undo taking a row out. Raises Refused for who may not write here, and after the moment of regret."""
    demand(actor, row.strategy, Verb.EDIT)
    rows = type(row).objects.visible_to(actor).filter(pk=row.pk, withdrawn_at__gte=now() - REGRET)
    if not rows.update(withdrawn_at=None, version=F("version") + 1):
        raise Refused(LATE)
    tell(actor, row, "put_row_back")
