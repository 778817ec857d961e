"""Forms of reviews. What the domain refuses is shown beside its field."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pocplan.ui.inputs import DayField
from strategies.domain.reviews import WORDS
from strategies.enums.reviews import SAID_BY_PEOPLE, ReviewOutcome, RevisionBasis


def _paragraph(label: object, **kwargs: object) -> forms.CharField:
    return forms.CharField(label=label, max_length=WORDS, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)  # type: ignore[arg-type]


class OpenReviewForm(forms.Form):
    cause = forms.ChoiceField(label=_("Cause"), choices=[(one.value, one.label) for one in SAID_BY_PEOPLE])
    words = _paragraph(_("What happened"), help_text=_("Without names of victims, witnesses or sources."))


class CloseReviewForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Outcome"), choices=ReviewOutcome)
    reason = _paragraph(_("Reason"))
    basis = forms.ChoiceField(
        label=_("What a full revision rests on"),
        choices=[("", "–"), *RevisionBasis.choices],
        required=False,
        help_text=_("For a full revision only."),
    )
    basis_words = _paragraph(_("Who was asked, when, and what was answered"), required=False)
    next_on = DayField(
        label=_("Next review on"), required=False, help_text=_("Twelve months from today unless you give a day.")
    )


class RequestReviewForm(forms.Form):
    words = _paragraph(_("Why it should be reviewed"))
