"""Forms of reviews of incidents: one that is opened, its times, its gaps, its end. None asks for a person."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from missions.enums.incidents import EventSource
from picture.models import Alert
from picture.web.forms.fields import ALL, narrow, room_choices
from pocplan.access.models import Compartment
from pocplan.ui.inputs import MomentField, words_field
from records.enums.reviews import LookedAt, MomentKind, ReviewState
from records.models import IncidentReview, ReviewGap, ReviewMoment
from records.web.forms.cases import ActorForm, RevisedForm

NO_BLAME = _("Of components, not of people: what was known, done or missing, without blame.")


class ReviewFilter(forms.Form):
    """What the list can be narrowed by; nothing else is asked of the database."""

    room = forms.ChoiceField(label=_("Room"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[ALL, *ReviewState.choices])

    def __init__(self, *args: Any, rooms: list[Compartment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room"].choices = room_choices(rooms)  # type: ignore[attr-defined]
        narrow(self)

    def asked(self) -> dict[str, Any]:
        self.is_valid()
        return dict(self.cleaned_data)


class ReviewForm(forms.Form):
    source = forms.ChoiceField(label=_("Source of the incident"), choices=EventSource)
    reference = forms.CharField(label=_("Its reference in this source"), max_length=80)
    alert = forms.ChoiceField(label=_("Alert that was the warning"), required=False)
    warning = words_field(_("Another warning"), IncidentReview, "warning", required=False, help_text=NO_BLAME)
    warned_at = MomentField(label=_("When that warning came"), required=False)

    def __init__(self, *args: Any, alerts: list[Alert], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._alerts = {str(one.pk): one for one in alerts}
        choices = [(key, f"{one.number} · {one.place_said}") for key, one in self._alerts.items()]
        self.fields["alert"].choices = [("", _("none of these")), *choices]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What the verb takes: the alert as the row that was chosen."""
        given = dict(self.cleaned_data)
        return {**given, "alert": self._alerts.get(given["alert"])}


class MomentOfReviewForm(ActorForm):
    kind = forms.ChoiceField(label=_("What"), choices=MomentKind)
    component = forms.ChoiceField(label=_("Component"), choices=LookedAt)
    at = MomentField(label=_("When"))
    what = words_field(_("In words"), ReviewMoment, "what", rows=3, help_text=NO_BLAME)


class GapForm(ActorForm):
    component = forms.ChoiceField(label=_("Component"), choices=LookedAt)
    what = words_field(_("What was missing"), ReviewGap, "what", rows=3, help_text=NO_BLAME)


class CloseReviewForm(RevisedForm):
    lessons = words_field(_("Lessons"), IncidentReview, "lessons", rows=5, required=True, help_text=NO_BLAME)
    field_order = ("lessons", "revision")
