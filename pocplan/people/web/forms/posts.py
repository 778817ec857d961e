"""Forms of posts and appointments."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from pocplan.access.enums import OwnerKind
from pocplan.access.models import Area, Owner, Person, Post
from pocplan.people.enums import KINDS_OF
from pocplan.ui.inputs import DayField, words_field


class DescribePostForm(forms.Form):
    """What gives no right and can change."""

    title_en = words_field(_("Title in English"), Post, "title_en")
    title_fr = words_field(_("Title in French"), Post, "title_fr")
    organisation = words_field(_("Organisation"), Post, "organisation")
    unit = words_field(_("Component or section"), Post, "unit")
    reports_to = forms.ModelChoiceField(label=_("Reports to"), queryset=Post.objects.none(), required=False)

    def __init__(self, *args: Any, superiors: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reports_to"].queryset = superiors  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(post: Post) -> dict[str, Any]:
        return {name: getattr(post, name) for name in DescribePostForm.base_fields}


class NewPostForm(DescribePostForm):
    """The kind, the area and the marks, from which rights follow: they stay as they are made."""

    kind = forms.ChoiceField(label=_("Kind of post"), help_text=_("What the post reads follows from it and stays."))
    area = forms.ModelChoiceField(
        label=_("Area"),
        queryset=Area.objects.none(),
        required=False,
        empty_label=_("Headquarters: all areas"),
    )
    mission_affiliated = forms.BooleanField(
        label=_("Affiliated with the mission: does not read what is for the cluster's own members"), required=False
    )
    field_order = ("kind", "area", "mission_affiliated", *DescribePostForm.base_fields)

    def __init__(self, *args: Any, owner: Owner, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in KINDS_OF[owner.kind]]  # type: ignore[attr-defined]
        self.fields["area"].queryset = Area.objects.filter(owner=owner).order_by("name")  # type: ignore[attr-defined]
        if owner.kind != OwnerKind.MISSION:
            del self.fields["area"]
        if owner.kind != OwnerKind.CLUSTER:
            del self.fields["mission_affiliated"]


class DaysForm(forms.Form):
    starts = DayField(label=_("First day"))
    ends = DayField(label=_("Last day"), required=False)
    acting = forms.BooleanField(label=_("Acting"), required=False)


class ProposeForm(DaysForm):
    person = forms.ModelChoiceField(label=_("Person"), queryset=Person.objects.none())
    field_order = ("person", "starts", "ends", "acting")

    def __init__(self, *args: Any, persons: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = persons  # type: ignore[attr-defined]


class InviteForm(DaysForm):
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    name = words_field(
        _("Name"), Person, "name", help_text=_("As this body's own directory shows it. Others see the organisation.")
    )
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)
    field_order = ("email", "name", "language", "starts", "ends", "acting")


class ConfirmForm(forms.Form):
    """The yes of somebody who saw what it opens."""

    confirmed = forms.BooleanField(label=_("I have read what this opens and agree."))


class LastDayForm(forms.Form):
    last_day = DayField(label=_("Last day"))


class ExceptionForm(forms.Form):
    """A seat for a body of the host state: with a reason, and confirmed after the preview."""

    post = forms.ModelChoiceField(label=_("Body of the host state"), queryset=Post.objects.none())
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody in this room reads it."),
    )
    may_write = forms.BooleanField(label=_("May write there"), required=False)
    until = DayField(label=_("Last day"), required=False)
    confirmed = forms.BooleanField(
        label=_("I have read who will see this and what the host state will read."), required=False
    )

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset = bodies  # type: ignore[attr-defined]


class FilterForm(forms.Form):
    """Which body, and whether only vacant posts; nonsense is as if nothing had been asked."""

    body = forms.UUIDField(required=False)
    vacant = forms.BooleanField(required=False)

    @property
    def body_id(self) -> UUID | None:
        return self.cleaned_data.get("body") if self.is_valid() else None

    @property
    def only_vacant(self) -> bool:
        return bool(self.is_valid() and self.cleaned_data.get("vacant"))
