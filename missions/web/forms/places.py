"""Forms of the gazetteer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from missions.enums.places import FacilityKind, Level, Precision
from missions.models import Facility, Locality, PlaceAlias, PlaceName
from pocplan.ui.inputs import words_field


class PlaceFilter(forms.Form):
    """What the list can be narrowed by; nothing else is asked of the database."""

    q = forms.CharField(label=_("Name or P-code"), max_length=100, required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    level = forms.TypedChoiceField(label=_("Level"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, countries: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", _("all")), *((one, one) for one in countries)]  # type: ignore[attr-defined]
        self.fields["level"].choices = [("", _("all")), *Level.choices]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        said = self.cleaned_data if self.is_valid() else {}
        return {"words": said.get("q", ""), "country": said.get("country", ""), "level": said.get("level")}


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "P-codes of COD-AB as CSV or XLSX, or outlines as GeoJSON; up to 25 MB."
            " Settlements (level 5) may carry their latitude and longitude."
        ),
    )


class AliasForm(forms.Form):
    name = words_field(_("Other name"), PlaceAlias, "name")


class FacilityForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=FacilityKind)
    name = words_field(_("Name"), Facility, "name")
    precision = forms.ChoiceField(label=_("How well its place is known"), choices=Precision)
    latitude = forms.FloatField(label=_("Latitude"), required=False, min_value=-90, max_value=90)
    longitude = forms.FloatField(label=_("Longitude"), required=False, min_value=-180, max_value=180)


class DecideForm(forms.Form):
    """Which place a name means; the likely ones, or any by its P-code, or none."""

    place = forms.ChoiceField(label=_("It means"), required=False, widget=forms.RadioSelect)
    code = forms.CharField(label=_("Another place, by its P-code"), max_length=24, required=False)

    def __init__(self, *args: Any, likely: list[Locality], name: PlaceName, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name = name
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            *((str(place.pk), in_words(place)) for place in likely),
            ("none", _("no place of the gazetteer")),
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("place") and not (said.get("code") or "").strip() and not self.errors:
            self.add_error("place", _("Choose what it means."))
        return said


def in_words(place: Locality) -> str:
    above = f", {place.parent.name}" if place.parent else ""
    return f"{place.name} ({place.get_level_display()}{above}; {place.code})"
