"""Forms of Must-Should-Could."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from picture.enums.protection import Coverage, Criterion, Decided, Grade, NotBecause, Unarmed
from picture.models import Feasibility
from picture.queries.protection import DIFFER, UNCOVERED
from picture.web.forms.fields import ALL, narrow, post_choices, reason_field, room_choices, ticks
from pocplan.access.models import Compartment, Post
from pocplan.ui.inputs import DayField, words_field

KEPT = _("Stays with your component.")


class ItemFilter(forms.Form):
    """What the table of an exercise can be narrowed by."""

    room = forms.ChoiceField(label=_("Room"), required=False)
    only = forms.ChoiceField(
        label=_("Only"),
        required=False,
        choices=[ALL, (DIFFER, _("difference remains")), (UNCOVERED, _("not covered by troops"))],
    )

    def __init__(self, *args: Any, rooms: list[Compartment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room"].choices = room_choices(rooms)  # type: ignore[attr-defined]
        narrow(self)

    def asked(self) -> str:
        self.is_valid()
        return str(self.cleaned_data.get("only", ""))


class StateForm(forms.Form):
    grade = forms.ChoiceField(label=_("Cluster’s protection priority"), choices=Grade)
    criteria = ticks(_("Criteria"), Criterion)
    words = reason_field(_("Why, in words"))
    starts_on = DayField(label=_("From"), required=False)
    ends_on = DayField(label=_("Until"), required=False)


class DecideForm(forms.Form):
    """The grade and the reason are read by all addressees; the rest by the component alone."""

    grade = forms.ChoiceField(label=_("Decision"), choices=Decided)
    reason_code = forms.ChoiceField(
        label=_("Reason, where it is less than was asked"), required=False, choices=[("", "–"), *NotBecause.choices]
    )
    words = reason_field(_("Reason, in words"), required=False)
    capacity = words_field(_("Capacity"), Feasibility, "capacity", rows=2, help_text=KEPT)
    reserve = words_field(_("Reserve"), Feasibility, "reserve", rows=2, help_text=KEPT)
    consequence = words_field(_("Consequence of a yes"), Feasibility, "consequence", rows=2, help_text=KEPT)
    battalion = words_field(_("Battalion or unit"), Feasibility, "battalion", help_text=KEPT)
    distance_km = forms.IntegerField(label=_("Distance from the nearest base, km"), required=False, min_value=0,
                                     max_value=20000, help_text=KEPT)  # fmt: skip
    travel_minutes = forms.IntegerField(label=_("Honest travel time, minutes"), required=False, min_value=0,
                                        max_value=100000, help_text=KEPT)  # fmt: skip
    uncovered_until = DayField(label=_("Not covered until"), required=False, help_text=KEPT)
    mgrs = words_field(_("MGRS"), Feasibility, "mgrs", help_text=KEPT)
    order_reference = words_field(_("Number of the order"), Feasibility, "order_reference", help_text=KEPT)


class PriorityStepForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)


class CoverageForm(PriorityStepForm):
    coverage = forms.ChoiceField(label=_("Covered by troops"), choices=Coverage)


class UnarmedForm(PriorityStepForm):
    unarmed = ticks(_("What protects without troops"), Unarmed, required=False)
    words = reason_field(_("In words"))
    owner_post = forms.ChoiceField(label=_("Its owner, a post of the mission"))

    def __init__(self, *args: Any, posts: list[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._posts = {str(one.pk): one.pk for one in posts}
        self.fields["owner_post"].choices = post_choices(posts)  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "owner_post": self._posts[self.cleaned_data["owner_post"]]}


class ClearanceForm(PriorityStepForm):
    reference = forms.CharField(label=_("Reference of the security clearance"), max_length=80)
    cleared_on = DayField(label=_("Day of the security clearance"))
