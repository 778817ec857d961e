"""Forms of joint missions: one that is planned, each step of its life, narrowing the list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from missions.enums.places import Precision
from picture.web.forms.fields import narrow, reason_field, room_choices
from pocplan.access.actor import Actor
from pocplan.access.enums import Audience, Side
from pocplan.access.models import Compartment
from pocplan.ui.inputs import DayField, words_field
from records.enums.visits import OF_HUMANITARIANS, OF_THE_MISSION, ActionState, Attribution, PartKind, VisitState
from records.models import Action, Finding, Participant, Visit
from records.web.forms.cases import ActorForm, PostField, RevisedForm


class VisitFilter(forms.Form):
    """What the list can be narrowed by; nothing else is asked of the database."""

    room = forms.ChoiceField(label=_("Room"), required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("planned and held")), *VisitState.choices]
    )

    def __init__(self, *args: Any, rooms: list[Compartment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room"].choices = room_choices(rooms)  # type: ignore[attr-defined]
        narrow(self)

    def asked(self) -> dict[str, Any]:
        self.is_valid()
        return dict(self.cleaned_data)


class VisitForm(forms.Form):
    objective = words_field(
        _("Objective"), Visit, "objective", rows=3,
        help_text=_("Nobody is named, and no humanitarian organisation is tasked."),
    )  # fmt: skip
    place_said = words_field(_("Place"), Visit, "place_said")
    precision = forms.ChoiceField(label=_("Precision"), choices=Precision, initial=Precision.ABOUT)
    starts_on = DayField(label=_("From"))
    ends_on = DayField(label=_("Until"), required=False)


class PartForm(ActorForm):
    kind = forms.ChoiceField(label=_("Who"), choices=PartKind)
    name = words_field(_("Component, section or organisation"), Participant, "name")

    def __init__(self, *args: Any, actor: Actor, row: Visit, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, row=row, **kwargs)
        shared = row.compartment.audience == Audience.SHARED
        others = {PartKind.HUMANITARIAN} if shared else set()
        out = others if actor.side == Side.MISSION else set(OF_THE_MISSION)
        self.fields["kind"].choices = [one for one in PartKind.choices if one[0] not in out]  # type: ignore[attr-defined]
        if PartKind.HUMANITARIAN not in out:
            self.fields["kind"].help_text = _("A humanitarian organisation takes part under its own decision.")


class HoldForm(RevisedForm):
    reason = reason_field(_("In words"), required=False)


class CallOffForm(RevisedForm):
    because = reason_field(_("Why"))


class FindingForm(ActorForm):
    what = words_field(
        _("What was found"), Finding, "what", rows=4,
        help_text=_("No source, no witness and no victim can be found by it; a count and a wide place will do."),
    )  # fmt: skip
    attribution = forms.ChoiceField(label=_("Attribution"), choices=Attribution)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        out = set() if actor.side == Side.HUMANITARIAN else set(OF_HUMANITARIANS)
        self.fields["attribution"].choices = [one for one in Attribution.choices if one[0] not in out]  # type: ignore[attr-defined]


class ActionForm(ActorForm):
    what = words_field(_("What is to be done"), Action, "what")
    owner_post_id = PostField(label=_("Post that answers for it"))
    due_on = DayField(label=_("By when"))

    def __init__(self, *args: Any, actor: Actor, row: Any, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, row=row, **kwargs)
        if row.compartment.audience == Audience.SHARED:  # there one's own body answers for it
            del self.fields["owner_post_id"]


class EndActionForm(RevisedForm):
    state = forms.ChoiceField(
        label=_("State"), choices=[one for one in ActionState.choices if one[0] != ActionState.OPEN]
    )
    answer = reason_field(_("What came of it, or why not"), required=False)
    field_order = ("state", "answer", "revision")


class EndPartForm(ActorForm):
    """Nobody owes a reason for staying away."""
