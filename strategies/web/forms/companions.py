"""Forms of a cluster's companion document."""

from collections.abc import Iterable

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from pocplan.access.enums import Audience
from strategies.domain.companions import ROOMS
from strategies.enums.text import DocumentLanguage
from strategies.models import Request

LONG = 1_000_000  # far above any limit of the domain, whose sentence says what to do


class CompanionForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=LONG)
    language = forms.ChoiceField(label=_("Language of the document"), choices=DocumentLanguage.choices)
    audience = forms.ChoiceField(
        label=_("Who writes and reads it"),
        choices=[(room.value, Audience(room).label) for room in ROOMS],
        help_text=_("Your own room, whichever you choose. The mission sees nothing of it until you release a copy."),
    )


class SectionTitleForm(forms.Form):
    title = forms.CharField(label=_("Title of the section"), max_length=LONG)


class BesideForm(forms.Form):
    """Which of the own requests a copy is shown beside."""

    request = forms.ChoiceField(label=_("Beside which consultation"))

    def __init__(self, *args: object, offered: Iterable[Request], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["request"].choices = [(str(one.pk), _label(one)) for one in offered]  # type: ignore[attr-defined]


def _label(request: Request) -> str:
    return f"{request.title}, {date_format(request.opened_on, 'SHORT_DATE_FORMAT')}"
