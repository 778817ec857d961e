"""Annexes: written, and frozen into a version, by the side whose room they live in."""

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.counters import next_number
from pocplan.access.enums import Audience, PostKind
from pocplan.access.errors import Refused
from pocplan.access.ids import new_id
from pocplan.access.queries.rooms import room_of
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from strategies.documents.canonical import digest
from strategies.domain import wording
from strategies.domain.workflow import demand
from strategies.enums.text import Verb
from strategies.models import Annex, BlockHistory, Strategy, Version, VersionPart
from strategies.queries.assembly import annex_document_of
from strategies.queries.signatures import signature

ROOM_OF_WRITER = {
    PostKind.FORCE_PLANNER: Audience.FORCE,
    PostKind.FORCE_COMMANDER: Audience.FORCE,
    PostKind.POLICE_PLANNER: Audience.POLICE,
    PostKind.POLICE_COMMISSIONER: Audience.POLICE,
}
LETTER_TAKEN = {"annex_letter_once": _("There is an annex with this letter already. Choose another one.")}


@verb(LETTER_TAKEN)
def start_annex(*, actor: Actor, strategy: Strategy, letter: str, title: str) -> Annex:
    """An annex in the writer's own room, the Force's or the police's. The strategy's row is not touched."""
    demand(actor, strategy, Verb.WRITE_ANNEX)
    room = room_of(actor, ROOM_OF_WRITER[PostKind(actor.post_kind)], strategy.scope_area_id)
    annex = Annex.objects.create(
        compartment_id=room.pk,
        strategy_ref=strategy.pk,
        lineage=new_id(),
        letter=wording.plain(letter, limit=4, field="letter", required=True),
        title=wording.plain(title, limit=200, field="title", required=True),
        started_at=now(),
        started_by_post_title=signature(actor, strategy.language).post_title,
    )
    tell(actor, annex, "start_annex")
    return annex


@verb()
def withdraw_annex(*, actor: Actor, strategy: Strategy, annex: Annex) -> None:
    """Take an annex out of the strategy. What was frozen of it stays with its version."""
    demand(actor, strategy, Verb.WRITE_ANNEX)
    annex.withdrawn_at = now()
    annex.save(update_fields=["withdrawn_at"])
    tell(actor, annex, "withdraw_annex")


@verb({"annex_once_per_version": _("This annex is already frozen into this version.")})
def freeze_annex(*, actor: Actor, annex: Annex, version: Version) -> VersionPart:
    """Freeze the annex as it stands into a version, with a hash of its own.

    Raises Refused where it is empty or the version is approved, Conflict where it is frozen already.
    """
    strategy = version.strategy
    if annex.strategy_ref != strategy.pk:
        raise Refused(_("This annex belongs to another strategy."))
    demand(actor, strategy, Verb.FREEZE_ANNEX)
    body = annex_document_of(actor, annex)
    if not any(block["html"] for block in body["sections"][0]["blocks"]):
        raise Refused(_("This annex is empty. Write in it first, or withdraw it."))
    who = signature(actor, strategy.language)
    part = VersionPart.objects.create(
        compartment_id=annex.compartment_id,
        version_ref=version.pk,
        annex=annex,
        number=next_number(annex.compartment_id, f"annex-{annex.pk.hex[:30]}"),
        title=str(annex),
        body=body,
        digest=digest(body),
        authors=_authors(actor, annex),
        frozen_at=now(),
        frozen_by_post_title=who.post_title,
        frozen_by_person_id=who.person_id,
        frozen_by_person_name=who.person_name,
    )
    tell(actor, part, Verb.FREEZE_ANNEX, digest=part.digest)
    return part


def _authors(actor: Actor, annex: Annex) -> list[dict[str, str]]:
    rows = BlockHistory.objects.visible_to(actor).filter(block__annex=annex)
    found = rows.order_by("person_name").values("person_id", "person_name", "post_title").distinct()
    return [{name: str(value) for name, value in row.items()} for row in found]
