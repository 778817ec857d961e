"""Forms of a cluster's entry, its state, its members and its sharing protocol."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clusters.domain.membership import MOST_TEXT
from clusters.enums import ClusterKind, MemberKind, OrganisationKind, Theme
from clusters.models import Cluster, Membership, StateChange
from pocplan.access.enums import OwnerState
from pocplan.access.models import Area
from pocplan.ui.inputs import DayField, words_field


class ClusterForm(forms.Form):
    """What everybody in the operation reads about a cluster."""

    kind = forms.ChoiceField(label=_("Kind of cluster"), choices=ClusterKind)
    theme = forms.ChoiceField(label=_("Responsible for"), choices=Theme)
    parent = forms.ModelChoiceField(label=_("Belongs to"), queryset=Cluster.objects.none(), required=False)
    area = forms.ModelChoiceField(label=_("Sector of the mission"), queryset=Area.objects.none(), required=False)
    lead = words_field(_("Lead agency"), Cluster, "lead")
    colead = words_field(_("Co-lead"), Cluster, "colead")
    covers = words_field(_("Covers"), Cluster, "covers", help_text=_("The places it works in, in words."))

    def __init__(self, *args: Any, clusters: Any, areas: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = clusters  # type: ignore[attr-defined]
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]


class ChangeClusterForm(ClusterForm):
    """The entry as somebody saw it: `version` tells whether another one saved meanwhile."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def initial_of(cluster: Cluster) -> dict[str, Any]:
        return {name: getattr(cluster, name) for name in [*ClusterForm.base_fields, "version"]}


class NewClusterForm(ClusterForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    short = forms.CharField(label=_("Short name"), max_length=60)
    field_order = ("name", "short", *ClusterForm.base_fields)


class StateForm(forms.Form):
    """The state and the reason that everybody reads; `confirmed` is asked after the preview."""

    state = forms.ChoiceField(label=_("State"), choices=OwnerState, widget=forms.RadioSelect)
    reason = words_field(
        _("Reason"), StateChange, "reason", rows=3, help_text=_("Everybody in this operation reads it.")
    )
    confirmed = forms.BooleanField(label=_("I have read what this closes or opens."), required=False)


class MemberForm(forms.Form):
    organisation = words_field(_("Organisation"), Membership, "organisation")
    organisation_kind = forms.ChoiceField(label=_("Kind of organisation"), choices=OrganisationKind)
    kind = forms.ChoiceField(
        label=_("Takes part as"),
        choices=MemberKind,
        help_text=_("An observer reads what was agreed for it and is never listed as supporting or endorsing."),
    )
    mission_affiliated = forms.BooleanField(
        label=_("Affiliated with the mission: does not read what is for the cluster's own members"), required=False
    )
    since = DayField(label=_("Since"))
    note = words_field(_("Note"), Membership, "note")


class ChangeMemberForm(MemberForm):
    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def initial_of(member: Membership) -> dict[str, Any]:
        return {name: getattr(member, name) for name in [*MemberForm.base_fields, "version"]}


class LeaveForm(forms.Form):
    last_day = DayField(label=_("Last day"))


class ProtocolForm(forms.Form):
    text = forms.CharField(
        label=_("What we share, with whom and how"), max_length=MOST_TEXT, widget=forms.Textarea(attrs={"rows": 12})
    )
    agreed_on = DayField(label=_("Agreed on"))
