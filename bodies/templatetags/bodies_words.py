"""How items and decisions of a meeting read."""

from django import template
from django.urls import reverse

from bodies.enums import ItemKind
from bodies.models import AgendaItem, Decision, Dissent
from bodies.queries.agenda import PAGES

register = template.Library()


@register.filter
def subject_address(item: AgendaItem) -> str:
    """Where the row that an item speaks of is read; nothing for an item of one's own."""
    page = PAGES.get(ItemKind(item.kind))
    return reverse(page, args=[item.subject_ref]) if page and item.subject_ref else ""


@register.filter
def of_decision(rows: list[Dissent], decision: Decision) -> list[Dissent]:
    return [one for one in rows if one.decision_id == decision.pk]
