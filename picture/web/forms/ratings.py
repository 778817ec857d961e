"""Forms of ratings, sources, judgements, sharing and groups."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from missions.enums.incidents import Finding, SourceType
from picture.domain.sharing import LEAVABLE
from picture.enums.ratings import Confidence, Impact, Likelihood, RatingSide, Severity
from picture.models import Rating, Threat
from picture.web.forms.fields import room_choices
from pocplan.access.models import Area, Compartment, Owner
from pocplan.ui.inputs import DayField, words_field


def scale(label: Any, words: Any, **kwargs: Any) -> forms.TypedChoiceField:
    def choices() -> list[tuple[Any, Any]]:
        # Asked for each form: words that are put together here would keep the language of whoever came first.
        return [("", _("not rated")), *((number, f"{number} · {word}") for number, word in words.choices)]

    return forms.TypedChoiceField(label=label, choices=choices, coerce=int, empty_value=None, required=False, **kwargs)


class RateForm(forms.Form):
    """One rating. The cluster may use its own scale instead of likelihood and impact."""

    likelihood = scale(_("Likelihood"), Likelihood)
    impact = scale(_("Impact"), Impact)
    severity = scale(
        _("Severity, on the cluster’s own scale"),
        Severity,
        help_text=_("Instead of likelihood and impact. It is shown beside the others and compared with none of them."),
    )
    rationale = words_field(
        _("Rationale"), Rating, "rationale", rows=4, help_text=_("No person’s name, and no source.")
    )
    confidence = forms.ChoiceField(label=_("Confidence"), choices=Confidence)
    cut_off = DayField(label=_("Information up to"))

    def __init__(self, *args: Any, side: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if side != RatingSide.CLUSTER:
            del self.fields["severity"]


class PrepareForm(forms.Form):
    rationale = words_field(
        _("Rationale as the others will read it"),
        Rating,
        "rationale",
        rows=5,
        help_text=_("Shorten it where it would tell how your side knows."),
    )


class DigestForm(forms.Form):
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    confirmed = forms.BooleanField(
        error_messages={"required": _("Say that you have read what they will read.")}, required=True
    )


class SourceForm(forms.Form):
    room = forms.ChoiceField(label=_("Who may know of this source"))
    kind = forms.ChoiceField(label=_("Type of source"), choices=SourceType)
    group = forms.CharField(label=_("Group, as a letter"), max_length=4)

    def __init__(self, *args: Any, rooms: list[Compartment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room"].choices = room_choices(rooms)  # type: ignore[attr-defined]


class JudgeForm(forms.Form):
    finding = forms.ChoiceField(label=_("Finding"), choices=Finding)
    reason = forms.CharField(label=_("Reason"), required=False, max_length=4000, widget=forms.Textarea({"rows": 3}))


class ShareForm(forms.Form):
    """Which group, and what stays behind. Sent by GET it draws the preview."""

    model: type[Any] = Threat
    leavable: tuple[str, ...] = LEAVABLE
    room = forms.ChoiceField(label=_("Group"))
    left_out = forms.MultipleChoiceField(label=_("Leave out"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, rooms: list[Compartment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room"].choices = room_choices(rooms)  # type: ignore[attr-defined]
        names = [(name, str(self.model._meta.get_field(name).verbose_name)) for name in self.leavable]
        self.fields["left_out"].choices = names  # type: ignore[attr-defined]


class ConfirmShareForm(ShareForm):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    confirmed = forms.BooleanField(error_messages={"required": _("Say that you have read what they will read.")})


class GroupForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    bodies = forms.MultipleChoiceField(label=_("With whom"), widget=forms.CheckboxSelectMultiple)
    area = forms.ChoiceField(label=_("Which of our sectors"), required=False)

    def __init__(self, *args: Any, bodies: list[Owner], areas: list[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bodies"].choices = [(str(one.pk), one.name) for one in bodies]  # type: ignore[attr-defined]
        choices = [("", _("the whole mission")), *((str(one.pk), one.name) for one in areas)]
        self.fields["area"].choices = choices  # type: ignore[attr-defined]
        if not areas:
            del self.fields["area"]
