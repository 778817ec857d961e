"""How threats and ratings read."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.translation import gettext as _

from picture.enums.ratings import Impact, Likelihood, Severity
from picture.enums.threats import CRSV, MRM, Exposed, ProtectionRisk, ThreatType
from picture.models import ArmedActor, Threat
from picture.queries.ratings import Difference

register = template.Library()

SCALES: dict[str, Any] = {"likelihood": Likelihood, "impact": Impact, "severity": Severity}
LEVELS = {1: "low", 2: "low", 3: "medium", 4: "high", 5: "critical"}
CODES: dict[str, Any] = {"risks": ProtectionRisk, "types": ThreatType, "exposed": Exposed}


@register.filter
def step_word(value: int | None, scale: str) -> str:
    """“4 · likely”: the figure and its word on its own scale."""
    return f"{value} · {SCALES[scale](value).label}" if value else "–"


@register.filter
def step_level(value: int | None) -> str:
    return LEVELS.get(value or 0, "plain")


@register.filter
def words_of(codes: Iterable[str], kind: str) -> list[str]:
    """Codes in words; a code that nobody knows stays as it is."""
    words = dict(CODES[kind].choices)
    return [str(words.get(code, code)) for code in codes]


@register.filter
def reported_as(codes: Iterable[str]) -> list[str]:
    """The other reporting lines that the mission's types belong to."""
    found = set(codes)
    return [word for word, kinds in (("MRM", MRM), ("CRSV", CRSV)) if found & kinds]


@register.filter
def in_words(difference: Difference) -> str:
    """“Likelihood: Military 2, Civilian 5”: who says what, and nothing computed of it."""
    names = {"likelihood": _("Likelihood"), "impact": _("Impact"), "severity": _("Severity")}
    said = ", ".join(f"{who} {value}" for who, value in difference.said)
    return _("%(scale)s: %(said)s") % {"scale": names[difference.scale], "said": said}


@register.filter
def field_word(name: str, of: str) -> str:
    """What a field of a history is called."""
    model: Any = Threat if of == "threat" else ArmedActor
    return str(model._meta.get_field(name).verbose_name)


@register.filter
def shown(value: Any) -> str:
    """A value of a history in a line."""
    return ", ".join(str(one) for one in value) if isinstance(value, list) else str(value or "–")
