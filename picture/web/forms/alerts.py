"""Forms of alerts: one that came in, each step of its life, narrowing the list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from missions.enums.places import Precision
from picture.enums.alerts import AlertDecision, AlertState, Answerer, Channel, Urgency
from picture.models import Alert, Hotspot
from picture.web.forms.fields import ALL, reason_field, room_choices
from pocplan.access.models import Compartment
from pocplan.ui.inputs import MomentField, words_field

EARLIER = _("Only where it was earlier than now.")


class AlertFilter(forms.Form):
    """What the list can be narrowed by; nothing else is asked of the database."""

    room = forms.ChoiceField(label=_("Room"), required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("waiting")), *AlertState.choices, ("all", _("all"))]
    )
    channel = forms.ChoiceField(label=_("Came by"), required=False, choices=[ALL, *Channel.choices])

    def __init__(self, *args: Any, rooms: list[Compartment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room"].choices = room_choices(rooms)  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["class"] = "auto"

    def asked(self) -> dict[str, Any]:
        self.is_valid()
        return dict(self.cleaned_data)


class AlertForm(forms.Form):
    channel = forms.ChoiceField(label=_("Came by"), choices=Channel)
    urgency = forms.ChoiceField(label=_("How soon"), choices=Urgency)
    what = words_field(
        _("What is feared"), Alert, "what", rows=3,
        help_text=_("Neither who called nor from which number: whoever warns is not to be found by it."),
    )  # fmt: skip
    place_said = words_field(_("Place"), Alert, "place_said")
    precision = forms.ChoiceField(label=_("Precision"), choices=Precision, initial=Precision.ABOUT)
    hotspot = forms.ChoiceField(label=_("Hotspot that it concerns"), required=False)
    at = MomentField(label=_("When it came in"), required=False, help_text=EARLIER)

    def __init__(self, *args: Any, hotspots: list[Hotspot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._hotspots = {str(one.pk): one for one in hotspots}
        choices = [("", _("none of these")), *((key, one.place_said) for key, one in self._hotspots.items())]
        self.fields["hotspot"].choices = choices  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What the verb takes: the hotspot as the row that was chosen."""
        given = dict(self.cleaned_data)
        return {**given, "hotspot": self._hotspots.get(given["hotspot"])}


class MomentForm(forms.Form):
    """One step, with its moment."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    at = MomentField(label=_("When"), required=False, help_text=EARLIER)


class AlertStepForm(MomentForm):
    """One step that may be said in words as well."""

    reason = reason_field(_("In words"), required=False)


class RelayForm(AlertStepForm):
    relayed_to = words_field(
        _("To whom"),
        Alert,
        "relayed_to",
        required=True,
        help_text=_("A post, a component or a body; no person’s name."),
    )
    field_order = ("relayed_to", "reason", "at", "revision")


class DecideForm(AlertStepForm):
    decision = forms.ChoiceField(label=_("What is done"), choices=AlertDecision)
    field_order = ("decision", "reason", "at", "revision")


class AnswerForm(AlertStepForm):
    answered_by = forms.ChoiceField(label=_("By whom"), choices=Answerer)
    reason = reason_field(_("What was done"))
    field_order = ("answered_by", "reason", "at", "revision")


class UnansweredForm(MomentForm):
    because = reason_field(_("Why not"))
    field_order = ("because", "at", "revision")


class FeedbackForm(AlertStepForm):
    reason = reason_field(_("What they were told, and how"))
    field_order = ("reason", "at", "revision")
