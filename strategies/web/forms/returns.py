"""Forms for a Word file that comes back from a reviewer without an account."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONG = 200


class ReturnedFileForm(forms.Form):
    file = forms.FileField(
        label=_("Commented Word file, or response form filled in"), widget=forms.FileInput(attrs={"accept": ".docx"})
    )


class NamesForm(forms.Form):
    """For each reviewer the name under which our own read the remarks; without one they are left out."""

    def __init__(self, *args: object, reviewers: int, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.reviewers = range(1, reviewers + 1)
        for number in self.reviewers:
            self.fields[f"name_{number}"] = forms.CharField(
                label=_("Reviewer %(number)s: taken in under the name of") % {"number": number},
                required=False,
                max_length=160,
                help_text=_("An organisation, never a person. Without a name, these remarks are left out."),
            )
            self.fields[f"agreement_{number}"] = forms.CharField(
                label=_("Reviewer %(number)s: reference of its written agreement to be named") % {"number": number},
                required=False,
                max_length=LONG,
                help_text=_("Without it these words leave your room under another name or under none."),
            )

    def names(self) -> list[dict[str, str]]:
        data = self.cleaned_data
        return [{"name": data[f"name_{n}"], "agreement": data[f"agreement_{n}"]} for n in self.reviewers]
