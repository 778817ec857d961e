"""Forms of a mission's entry."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from missions.enums import Language, MissionKind, Phase, StructuralModel, Weekday
from missions.models import KnownMission, Mission
from missions.models.mission import usual_weekend
from pocplan.ui.inputs import DayField, words_field

# Offered while typing; any other IANA name is taken as well.
ZONES = (
    "UTC",
    "Africa/Abidjan",
    "Africa/Bamako",
    "Africa/Bangui",
    "Africa/Juba",
    "Africa/Khartoum",
    "Africa/Kigali",
    "Africa/Kinshasa",
    "Africa/Lubumbashi",
    "Africa/Mogadishu",
    "Africa/Ndjamena",
    "Africa/Tripoli",
    "America/Bogota",
    "America/Port-au-Prince",
    "Asia/Aden",
    "Asia/Baghdad",
    "Asia/Beirut",
    "Asia/Damascus",
    "Asia/Gaza",
    "Asia/Jerusalem",
    "Asia/Kabul",
    "Asia/Nicosia",
    "Europe/Belgrade",
)


class MissionForm(forms.Form):
    """What everybody in the operation reads about a mission."""

    kind = forms.ChoiceField(label=_("Kind of mission"), choices=MissionKind)
    structural_model = forms.ChoiceField(
        label=_("Structural model"),
        choices=StructuralModel,
        help_text=_("How the mission and the country team are tied. It sets defaults and gives no right by itself."),
    )
    phase = forms.ChoiceField(label=_("Phase"), choices=Phase)
    headquarters = words_field(_("Headquarters"), Mission, "headquarters")
    started_on = DayField(label=_("Started on"), required=False)
    ended_on = DayField(label=_("Ended on"), required=False)
    weekend_days = forms.TypedMultipleChoiceField(
        label=_("Weekend"),
        choices=Weekday,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("These days do not count when a deadline is given in working days."),
    )
    timezone = forms.CharField(
        label=_("Time zone"),
        max_length=64,
        help_text=_("For example Africa/Juba. Deadlines end at midnight there."),
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=_("Working language"), choices=Language)

    zones = ZONES


class ChangeMissionForm(MissionForm):
    """The entry as somebody saw it: `version` tells whether another one saved meanwhile."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def initial_of(mission: Mission) -> dict[str, Any]:
        return {name: getattr(mission, name) for name in [*MissionForm.base_fields, "version"]}


class NewMissionForm(MissionForm):
    """A mission with its sectors, which get rooms of their own."""

    name = forms.CharField(label=_("Name"), max_length=200)
    short = forms.CharField(label=_("Acronym"), max_length=60)
    sectors = forms.CharField(
        label=_("Sectors"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One on each line. Each sector gets rooms of its own, which headquarters reads as well."),
    )
    field_order = ("name", "short", *MissionForm.base_fields, "sectors")

    def clean_sectors(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["sectors"].splitlines() if line.strip()]

    @staticmethod
    def initial_from(known: KnownMission | None) -> dict[str, Any]:
        start: dict[str, Any] = {"weekend_days": usual_weekend(), "phase": Phase.MANDATE, "timezone": "UTC"}
        if known is None:
            return start
        return {
            **start,
            "name": known.name,
            "short": known.acronym,
            "kind": MissionKind.PEACEKEEPING,
            "headquarters": known.headquarters,
            "started_on": known.started_on,
            "ended_on": known.ended_on,
            "phase": Phase.CLOSED if known.ended_on else Phase.MANDATE,
        }
