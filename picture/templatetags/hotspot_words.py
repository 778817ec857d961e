"""How hotspots and their history read."""

from datetime import date
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from picture.enums.hotspots import Basis, EffortState, HotspotPhase, Priority, Standing, Trend
from picture.enums.protection import Criterion, Unarmed
from picture.models import Hotspot

register = template.Library()

WORDS: dict[str, Any] = {
    "priority": Priority,
    "trend": Trend,
    "phase": HotspotPhase,
    "population_basis": Basis,
    "effort_state": EffortState,
    "criteria": Criterion,
    "unarmed": Unarmed,
}
LEVELS = {
    Standing.FRESH: ("low", "full"),
    Standing.STALE: ("high", "half"),
    Standing.TO_DELIST: ("critical", "hollow"),
    Standing.ESCALATED: ("critical", "warn"),
}
SIGNS = {Trend.WORSE: "↗", Trend.SAME: "→", Trend.BETTER: "↘"}
GRADES = {"must": "M", "should": "S", "could": "C", "no": "–"}


@register.filter
def hotspot_field(name: str) -> str:
    """What a field of a hotspot's history is called."""
    if name == "effort":
        return _("line of effort")
    if name == "effort_state":
        return _("how far")
    return str(Hotspot._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


@register.filter
def hotspot_value(value: Any, name: str) -> str:
    """A value of that history in words; a code that nobody knows stays as it is."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name == "verified_on" and value:
        return date_format(date.fromisoformat(value), "SHORT_DATE_FORMAT")
    words = dict(WORDS[name].choices) if name in WORDS else {}
    return str(words.get(value, value) or "–")


@register.filter
def code_words(codes: list[str], name: str) -> str:
    words = dict(WORDS[name].choices)
    return ", ".join(str(words.get(one, one)) for one in codes)


@register.filter
def days_ago(days: int) -> str:
    if days <= 0:
        return _("today")
    return ngettext("%(counter)s day ago", "%(counter)s days ago", days) % {"counter": days}


@register.filter
def trends(chosen: str) -> list[tuple[str, str, bool]]:
    """Each trend with its word, and whether it is the chosen one."""
    return [(code, str(word), code == chosen) for code, word in Trend.choices]


@register.filter
def priority_word(code: str) -> str:
    return str(Priority(code).label)


@register.filter
def trend_word(code: str) -> str:
    return str(Trend(code).label)


@register.filter
def standing_word(standing: Standing) -> str:
    return str(Standing(standing).label)


@register.filter
def standing_level(standing: Standing) -> str:
    return LEVELS[standing][0]


@register.filter
def standing_icon(standing: Standing) -> str:
    return LEVELS[standing][1]


@register.filter
def trend_sign(trend: str) -> str:
    return SIGNS.get(trend, "")  # type: ignore[call-overload, no-any-return]


@register.filter
def grade_letter(grade: str) -> str:
    return GRADES.get(grade, "?")
