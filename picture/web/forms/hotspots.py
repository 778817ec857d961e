"""Forms of the matrix: a hotspot, the steps of its life, lines of effort, narrowing the list."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from missions.enums import ComponentKind
from missions.enums.people import FEW
from missions.enums.places import Precision
from picture.domain.copying import LEAVABLE
from picture.enums.hotspots import Basis, EffortState, HotspotPhase, HotspotState, Priority, Standing, Trend
from picture.models import Hotspot, LineOfEffort, Threat
from picture.web.forms.fields import ALL, narrow, post_choices, reason_field, room_choices, told
from picture.web.forms.ratings import ConfirmShareForm, ShareForm
from pocplan.access.models import Compartment, Post
from pocplan.ui.inputs import DayField, words_field


class MatrixFilter(forms.Form):
    """What the matrix can be narrowed by; nothing else is asked of the database."""

    room = forms.ChoiceField(label=_("Room"), required=False)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    priority = forms.ChoiceField(label=_("Priority"), required=False, choices=[ALL, *Priority.choices])
    standing = forms.ChoiceField(
        label=_("Review"),
        required=False,
        choices=[ALL, *Standing.choices, (HotspotState.DELISTED, HotspotState.DELISTED.label)],
    )

    def __init__(self, *args: Any, rooms: list[Compartment], sectors: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room"].choices = room_choices(rooms)  # type: ignore[attr-defined]
        self.fields["sector"].choices = [ALL, *((one, one) for one in sectors)]  # type: ignore[attr-defined]
        narrow(self)

    def asked(self) -> dict[str, Any]:
        self.is_valid()
        return dict(self.cleaned_data)

    def words(self) -> str:
        """What it is narrowed to, for a reader; nothing where it is whole."""
        said = {name: value for name, value in self.asked().items() if value and name != "room"}
        return " · ".join(told(str(self.fields[name].label), self._word(name, value)) for name, value in said.items())

    def _word(self, name: str, value: str) -> str:
        return str(dict(self.fields[name].choices)[value])  # type: ignore[attr-defined]


def people_field(**more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=_("People at risk"), required=False, min_value=0, max_value=2_000_000_000, **more)


def basis_field() -> forms.ChoiceField:
    choices = [("", _("not said")), *Basis.choices]
    return forms.ChoiceField(label=_("On what the number rests"), required=False, choices=choices)


class HotspotForm(forms.Form):
    """A hotspot as it stands on the matrix."""

    place_said = words_field(_("Place"), Hotspot, "place_said")
    precision = forms.ChoiceField(label=_("Precision"), choices=Precision, initial=Precision.ABOUT)
    sector = words_field(_("Sector or area"), Hotspot, "sector")
    is_enclave = forms.BooleanField(
        label=_("Enclave: name it with care"),
        required=False,
        help_text=_("It is left out of every file, without a gap."),
    )
    threats = forms.MultipleChoiceField(label=_("Threats"), required=False, widget=forms.CheckboxSelectMultiple)
    population = people_field()
    population_basis = basis_field()
    situation = words_field(_("What happens there"), Hotspot, "situation", rows=3, help_text=_("No person’s name."))
    needed = words_field(_("What is needed"), Hotspot, "needed", rows=2)
    priority = forms.ChoiceField(label=_("Priority"), choices=Priority)
    trend = forms.ChoiceField(label=_("Trend"), choices=Trend, initial=Trend.UNKNOWN)
    phase = forms.ChoiceField(label=_("Phase"), choices=HotspotPhase)

    def __init__(self, *args: Any, threats: list[Threat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._threats = {str(one.pk): one.pk for one in threats}
        choices = [(str(one.pk), f"{one.number} · {one.title}") for one in threats]
        self.fields["threats"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["threats"]

    def values(self) -> dict[str, Any]:
        """What the verbs take: threats as keys."""
        given = dict(self.cleaned_data)
        given["threats"] = [self._threats[one] for one in given.get("threats", [])]
        return given

    @staticmethod
    def initial_of(hotspot: Hotspot) -> dict[str, Any]:
        stored = {name: getattr(hotspot, name) for name in HotspotForm.base_fields}
        return {**stored, "threats": [str(one) for one in hotspot.threats], "revision": hotspot.revision}


class ChangeHotspotForm(HotspotForm):
    reason = reason_field(_("Why it is changed"))
    revision = forms.IntegerField(widget=forms.HiddenInput)


class HotspotStepForm(forms.Form):
    """One step, with its reason."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    reason = reason_field()


class PriorityForm(HotspotStepForm):
    """How urgent it is, where it is going and in which phase, with the reason for each."""

    priority = forms.ChoiceField(label=_("Priority"), choices=Priority)
    trend = forms.ChoiceField(label=_("Trend"), choices=Trend)
    phase = forms.ChoiceField(label=_("Phase"), choices=HotspotPhase)
    field_order = ["revision", "priority", "trend", "phase", "reason"]


class PeopleForm(HotspotStepForm):
    """How many people are at risk, and on what that rests. Empty takes the number away."""

    population = people_field(
        help_text=format_lazy(_("Fewer than {few} could be recognised: in an exercise leave them out."), few=FEW)
    )
    population_basis = basis_field()
    field_order = ["revision", "population", "population_basis", "reason"]


class ReviewForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    trend = forms.ChoiceField(label=_("Trend"), choices=Trend)
    reason = reason_field(_("What was looked at"), required=False)


class VerifyForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    verified_on = DayField(label=_("Verified on"))
    reason = reason_field(_("How: a visit, a patrol, who was spoken to (no name)"))


class ReferenceForm(HotspotStepForm):
    """By which reference a system of one's own knows this place; rows of a file find it by that."""

    external_ref = words_field(
        _("Reference in another system"), Hotspot, "external_ref", help_text=_("Empty takes it away.")
    )
    field_order = ["revision", "external_ref", "reason"]


class ShareHotspotForm(ShareForm):
    """Which exercise, and what stays behind."""

    model, leavable = Hotspot, LEAVABLE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room"].label = _("Exercise")


class ConfirmShareHotspotForm(ConfirmShareForm):
    model, leavable = Hotspot, LEAVABLE


class EffortForm(forms.Form):
    component = forms.ChoiceField(label=_("Component"), choices=ComponentKind)
    what = words_field(_("What is done"), LineOfEffort, "what")
    owner = forms.ChoiceField(label=_("Owner"), required=False)
    due_on = DayField(label=_("Due"))

    def __init__(self, *args: Any, posts: list[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._posts = {str(one.pk): one for one in posts}
        choices = [("", _("my own post")), *post_choices(posts)]
        self.fields["owner"].choices = choices  # type: ignore[attr-defined]
        if not posts:
            del self.fields["owner"]

    def values(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {**given, "owner": self._posts.get(given.get("owner", ""))}


class MoveEffortForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(label=_("How far"), choices=EffortState)
    because = reason_field(_("Why not"), required=False)
