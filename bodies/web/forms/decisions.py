"""Forms of decisions and actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bodies.enums import ActionState, DecisionKind, Outcome
from bodies.models import Action, AgendaItem, Body, Decision, Dissent, Handed, Member
from bodies.web.forms.bodies import NONE, chosen, ids_of
from picture.web.forms.fields import narrow, post_choices, reason_field, room_choices
from pocplan.access.models import Compartment, Post
from pocplan.ui.inputs import DayField, words_field

OPEN_OR_ALL = [("", _("open")), ("all", _("all"))]


class RegisterFilter(forms.Form):
    """What a register of decisions or actions can be narrowed by; nothing else is asked of the database."""

    room = forms.ChoiceField(label=_("Room"), required=False)
    body = forms.ChoiceField(label=_("Body"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=OPEN_OR_ALL)

    def __init__(self, *args: Any, rooms: list[Compartment], bodies: list[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room"].choices = room_choices(rooms)  # type: ignore[attr-defined]
        every = [("", _("all")), *((str(one.pk), one.name) for one in bodies)]
        self.fields["body"].choices = every  # type: ignore[attr-defined]
        narrow(self)

    def asked(self) -> dict[str, Any]:
        self.is_valid()
        return dict(self.cleaned_data)


class ActionFilter(RegisterFilter):
    state = forms.ChoiceField(
        label=_("State"), required=False,
        choices=[("", _("open")), *ActionState.choices[1:], ("all", _("all"))],
    )  # fmt: skip


class DecisionForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=DecisionKind)
    text = words_field(_("What is decided"), Decision, "text", rows=4)
    item = forms.TypedChoiceField(label=_("Item of the agenda"), required=False, empty_value=None)
    handed = forms.TypedChoiceField(label=_("Upon what was handed to this body"), required=False, empty_value=None)
    owner = forms.TypedChoiceField(
        label=_("Owner"), empty_value=None,
        help_text=_("A post of your own organisation. Others record their own."),
    )  # fmt: skip
    due_on = DayField(label=_("Until"), required=False, help_text=_("A decision has a day; a proposal has none."))
    reference = words_field(
        _("Reference"), Decision, "reference", help_text=_("Of a case or a review that it rests on, as it is filed.")
    )

    def __init__(
        self, *args: Any, items: list[AgendaItem], waiting: list[Handed], posts: list[Post], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer("item", [(str(one.pk), f"{one.position} · {one.title[:120]}") for one in items])
        self._offer("handed", [(str(one.pk), f"{one.from_name} · {one.text[:120]}") for one in waiting])
        self.fields["owner"].choices = post_choices(posts)  # type: ignore[attr-defined]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        if choices:
            self.fields[name].choices = [NONE, *choices]  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, **ids_of(self.cleaned_data, "item", "handed", "owner")}


class DissentForm(forms.Form):
    words = words_field(_("Why, in the words of who dissents"), Dissent, "words", rows=4)
    member = forms.TypedChoiceField(
        label=_("Whose dissent"), required=False, empty_value=None,
        help_text=_("Your own, or that of a member without an account, in that member’s words."),
    )  # fmt: skip

    def __init__(self, *args: Any, members: list[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not members:
            del self.fields["member"]
            return
        choices = [("", _("our own")), *((str(one.pk), one.name) for one in members)]
        self.fields["member"].choices = choices  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, **ids_of(self.cleaned_data, "member")}


class EndDecisionForm(forms.Form):
    outcome = forms.ChoiceField(label=_("How it ended"), choices=Outcome.choices[:2])
    words = reason_field(_("In words"), required=False, help_text=_("Needed where it is set aside."))


class ActionForm(forms.Form):
    what = words_field(_("What is done"), Action, "what")
    owner = forms.TypedChoiceField(
        label=_("Owner"), empty_value=None, help_text=_("A post of your own organisation; nobody tasks another’s.")
    )
    due_on = DayField(label=_("Until"))

    def __init__(self, *args: Any, posts: list[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = post_choices(posts)  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, **ids_of(self.cleaned_data, "owner")}


class EndActionForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(label=_("What became of it"), choices=ActionState.choices[1:])
    because = reason_field(_("In words"), required=False, help_text=_("Why it is not done; never empty then."))


class HandForm(forms.Form):
    target = forms.ChoiceField(label=_("To which body"))
    text = words_field(
        _("The words that go there"), Handed, "text", rows=5,
        help_text=_("They are copied. Whoever reads that body’s room reads them."),
    )  # fmt: skip
    seen = forms.BooleanField(
        label=_("I have seen who reads in the other room, and these words may be read there."), required=False
    )

    def __init__(self, *args: Any, targets: list[tuple[Body, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._targets = [one for one, _words in targets]
        self.fields["target"].choices = [(str(one.pk), words) for one, words in targets]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "target": chosen(self._targets, self.cleaned_data["target"])}


class AnswerForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    answer = reason_field(_("Answer without a decision"))
