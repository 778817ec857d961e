"""Forms of the rows: threats, activities, bodies, responsibilities, indicators."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from records.queries.cases import cases_to_name
from strategies.enums.text import ComponentKind, Level, Phase, ProtectionRisk, Raci, Tier
from strategies.queries.force import has_force
from strategies.queries.signatures import posts_to_choose, title_of
from strategies.web.forms.text import LONG

DAY = {"type": "date"}
FROM_THE_FORCE = _("Known from the Force: its Commander clears it before it leaves the mission")


CASE_RULES = _("Where a case is named, it says alone whether the activity may go on.")


def case_choices(actor: Actor, room_id: int) -> list[tuple[str, str]]:
    """Cases of the strategy's own room."""
    return [("", "–"), *((str(one.pk), f"{one.reference} · {one.force}") for one in cases_to_name(actor, room_id))]


class RowForm(forms.Form):
    is_narrowed = False
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, actor: Actor, language: str, room_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "hrddp_case_id" in self.fields:
            self.fields["hrddp_case_id"].choices = case_choices(actor, room_id)  # type: ignore[attr-defined]
        for name in {"lead_post_id", "post_id"} & self.fields.keys():
            choices = [(str(post.pk), title_of(post, language)) for post in posts_to_choose(actor)]
            self.fields[name].choices = [("", "–"), *choices]  # type: ignore[attr-defined]
        if "known_from_force" in self.fields and not has_force(actor):
            del self.fields["known_from_force"]

    def ask_only(self, names: Collection[str]) -> None:
        """For one cell of a table: no more than these, and which version was seen."""
        self.is_narrowed = True
        for name in self.fields.keys() - {"version", *names}:
            del self.fields[name]

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def saying(self) -> dict[str, Any]:
        """What a verb that saves takes: the version that was seen, and what is said now."""
        return {"version": self.cleaned_data["version"] or 0, "fields": self.values()}


class ThreatForm(RowForm):
    title = forms.CharField(label=_("Threat"), max_length=LONG, help_text=_("No source and no name stands here."))
    risk = forms.ChoiceField(label=_("Protection risk"), choices=ProtectionRisk.choices)
    actor = forms.CharField(label=_("From whom"), required=False, max_length=LONG)
    place = forms.CharField(label=_("Place"), required=False, max_length=LONG)
    exposed = forms.CharField(label=_("Who is exposed"), required=False, max_length=LONG)
    vulnerability = forms.CharField(
        label=_("Vulnerability, and how they cope"),
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    capacity = forms.CharField(label=_("Capacity of the state"), required=False, max_length=LONG)
    will = forms.CharField(label=_("Will of the state"), required=False, max_length=LONG)
    known_from_force = forms.BooleanField(label=FROM_THE_FORCE, required=False)


class ActivityForm(RowForm):
    title = forms.CharField(label=_("Activity"), max_length=LONG)
    tier = forms.TypedChoiceField(label=_("Tier"), choices=Tier.choices, coerce=int)
    phases = forms.MultipleChoiceField(
        label=_("Phases"), choices=Phase.choices, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one phase.")},
    )  # fmt: skip
    component = forms.ChoiceField(label=_("Component"), choices=ComponentKind.choices)
    lead_post_id = forms.TypedChoiceField(label=_("Lead post"), required=False, coerce=UUID, empty_value=None)
    place = forms.CharField(label=_("Place"), required=False, max_length=LONG)
    resources = forms.CharField(
        label=_("Resources"), required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 3})
    )
    starts = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs=DAY))
    ends = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs=DAY))
    known_from_force = forms.BooleanField(label=FROM_THE_FORCE, required=False)
    hrddp_needed = forms.BooleanField(
        label=_("It supports a non-UN security force, so human rights due diligence is needed"), required=False
    )
    hrddp_case_id = forms.TypedChoiceField(
        label=_("Due diligence case"), required=False, coerce=UUID, empty_value=None, help_text=CASE_RULES
    )


class BodyForm(RowForm):
    name = forms.CharField(label=_("Body"), max_length=LONG)
    purpose = forms.CharField(label=_("Purpose"), required=False, max_length=LONG)
    chair = forms.CharField(label=_("Chair"), required=False, max_length=LONG)
    participants = forms.CharField(label=_("Who takes part"), required=False, max_length=LONG)
    rhythm = forms.CharField(label=_("How often"), required=False, max_length=LONG)


class ResponsibilityForm(RowForm):
    task = forms.CharField(label=_("Task"), max_length=LONG)
    post_id = forms.TypedChoiceField(label=_("Post"), coerce=UUID, empty_value=None, required=False)
    letter = forms.ChoiceField(label=_("Role"), choices=Raci.choices)


class IndicatorForm(RowForm):
    objective = forms.CharField(label=_("Objective"), max_length=LONG)
    level = forms.ChoiceField(label=_("Outcome or output"), choices=Level.choices)
    title = forms.CharField(label=_("Indicator"), max_length=LONG)
    unit = forms.CharField(label=_("Unit"), required=False, max_length=LONG)
    baseline = forms.CharField(label=_("Baseline"), required=False, max_length=LONG)
    target = forms.CharField(label=_("Target"), max_length=LONG)
    due = forms.DateField(label=_("Due"), required=False, widget=forms.DateInput(attrs=DAY))
    lead_post_id = forms.TypedChoiceField(label=_("Responsible post"), required=False, coerce=UUID, empty_value=None)
    latest = forms.CharField(label=_("Latest value"), required=False, max_length=LONG)
    latest_on = forms.DateField(label=_("Measured on"), required=False, widget=forms.DateInput(attrs=DAY))


class DueDiligenceForm(forms.Form):
    hrddp_case_id = forms.TypedChoiceField(
        label=_("Due diligence case"), required=False, coerce=UUID, empty_value=None, help_text=CASE_RULES
    )
    state = forms.ChoiceField(label=_("Stated here where there is no case"))

    def __init__(self, *args: Any, actor: Actor, room_id: int, **kwargs: Any) -> None:
        from strategies.enums.text import Hrddp

        super().__init__(*args, **kwargs)
        self.fields["hrddp_case_id"].choices = case_choices(actor, room_id)  # type: ignore[attr-defined]
        self.fields["state"].choices = [one for one in Hrddp.choices if one[0] != Hrddp.NOT_NEEDED]  # type: ignore[attr-defined]


class OutForm(forms.Form):
    """A yes to taking out the row that was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class MoveForm(forms.Form):
    """Which way a row moves."""

    do = forms.ChoiceField(choices=[("up", _("Up")), ("down", _("Down"))], widget=forms.HiddenInput)
