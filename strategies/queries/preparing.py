"""What a coordination has chosen so far of a discussion, for those who prepare its release."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from pocplan.access.actor import Actor
from strategies.models import InnerComment, InnerText, Preparation


@dataclass(frozen=True)
class Chosen:
    """How much of a discussion is chosen: of how many comments, under which names, and who said how much."""

    comments: int
    under: dict[str, int]
    gone: int  # chosen, and taken back by whoever said it since
    authors: list[tuple[str, int]]

    @property
    def total(self) -> int:
        return sum(self.under.values())


def preparation_of(actor: Actor, text: InnerText) -> Preparation:
    """What is kept of the choice; a blank one, at revision 0, before anything was."""
    kept = Preparation.objects.visible_to(actor).filter(text=text).first()
    if kept is None:
        return Preparation(compartment_id=text.compartment_id, text=text)
    kept.text = text
    return kept


def standing(actor: Actor, text: InnerText) -> QuerySet[InnerComment]:
    """What was said and not taken back, in its order."""
    return InnerComment.objects.visible_to(actor).filter(text=text, withdrawn_at=None)


def said_by(actor: Actor, text: InnerText, organisation: str = "") -> list[UUID]:
    """The comments of one organisation, or of all."""
    rows = standing(actor, text)
    return list((rows.filter(organisation=organisation) if organisation else rows).values_list("pk", flat=True))


def chosen_of(actor: Actor, prepared: Preparation) -> dict[UUID, str]:
    """The names under which comments would leave, without those that were taken back since; in their order."""
    names = {UUID(key): name for key, name in prepared.chosen.items()}
    rows = standing(actor, prepared.text).filter(pk__any=list(names))
    return {key: names[key] for key in rows.values_list("pk", flat=True)}


def chosen_in_all(actor: Actor, prepared: Preparation) -> Chosen:
    """The counts that stand beside the choice."""
    names = chosen_of(actor, prepared)
    said = standing(actor, prepared.text).order_by("organisation").values_list("organisation")
    authors = [(organisation, count) for organisation, count in said.annotate(count=Count("pk"))]
    return Chosen(
        comments=sum(count for _organisation, count in authors),
        under=dict(Counter(names.values())),
        gone=len(prepared.chosen) - len(names),
        authors=authors,
    )
