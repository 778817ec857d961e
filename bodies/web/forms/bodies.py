"""Forms of bodies: terms of reference, who sits there, a reason."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from bodies.enums import Level, Rhythm, Role
from bodies.models import Body
from picture.web.forms.fields import narrow, post_choices, reason_field, room_choices
from pocplan.access.models import Compartment, Owner, Post
from pocplan.ui.inputs import words_field

NONE = ("", _("none"))


def chosen(rows: Any, key: str) -> Any:
    """The row with this id, or none."""
    return next((one for one in rows if str(one.pk) == key), None)


class RoomFilter(forms.Form):
    """Which room; nothing else is asked of the database."""

    room = forms.ChoiceField(label=_("Room"), required=False)

    def __init__(self, *args: Any, rooms: list[Compartment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room"].choices = room_choices(rooms)  # type: ignore[attr-defined]
        narrow(self)


class BodyForm(forms.Form):
    name = words_field(_("Name"), Body, "name")
    level = forms.ChoiceField(label=_("Level"), choices=Level)
    parent = forms.ChoiceField(
        label=_("Body above it"),
        required=False,
        help_text=_("Where its proposals go. A body of this room that stands higher."),
    )
    purpose = words_field(_("What it is for"), Body, "purpose", rows=3)
    may_decide = words_field(_("What it may decide"), Body, "may_decide", rows=3)
    dissent_rule = words_field(
        _("How dissent is recorded"), Body, "dissent_rule", rows=2,
        help_text=_("Presence is not consent, and to be consulted is not to endorse."),
    )  # fmt: skip
    rhythm = forms.ChoiceField(label=_("How often it meets"), choices=Rhythm)

    def __init__(self, *args: Any, parents: list[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._parents = parents
        choices = [NONE, *((str(one.pk), one.name) for one in parents)]
        self.fields["parent"].choices = choices  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What the verb takes: the body above as the row that was chosen."""
        return {**self.cleaned_data, "parent": chosen(self._parents, self.cleaned_data["parent"])}


class ChangeBodyForm(BodyForm):
    revision = forms.IntegerField(widget=forms.HiddenInput)


class CloseForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    reason = reason_field()


class MemberForm(forms.Form):
    role = forms.ChoiceField(label=_("As"), choices=Role, initial=Role.MEMBER)
    post = forms.TypedChoiceField(label=_("Post of one’s own side"), required=False, empty_value=None)
    owner = forms.TypedChoiceField(label=_("Organisation"), required=False, empty_value=None)
    organisation = forms.CharField(
        label=_("Or an organisation without an account, by name"),
        max_length=200,
        required=False,
        help_text=_("An organisation or its function; no person’s name."),
    )

    def __init__(self, *args: Any, posts: list[Post], owners: list[Owner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if posts:
            self.fields["post"].choices = [NONE, *post_choices(posts)]  # type: ignore[attr-defined]
        else:
            del self.fields["post"]
        self.fields["owner"].choices = [NONE, *((str(one.pk), one.name) for one in owners)]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, **ids_of(self.cleaned_data, "post", "owner")}


def ids_of(given: dict[str, Any], *names: str) -> dict[str, Any]:
    """The ids that were chosen; a choice that is not listed never comes through the field."""
    return {name: UUID(given[name]) if given.get(name) else None for name in names}


class EndMemberForm(forms.Form):
    """Nothing to fill in."""
