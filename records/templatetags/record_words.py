"""How records read."""

from django import template

from records.enums.cases import Holding

register = template.Library()

LEVELS = {
    Holding.HOLDS: "low",
    Holding.OPEN: "medium",
    Holding.REFUSED: "high",
    Holding.MITIGATION: "high",
    Holding.SUSPENDED: "critical",
    Holding.LAPSED: "critical",
}


@register.filter
def holding_level(holding: Holding) -> str:
    return LEVELS[holding]
