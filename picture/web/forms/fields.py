"""Fields that forms of threats, hotspots and ratings have: a room to choose, a reason, codes to tick."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from pocplan.access.enums import Audience
from pocplan.access.models import Compartment, Post
from pocplan.people.queries.people import title_of

ALL = ("", _("all"))
WHY = _("Why")


def room_words(room: Compartment) -> str:
    """What a room is called in a list of rooms."""
    words, area = str(room.get_audience_display()), room.area.name if room.area else ""
    which = room.label if room.audience == Audience.SHARED else area
    return told(words, which) if which else words


def told(what: str, which: str) -> str:
    """“Priority: critical”, with the blank that a language sets before a colon."""
    return gettext("%(what)s: %(which)s") % {"what": what, "which": which}


def room_choices(rooms: list[Compartment]) -> list[tuple[str, str]]:
    return [(str(room.public_id), room_words(room)) for room in rooms]


def post_choices(posts: Iterable[Post]) -> list[tuple[str, str]]:
    """Posts to choose from, by their titles in the reader's language."""
    language = get_language() or "en"
    return sorted(((str(one.pk), title_of(one, language)) for one in posts), key=lambda one: one[1])


def narrow(form: forms.Form) -> None:
    """Fields above a list are as wide as their words."""
    for field in form.fields.values():
        field.widget.attrs["class"] = "auto"


def reason_field(label: Any = WHY, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=2000, widget=forms.Textarea({"rows": 2}), **kwargs)


def ticks(label: Any, words: Any, **kwargs: Any) -> forms.MultipleChoiceField:
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, choices=words.choices, widget=widget, **kwargs)
