"""Forms of armed actors."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from picture.enums.actors import ActorKind, Relation, Tristate
from picture.models import ArmedActor
from picture.web.forms.fields import ALL, narrow, reason_field, room_choices
from pocplan.access.models import Compartment
from pocplan.ui.inputs import DayField, words_field


class ActorFilter(forms.Form):
    room = forms.ChoiceField(label=_("Room"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ALL, *ActorKind.choices])

    def __init__(self, *args: Any, rooms: list[Compartment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room"].choices = room_choices(rooms)  # type: ignore[attr-defined]
        narrow(self)

    def asked(self) -> dict[str, Any]:
        self.is_valid()
        return dict(self.cleaned_data)


class ActorForm(forms.Form):
    name = words_field(_("Name"), ArmedActor, "name", help_text=_("Of the force or group, not of a person."))
    also_known_as = words_field(_("Also known as"), ArmedActor, "also_known_as")
    kind = forms.ChoiceField(label=_("Kind"), choices=ActorKind)
    relation = forms.ChoiceField(label=_("To the host state, it"), choices=Relation)
    is_listed = forms.ChoiceField(
        label=_("Listed party"),
        choices=Tristate,
        initial=Tristate.UNKNOWN,
        help_text=_("In the annexes on children, or on sexual violence."),
    )
    is_party = forms.ChoiceField(label=_("Party to the conflict"), choices=Tristate, initial=Tristate.UNKNOWN)
    leverage = words_field(_("Who has leverage over it"), ArmedActor, "leverage", rows=3)
    notes = words_field(_("Notes"), ArmedActor, "notes", rows=3)

    @staticmethod
    def initial_of(row: ArmedActor) -> dict[str, Any]:
        return {name: getattr(row, name) for name in ActorForm.base_fields}


class ChangeActorForm(ActorForm):
    reason = reason_field(_("Why it is changed"))
    revision = forms.IntegerField(widget=forms.HiddenInput)


class EndActorForm(forms.Form):
    ended_on = DayField(label=_("No longer active since"))
    reason = reason_field()
