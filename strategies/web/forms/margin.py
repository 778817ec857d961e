"""Forms of the margin: something to ask beside a passage of a draft, and an answer to it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from strategies.web.forms.rounds import LONG, InnerForm


class MarginForm(InnerForm):
    """What is said, the words it is about, and whose attention it needs."""

    block = forms.UUIDField(required=False, widget=forms.HiddenInput)
    near = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    quote = forms.CharField(
        label=_("Words you speak of"), required=False, max_length=LONG,
        help_text=_("As they stand in the passage. Left empty, the comment is about all of it."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["suggestion"]

    def clean_near(self) -> int:
        return self.cleaned_data["near"] or 0


class MarginAnswerForm(InnerForm):
    """An answer stands where the words stand that it answers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("block", "quote", "suggestion"):
            del self.fields[name]
        self.fields["words"].label = _("Answer")
