"""What people are told of the text itself. No sentence names a title, a place or a person."""

from collections.abc import Callable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.notices.registry import register
from strategies.enums.text import Stage
from strategies.models import Clearance, Section, Strategy, Version


def _left(stage: Stage) -> Callable[[Actor, set[UUID]], set[UUID]]:
    """Nobody is needed any more where the strategy has left this stage."""

    def settled(actor: Actor, ids: set[UUID]) -> set[UUID]:
        rows = Strategy.objects.visible_to(actor).filter(pk__in=ids).exclude(stage=stage)
        return set(rows.values_list("pk", flat=True))

    return settled


def _taken_out(actor: Actor, ids: set[UUID]) -> set[UUID]:
    rows = Section.objects.visible_to(actor).filter(pk__in=ids).exclude(withdrawn_at=None)
    return set(rows.values_list("pk", flat=True))


PAGE, SECTION = "strategies:detail", "strategies:section"
register(
    "margin_mentioned",
    _("Somebody asks for your attention beside a draft"),
    url=SECTION,
    model=Section,
    settled=_taken_out,
)
register(
    "margin_answered",
    _("Somebody answered what you said beside a draft"),
    url=SECTION,
    model=Section,
    settled=_taken_out,
)
register(
    "clearance_asked",
    _("Your component is asked to clear a version"),
    url="strategies:clearance",
    model=Strategy,
    settled=_left(Stage.INTERNAL_CLEARANCE),
)
register("proposal_answered", _("A proposal of yours was answered"), url="strategies:proposing", model=Clearance)
register("version_frozen", _("A version was frozen; an annex to it would be frozen now"), url="strategies:version",
         model=Version)  # fmt: skip
register(
    "approval_asked", _("A version waits for your approval"), url=PAGE, model=Strategy, settled=_left(Stage.APPROVAL)
)
register("strategy_sent_back", _("A strategy was sent back for revision"), url=PAGE, model=Strategy,
         settled=_left(Stage.REVISION))  # fmt: skip
register("strategy_approved", _("A version was approved"), url=PAGE, model=Strategy, settled=_left(Stage.APPROVAL))
register("strategy_in_force", _("A strategy has come into force"), url=PAGE, model=Strategy)
register("right_given", _("Your post was given a right on a strategy"), url="strategies:rights", model=Strategy)
