"""Frozen texts carry codes; readers get words, and a name for each field."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from strategies.enums.text import Classification, ComponentKind, Level, Phase, ProtectionRisk, Raci, Sensitivity, Tier

FIELDS = {
    "reference": gettext_lazy("Reference number"),
    "objective": gettext_lazy("Objective"),
    "level": gettext_lazy("Outcome or output"),
    "title": gettext_lazy("Title"),
    "mission": gettext_lazy("Mission"),
    "scope": gettext_lazy("Scope"),
    "language": gettext_lazy("Language of the document"),
    "classification": gettext_lazy("Classification"),
    "sensitivity": gettext_lazy("Humanitarian sensitivity"),
    "approving_post": gettext_lazy("Approving post"),
    "contact_unit": gettext_lazy("Contact unit"),
    "supersedes": gettext_lazy("Supersedes"),
    "distribution": gettext_lazy("Distribution list"),
    "risk": gettext_lazy("Protection risk"),
    "actor": gettext_lazy("From whom"),
    "exposed": gettext_lazy("Who is exposed"),
    "vulnerability": gettext_lazy("Vulnerability, and how they cope"),
    "capacity": gettext_lazy("Capacity of the state"),
    "will": gettext_lazy("Will of the state"),
    "tier": gettext_lazy("Tier"),
    "phases": gettext_lazy("Phases"),
    "component": gettext_lazy("Component"),
    "lead": gettext_lazy("Lead post"),
    "unit": gettext_lazy("Unit"),
    "baseline": gettext_lazy("Baseline"),
    "target": gettext_lazy("Target"),
    "due": gettext_lazy("Due"),
    "latest": gettext_lazy("Latest value"),
    "latest_on": gettext_lazy("Measured on"),
    "place": gettext_lazy("Place"),
    "resources": gettext_lazy("Resources"),
    "starts": gettext_lazy("From"),
    "ends": gettext_lazy("Until"),
    "known_from_force": gettext_lazy("Known from the Force"),
    "hrddp_needed": gettext_lazy("Human rights due diligence needed"),
    "name": gettext_lazy("Body"),
    "purpose": gettext_lazy("Purpose"),
    "chair": gettext_lazy("Chair"),
    "participants": gettext_lazy("Who takes part"),
    "rhythm": gettext_lazy("How often"),
    "task": gettext_lazy("Task"),
    "post": gettext_lazy("Post"),
    "letter": gettext_lazy("Role"),
}
WORDS: dict[str, Callable[[Any], object]] = {
    "risk": lambda code: ProtectionRisk(code).label,
    "known_from_force": lambda known: _("yes") if known else _("no"),
    "tier": lambda code: Tier(code).label,
    "component": lambda code: ComponentKind(code).label,
    "letter": lambda code: Raci(code).label,
    "phases": lambda codes: ", ".join(str(Phase(code).label) for code in codes),
    "classification": lambda code: Classification(code).label,
    "sensitivity": lambda code: Sensitivity(code).label,
    "hrddp_needed": lambda needed: _("yes") if needed else _("no"),
    "level": lambda code: Level(code).label,
    "due": lambda day: date_format(date.fromisoformat(day), "SHORT_DATE_FORMAT"),
    "latest_on": lambda day: date_format(date.fromisoformat(day), "SHORT_DATE_FORMAT"),
    "starts": lambda day: date_format(date.fromisoformat(day), "SHORT_DATE_FORMAT"),
    "ends": lambda day: date_format(date.fromisoformat(day), "SHORT_DATE_FORMAT"),
    "distribution": lambda pairs: "; ".join(" – ".join(part for part in pair if part) for pair in pairs),
}
NOT_SHOWN = ("kind",)


def worded(body: dict[str, Any]) -> dict[str, Any]:
    """The same text with words for its codes, in the language of the moment."""
    return {
        "header": _words(body["header"]),
        "sections": [{**one, "rows": [_words(row) for row in one["rows"]]} for one in body["sections"]],
    }


def _words(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: _word(name, value) for name, value in fields.items() if name not in NOT_SHOWN}


def _word(name: str, value: Any) -> Any:
    if name in WORDS and value not in (None, ""):
        return str(WORDS[name](value))
    return value
