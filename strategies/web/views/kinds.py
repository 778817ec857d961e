"""The kinds of rows: what a table of each is called, its form, its columns and its verbs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from strategies.documents.outline import BY_CODE
from strategies.domain import rows as verbs
from strategies.models import Activity, Body, Indicator, Responsibility, Threat
from strategies.web.columns import ACTIVITY, BODY, INDICATOR, RESPONSIBILITY, THREAT, Column
from strategies.web.forms.rows import (
    ActivityForm,
    BodyForm,
    IndicatorForm,
    ResponsibilityForm,
    RowForm,
    ThreatForm,
)


@dataclass(frozen=True)
class Kind:
    """What differs between the kinds of rows."""

    model: Any
    form: type[RowForm]
    columns: tuple[Column, ...]
    add: Callable[..., Any]
    title: Any
    one: Any
    more: Any
    none: Any

    def column(self, name: str) -> Column:
        """The column of this name that is changed in its cells. Raises Http404 for another."""
        found = next((one for one in self.columns if one.name == name and one.fields), None)
        if found is None:
            raise Http404
        return found


KINDS = {
    "activity": Kind(
        Activity, ActivityForm, ACTIVITY, verbs.add_activity,
        _("Activities"), _("Activity"), _("Add an activity"),
        _("No activity yet. Each one says what is done, by which component, under which tier and in which phases."),
    ),
    "threat": Kind(
        Threat, ThreatForm, THREAT, verbs.add_threat,
        _("Threats, vulnerabilities and risks"), _("Threat"), _("Add a threat"),
        _("No threat yet. Each one says what civilians face, from whom, and who is most exposed."),
    ),
    "responsibility": Kind(
        Responsibility, ResponsibilityForm, RESPONSIBILITY, verbs.add_responsibility,
        _("Roles and responsibilities"), _("Role in a task"), _("Add a role"),
        _("No role yet. The PoC unit may not be the only one responsible."),
    ),
    "body": Kind(
        Body, BodyForm, BODY, verbs.add_body,
        _("Coordination bodies"), _("Coordination body"), _("Add a body"),
        _("No body yet. List those where protection is coordinated, with their chair and rhythm."),
    ),
    "indicator": Kind(
        Indicator, IndicatorForm, INDICATOR, verbs.add_indicator,
        _("Objectives and indicators"), _("Indicator"), _("Add an indicator"),
        _("No indicator yet. Each one says by what one sees that an objective is reached."),
    ),
}  # fmt: skip


def kind_of(name: str) -> Kind:
    """Raises Http404 for a kind that there is not."""
    if name not in KINDS:
        raise Http404
    return KINDS[name]


# What the template of a text calls the rows of its sections.
IN_SECTIONS = {
    "activities": "activity",
    "threats": "threat",
    "responsibilities": "responsibility",
    "bodies": "body",
    "indicators": "indicator",
}


def kind_in(code: str) -> str | None:
    """The kind of rows that the section with this code carries, if any."""
    return IN_SECTIONS.get(BY_CODE[code].rows) if code in BY_CODE else None
