"""The form of one's own settings."""

from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]


class SettingsForm(forms.Form):
    """What the domain refuses is shown beside its field."""

    language = forms.ChoiceField(label=_("Language of pages and mail"), choices=settings.LANGUAGES)
    timezone = forms.CharField(
        label=_("Time zone"),
        max_length=64,
        help_text=_("Start typing a city, for example Nairobi."),
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off"}),
    )
    digest_hour = forms.TypedChoiceField(
        label=_("Hour of the daily digest"),
        choices=HOURS,
        coerce=int,
        help_text=_("One mail a day at most, and only where something waits for you."),
    )

    zones = sorted(available_timezones())
