"""Forms of threats: what they are, the steps of their life, and narrowing a list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from picture.enums.actors import ActorKind
from picture.enums.threats import Capacity, CloseReason, Exposed, ProtectionRisk, ThreatState, ThreatType, Will
from picture.models import ArmedActor, Threat
from picture.web.forms.fields import ALL, narrow, reason_field, room_choices, ticks
from pocplan.access.models import Compartment
from pocplan.ui.inputs import words_field


class ThreatFilter(forms.Form):
    """What the list can be narrowed by; nothing else is asked of the database."""

    room = forms.ChoiceField(label=_("Room"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("open")), *ThreatState.choices])
    risk = forms.ChoiceField(label=_("Protection risk"), required=False, choices=[ALL])
    type = forms.ChoiceField(label=_("Mission’s type"), required=False, choices=[ALL, *ThreatType.choices])
    only = forms.ChoiceField(
        label=_("Only"),
        required=False,
        choices=[ALL, ("differ", _("released ratings differ")), ("unrated", _("our side has not rated it"))],
    )

    def __init__(self, *args: Any, rooms: list[Compartment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room"].choices = room_choices(rooms)  # type: ignore[attr-defined]
        self.fields["risk"].choices = [ALL, *ProtectionRisk.choices]  # type: ignore[attr-defined]
        narrow(self)

    def asked(self) -> dict[str, Any]:
        self.is_valid()
        return dict(self.cleaned_data)


class ThreatForm(forms.Form):
    """A threat as it is written down."""

    title = words_field(
        _("Threat"), Threat, "title", help_text=_("What civilians are threatened with. No person’s name.")
    )
    armed_actor = forms.ChoiceField(label=_("From whom, of the actors that are written down"), required=False)
    actor_name = words_field(_("From whom, in words"), Threat, "actor_name")
    actor_kind = forms.ChoiceField(
        label=_("Kind of actor"), required=False, choices=[("", _("not said")), *ActorKind.choices]
    )
    place_said = words_field(
        _("Place"), Threat, "place_said", help_text=_("As in the gazetteer; a name that two places have stays words.")
    )
    risks = ticks(
        _("Protection risks"), ProtectionRisk, help_text=_("The fifteen of the protection clusters."), required=False
    )
    types = ticks(
        _("The mission’s types"), ThreatType, help_text=_("Beside the risks, not instead of them."), required=False
    )
    intent = words_field(_("Intent"), Threat, "intent", rows=2)
    capability = words_field(_("Capability"), Threat, "capability", rows=2)
    opportunity = words_field(_("Opportunity"), Threat, "opportunity", rows=2)
    history = words_field(_("History"), Threat, "history", rows=3)
    exposed = ticks(_("Who is exposed"), Exposed, required=False)
    exposure = words_field(_("How they are exposed"), Threat, "exposure", rows=2)
    coping = words_field(_("How they cope"), Threat, "coping", rows=2)
    state_capacity = forms.ChoiceField(label=_("Capacity of the host state"), choices=Capacity)
    state_will = forms.ChoiceField(label=_("Will of the host state"), choices=Will)
    state_words = words_field(_("On capacity and will"), Threat, "state_words", rows=2)
    mission_answer = words_field(
        _("What the mission does about it"),
        Threat,
        "mission_answer",
        rows=2,
        help_text=_("Asked for where the state is the threat; without it such a threat cannot be current."),
    )

    def __init__(self, *args: Any, armed_actors: list[ArmedActor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._actors = {str(one.pk): one for one in armed_actors}
        choices = [("", _("none of these")), *((key, one.name) for key, one in self._actors.items())]
        self.fields["armed_actor"].choices = choices  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What the verbs take: the actor as the row that was chosen."""
        given = dict(self.cleaned_data)
        given["armed_actor"] = self._actors.get(given.pop("armed_actor", ""))
        return given

    @staticmethod
    def initial_of(threat: Threat) -> dict[str, Any]:
        names = [name for name in ThreatForm.base_fields if name not in ("armed_actor", "reason")]
        stored = {name: getattr(threat, name) for name in names}
        return {**stored, "armed_actor": str(threat.actor_id or "")}


class ChangeThreatForm(ThreatForm):
    reason = reason_field(_("Why it is changed"))
    revision = forms.IntegerField(widget=forms.HiddenInput)


class StepForm(forms.Form):
    """One step of a threat's life, with its reason."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    reason = reason_field()


class TakeUpForm(StepForm):
    reason = reason_field(required=False)


class CloseForm(StepForm):
    because = forms.ChoiceField(label=_("Closed because"), choices=CloseReason)
    field_order = ("because", "reason", "revision")
