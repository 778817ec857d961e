"""Forms of an agency's entry and its state."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clusters.models import Agency
from pocplan.access.enums import OwnerState
from pocplan.ui.inputs import words_field


class AgencyForm(forms.Form):
    """The entry as somebody saw it: `version` tells whether another one saved meanwhile."""

    works_on = words_field(_("Works on"), Agency, "works_on", help_text=_("In words, for instance: refugees."))
    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def initial_of(agency: Agency) -> dict[str, Any]:
        return {"works_on": agency.works_on, "version": agency.version}


class NewAgencyForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    short = forms.CharField(label=_("Short name"), max_length=60)
    works_on = words_field(_("Works on"), Agency, "works_on", help_text=_("In words, for instance: refugees."))


class AgencyStateForm(forms.Form):
    """The state and the reason that everybody reads."""

    state = forms.ChoiceField(
        label=_("State"),
        choices=[(one.value, one.label) for one in (OwnerState.ACTIVE, OwnerState.DEACTIVATED)],
        widget=forms.RadioSelect,
    )
    reason = words_field(
        _("Reason"), Agency, "state_reason", rows=3, required=True, help_text=_("Everybody in this operation reads it.")
    )
