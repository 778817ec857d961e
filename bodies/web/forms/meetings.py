"""Forms of meetings: preparing one, an item, its minutes, that it was held, that it is called off."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from bodies.models import AgendaItem, Meeting, Member
from bodies.queries.agenda import Proposal
from picture.web.forms.fields import reason_field, told
from pocplan.ui.inputs import DayField, words_field


class PrepareForm(forms.Form):
    held_on = DayField(label=_("Day"))
    venue = words_field(_("Where"), Meeting, "venue")
    proposed = forms.MultipleChoiceField(
        label=_("Open in this room: keep what is to be discussed"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    own = forms.CharField(
        label=_("Items of your own, one on a line"),
        required=False,
        max_length=3600,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("All who are named above read them. Nothing from a narrower room belongs here."),
    )

    def __init__(self, *args: Any, proposals: list[Proposal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not proposals:
            del self.fields["proposed"]
            return
        choices = [(one.key, told(str(one.kind.label), one.title)) for one in proposals]
        self.fields["proposed"].choices = choices  # type: ignore[attr-defined]
        self.fields["proposed"].initial = [one.key for one in proposals]


class ItemForm(forms.Form):
    title = words_field(_("Item"), AgendaItem, "title")


class MinutesForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    minutes = words_field(
        _("Minutes"), AgendaItem, "minutes", rows=8,
        help_text=_("By post or organisation: who said what, without the name of a victim, a witness or a source."),
    )  # fmt: skip


class HeldForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    chair = forms.ChoiceField(label=_("Chaired by"))
    present = forms.MultipleChoiceField(
        label=_("Who was there"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Presence is not consent to what was decided."),
    )  # fmt: skip
    guests = forms.CharField(
        label=_("Others who were there, one on a line"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Organisations or functions; no person’s name."),
    )

    def __init__(self, *args: Any, members: list[Member], chairs: list[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chair"].choices = [(str(one.pk), one.name) for one in chairs]  # type: ignore[attr-defined]
        there = [(str(one.pk), told(one.name, str(one.get_role_display()))) for one in members]
        self.fields["present"].choices = there  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {**given, "chair": UUID(given["chair"]), "present": [UUID(one) for one in given["present"]]}


class CallOffForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    reason = reason_field()
