"""Keeping words that the distinction check found."""

from django import forms
from django.utils.translation import gettext_lazy as _

from strategies.web.forms.rounds import LONG, text
from strategies.web.forms.rows import DAY


class KeepForm(forms.Form):
    """The reason, and what it is about, so that a change meanwhile is noticed."""

    rule = forms.CharField(max_length=LONG, widget=forms.HiddenInput)
    words = forms.CharField(max_length=LONG, strip=False, widget=forms.HiddenInput)
    reason = text(_("Keep it, because"), help_text=_("Shown, with your post and the date, to whoever reads the draft."))


class ExceptionForm(KeepForm):
    """For what is prohibited: also on which opinion, and until when."""

    opinion = text(_("Opinion of the child protection adviser"))
    until = forms.DateField(label=_("To be gone by"), widget=forms.DateInput(attrs=DAY))
