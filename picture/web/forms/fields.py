"""Fields that forms of threats, hotspots and ratings have: a room to choose, a reason, codes to tick."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pocplan.access.enums import Audience
from pocplan.access.models import Compartment

ALL = ("", _("all"))
WHY = _("Why")


def room_words(room: Compartment) -> str:
    """What a room is called in a list of rooms."""
    words = str(room.get_audience_display())
    if room.audience == Audience.SHARED:
        return f"{words}: {room.label}"
    return f"{words}: {room.area.name}" if room.area else words


def room_choices(rooms: list[Compartment]) -> list[tuple[str, str]]:
    return [(str(room.public_id), room_words(room)) for room in rooms]


def reason_field(label: Any = WHY, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=2000, widget=forms.Textarea({"rows": 2}), **kwargs)


def ticks(label: Any, words: Any, **kwargs: Any) -> forms.MultipleChoiceField:
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, choices=words.choices, widget=widget, **kwargs)
