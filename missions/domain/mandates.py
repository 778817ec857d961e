"""Mandates and their paragraphs. Mistakes are withdrawn, never deleted."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from missions.domain.keepers import demand_keeper
from missions.models import Mandate, MandateParagraph, Mission
from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.counters import next_number
from pocplan.access.errors import Refused
from pocplan.access.regret import LATE, REGRET
from pocplan.access.verb import verb
from pocplan.access.wording import check_fields
from pocplan.journal.telling import tell

TAKEN = {
    "resolution_once": _("This resolution is entered already. Open it to change it."),
    "expires_after_adoption": _("The mandate ends before it was adopted. Give a later date."),
}
TAKEN_PARAGRAPH = {"paragraph_once": _("A paragraph of this number is entered already.")}
MOST_TEXT = 20_000


@verb(TAKEN)
def add_mandate(*, actor: Actor, mission: Mission, **values: Any) -> Mandate:
    """A resolution that sets or renews the mandate: resolution, adopted_on, expires_on, note. For keepers."""
    demand_keeper(actor, mission.owner_id)
    mandate = Mandate(compartment_id=mission.compartment_id, mission=mission)
    _check(mandate, values)
    Mandate.objects.bulk_create([mandate])
    tell(actor, mandate, "add_mandate")
    return mandate


@verb(TAKEN)
def change_mandate(*, actor: Actor, mandate: Mandate, **values: Any) -> Mandate:
    """Correct a mandate. For keepers."""
    demand_keeper(actor, mandate.mission.owner_id)
    _check(mandate, values)
    Mandate.objects.visible_to(actor).filter(pk=mandate.pk).update(**{name: getattr(mandate, name) for name in values})
    tell(actor, mandate, "change_mandate", fields=sorted(values))
    return mandate


@verb()
def withdraw_mandate(*, actor: Actor, mandate: Mandate) -> None:
    """Take back a mandate that was entered by mistake. For keepers."""
    demand_keeper(actor, mandate.mission.owner_id)
    Mandate.objects.visible_to(actor).filter(pk=mandate.pk, withdrawn_at=None).update(withdrawn_at=now())
    tell(actor, mandate, "withdraw_mandate")


@verb(TAKEN_PARAGRAPH)
def add_paragraph(
    *, actor: Actor, mandate: Mandate, number: str, text: str, is_on_protection: bool = False
) -> MandateParagraph:
    """A paragraph as it is cited. For keepers."""
    demand_keeper(actor, mandate.mission.owner_id)
    paragraph = MandateParagraph(compartment_id=mandate.compartment_id, mandate=mandate)
    _check_text(text)
    check_fields(paragraph, {"number": number, "text": text, "is_on_protection": is_on_protection})
    paragraph.position = next_number(mandate.compartment_id, f"paragraph:{str(mandate.pk)[:20]}")
    MandateParagraph.objects.bulk_create([paragraph])
    tell(actor, paragraph, "add_paragraph")
    return paragraph


@verb()
def withdraw_paragraph(*, actor: Actor, paragraph: MandateParagraph) -> None:
    """Take back a paragraph. For keepers."""
    demand_keeper(actor, paragraph.mandate.mission.owner_id)
    MandateParagraph.objects.visible_to(actor).filter(pk=paragraph.pk, withdrawn_at=None).update(withdrawn_at=now())
    tell(actor, paragraph, "withdraw_paragraph")


@verb(TAKEN)
def put_mandate_back(*, actor: Actor, mandate: Mandate) -> None:
    """Undo taking back a mandate. For keepers; refuses after the moment of regret."""
    demand_keeper(actor, mandate.mission.owner_id)
    rows = Mandate.objects.visible_to(actor).filter(pk=mandate.pk, withdrawn_at__gte=now() - REGRET)
    if not rows.update(withdrawn_at=None):
        raise Refused(LATE)
    tell(actor, mandate, "put_mandate_back")


@verb(TAKEN_PARAGRAPH)
def put_paragraph_back(*, actor: Actor, paragraph: MandateParagraph) -> None:
    """Undo taking back a paragraph. For keepers; refuses after the moment of regret."""
    demand_keeper(actor, paragraph.mandate.mission.owner_id)
    rows = MandateParagraph.objects.visible_to(actor).filter(pk=paragraph.pk, withdrawn_at__gte=now() - REGRET)
    if not rows.update(withdrawn_at=None):
        raise Refused(LATE)
    tell(actor, paragraph, "put_paragraph_back")


def _check(mandate: Mandate, values: dict[str, Any]) -> None:
    check_fields(mandate, values)
    if mandate.expires_on and mandate.expires_on < mandate.adopted_on:
        raise Refused(TAKEN["expires_after_adoption"], "expires_on")


def _check_text(text: str) -> None:
    if len(text) > MOST_TEXT:
        raise Refused(
            _("This is %(length)s characters long; %(limit)s fit here. Shorten it."),
            "text",
            length=len(text),
            limit=MOST_TEXT,
        )
