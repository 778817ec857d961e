"""The form of a group of addressees."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pocplan.access.models import Owner
from pocplan.people.models import AddresseeGroup
from pocplan.people.queries.groups import Choice
from pocplan.ui.inputs import words_field
from pocplan.ui.punctuation import colon


class GroupForm(forms.Form):
    name = words_field(_("Name"), AddresseeGroup, "name")
    purpose = words_field(_("What it is for"), AddresseeGroup, "purpose")
    addressees = forms.MultipleChoiceField(label=_("Addressees"), widget=forms.CheckboxSelectMultiple)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)

    def __init__(self, *args: Any, bodies: dict[Owner, list[Choice]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = list(bodies.items())
        self.known = {choice.key: choice for choices in bodies.values() for choice in choices}
        self.fields["addressees"].choices = [  # type: ignore[attr-defined]
            (choice.key, f"{body.name}{colon()}{choice.words}")
            for body, choices in bodies.items()
            for choice in choices
        ]

    def by_body(self) -> list[tuple[str, list[Any]]]:
        """The boxes to tick, body by body."""
        boxes = {box.data["value"]: box for box in self["addressees"]}
        return [(body.name, [(boxes[choice.key], choice.words) for choice in choices]) for body, choices in self.bodies]

    def clean_addressees(self) -> list[Choice]:
        return [self.known[key] for key in self.cleaned_data["addressees"]]
