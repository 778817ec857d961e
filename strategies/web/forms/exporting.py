"""What kind of file is wanted of a text."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from strategies.enums.exports import ExportAs


class FileForm(forms.Form):
    """Word or PDF; the annexes only for whoever reads some."""

    written_as = forms.ChoiceField(
        label=_("Kind of file"), choices=ExportAs.choices, required=False, initial=ExportAs.WORD,
        widget=forms.RadioSelect,
    )  # fmt: skip
    with_annexes = forms.BooleanField(
        label=_("With the annexes that I read"), required=False,
        help_text=_("In the PDF alone. Whoever reads that file reads them, so leave them out of a file for others."),
    )  # fmt: skip

    def __init__(self, *args: Any, has_annexes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_annexes:
            del self.fields["with_annexes"]

    def clean_written_as(self) -> str:
        """Word where nothing was chosen, as it was before there was a choice."""
        return self.cleaned_data["written_as"] or ExportAs.WORD
