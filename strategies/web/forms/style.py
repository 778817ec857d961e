"""Forms of the mission's style template."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _


class StyleForm(forms.Form):
    file = forms.FileField(
        label=_("Word file"),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        help_text=_("A .docx of up to 5 MB. Its looks alone are kept: styles, lists, colours, page, headers, footers."),
    )


class TakeAwayForm(forms.Form):
    """Takes away what was looked at, and nothing that somebody sent meanwhile."""

    style = forms.UUIDField(widget=forms.HiddenInput)

    def clean_style(self) -> UUID:
        value: Any = self.cleaned_data["style"]
        return UUID(str(value))
