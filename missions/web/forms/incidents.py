"""Forms of incidents and of the files that bring them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from missions.enums.incidents import EventSource, Finding, IncidentKind, SourceType, TextState
from missions.models import IncidentSource
from pocplan.access.models import Compartment
from pocplan.ui.inputs import DayField, words_field
from pocplan.ui.punctuation import colon


def room_choices(rooms: list[Compartment]) -> list[tuple[str, str]]:
    """Rooms by their public ids, in words."""
    return [(str(room.public_id), room_words(room)) for room in rooms]


def room_words(room: Compartment) -> str:
    words = str(room.get_audience_display())
    return f"{words}{colon()}{room.area.name}" if room.area else words


class IncidentFilter(forms.Form):
    """What the list can be narrowed by; nothing else is asked of the database."""

    room = forms.ChoiceField(label=_("Room"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("all")), *IncidentKind.choices])
    source = forms.ChoiceField(label=_("Source"), required=False, choices=[("", _("all")), *EventSource.choices])
    since = DayField(label=_("Since"), required=False)
    until = DayField(label=_("Until"), required=False)
    killed = forms.IntegerField(label=_("Killed, at least"), required=False, min_value=0, max_value=100_000)
    admin1 = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, rooms: list[Compartment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room"].choices = room_choices(rooms)  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        self.is_valid()
        return dict(self.cleaned_data)


class EventsForm(forms.Form):
    room = forms.ChoiceField(label=_("Into which room"))
    file = forms.FileField(label=_("File of events"))

    def __init__(self, *args: Any, rooms: list[Compartment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room"].choices = room_choices(rooms)  # type: ignore[attr-defined]


class ConfirmForm(forms.Form):
    takes_offers = forms.BooleanField(label=_("Take the corrections that are offered"), required=False)


class SourceForm(forms.Form):
    kind = forms.ChoiceField(label=_("Type of source"), choices=SourceType)
    group = words_field(_("Independence group"), IncidentSource, "group")


class JudgeForm(forms.Form):
    finding = forms.ChoiceField(label=_("Finding"), choices=Finding)
    reason = forms.CharField(label=_("Reason"), required=False, max_length=4000, widget=forms.Textarea({"rows": 3}))


class HeldForm(forms.Form):
    state = forms.ChoiceField(label=_("The text"), choices=[one for one in TextState.choices if one[0] != "held"])
    text = forms.CharField(label=_("Without the name"), required=False, widget=forms.Textarea({"rows": 6}))
