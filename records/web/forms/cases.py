"""Forms of due diligence cases: one that is opened, each step of its life, narrowing the list."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from picture.web.forms.fields import ALL, narrow, post_choices, reason_field, room_choices
from pocplan.access.actor import Actor
from pocplan.access.models import Compartment
from pocplan.people.queries.posts import standing_posts
from pocplan.ui.inputs import DayField, words_field
from records.enums.cases import CaseState, MonitoringFinding, SupportKind
from records.models import Mitigation, SupportCase


class PostField(forms.TypedChoiceField):
    """A post of one's own body; the form that has one fills in which."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=UUID, empty_value=None, **kwargs)

    def offer(self, actor: Actor) -> None:
        self.choices = [("", "–"), *post_choices(standing_posts(actor))]


class ActorForm(forms.Form):
    """A form that knows who fills it in, for the posts to choose from, and the row that it is about."""

    def __init__(self, *args: Any, actor: Actor, row: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, PostField):
                field.offer(actor)


class CaseFilter(forms.Form):
    """What the list can be narrowed by; nothing else is asked of the database."""

    room = forms.ChoiceField(label=_("Room"), required=False)
    state = forms.ChoiceField(
        label=pgettext_lazy("due diligence", "Decision"), required=False, choices=[ALL, *CaseState.choices]
    )

    def __init__(self, *args: Any, rooms: list[Compartment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room"].choices = room_choices(rooms)  # type: ignore[attr-defined]
        narrow(self)

    def asked(self) -> dict[str, Any]:
        self.is_valid()
        return dict(self.cleaned_data)


class CaseForm(ActorForm):
    reference = words_field(_("Reference"), SupportCase, "reference")
    force = words_field(
        _("Security force that is supported"), SupportCase, "force",
        help_text=_("The unit or the force; nobody in it is named."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind of support"), choices=SupportKind)
    support = words_field(_("What the support is"), SupportCase, "support", rows=3)
    owner_post_id = PostField(label=_("Post that keeps it"))


class RevisedForm(ActorForm):
    """A step on a row, as it was seen."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class DecideCaseForm(RevisedForm):
    decision = forms.ChoiceField(
        label=pgettext_lazy("due diligence", "Decision"),
        choices=[one for one in CaseState.choices if one[0] != CaseState.OPEN],
    )
    reason = reason_field()
    next_due = DayField(
        label=_("To be looked at by"), required=False, help_text=_("For support that is approved: within a year.")
    )
    field_order = ("decision", "reason", "next_due", "revision")


class LookForm(RevisedForm):
    looked_on = DayField(label=_("Looked at on"), required=False, help_text=_("Only where it was earlier than today."))
    finding = forms.ChoiceField(
        label=_("Monitoring"), choices=MonitoringFinding, help_text=_("Lapsed stops the support at once.")
    )
    reason = reason_field(_("What was found"))
    next_due = DayField(label=_("To be looked at again by"))


class MeasureForm(ActorForm):
    what = words_field(_("Measure"), Mitigation, "what")
    owner_post_id = PostField(label=_("Post that answers for it"))


class PlaceForm(RevisedForm):
    since = DayField(
        label=_("In place since"),
        required=False,
        help_text=_("Leave it empty where it is no longer in place, and say why."),
    )
    reason = reason_field(_("In words"), required=False)
