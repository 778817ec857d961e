"""Forms of the consultation. They shape what came in; what may be said is decided by the verbs."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from pocplan.access.enums import Audience
from pocplan.ui.inputs import DayField
from strategies.enums.rounds import DispositionWord, ForceWord, InviteeKind, PositionWord
from strategies.enums.text import DocumentLanguage
from strategies.queries.inner import DISCUSSES_IN
from strategies.queries.rounds import Candidate

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LONG = 1_000_000  # far above any limit of the domain, whose sentence says what to do


def text(
    label: "StrOrPromise", *, required: bool = True, rows: int = 4, help_text: "StrOrPromise" = ""
) -> forms.CharField:
    """A field for prose."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=LONG, widget=widget, help_text=help_text)


ABSENCES = 3


class RoundForm(forms.Form):
    """Whom to ask, how long, in which language."""

    invitees = forms.MultipleChoiceField(label=_("Whom to ask"), required=False, widget=forms.CheckboxSelectMultiple)
    window_days = forms.IntegerField(
        label=_("Working days to answer"), initial=10, help_text=_("Counted from the day of delivery.")
    )
    language = forms.ChoiceField(label=_("Language of the round"), choices=DocumentLanguage.choices)

    def __init__(self, *args: object, offered: Iterable[Candidate], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["invitees"].choices = [(one.key, _label(one)) for one in offered]  # type: ignore[attr-defined]
        for number in range(1, ABSENCES + 1):
            absent = _("A counterpart that does not exist") if number == 1 else _("Another one that does not exist")
            self.fields[f"absent_{number}"] = forms.CharField(label=absent, required=False, max_length=LONG)
            self.fields[f"instead_{number}"] = forms.CharField(
                label=_("Who was asked instead"), required=False, max_length=LONG
            )

    def absences(self) -> list[tuple[str, str]]:
        """Counterparts that do not exist, each with who was asked instead."""
        data = self.cleaned_data
        pairs = [(data[f"absent_{number}"], data[f"instead_{number}"]) for number in range(1, ABSENCES + 1)]
        return [pair for pair in pairs if any(pair)]


def _label(candidate: Candidate) -> str:
    kind = InviteeKind(candidate.kind)
    name = Audience(candidate.audience).label if kind == InviteeKind.SECTION else candidate.name
    return f"{name} ({kind.label})"


class ForceForm(forms.Form):
    """The Force Commander's word."""

    word = forms.ChoiceField(
        label=_("Answer"), choices=[one for one in ForceWord.choices if one[0]], widget=forms.RadioSelect
    )
    remarks = text(_("Remarks"), required=False, help_text=_("Needed where you do not clear it."))


class PositionForm(forms.Form):
    word = forms.ChoiceField(label=_("Position"), widget=forms.RadioSelect)
    reason = text(_("Reason"), required=False, help_text=_("Needed for a concern or an objection."))

    def __init__(self, *args: object, words: Iterable[PositionWord], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["word"].choices = [(word.value, word.label) for word in words]  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    reason = text(_("Reason"))


class InnerForm(forms.Form):
    """Something to say among one's own."""

    block = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)
    quote = forms.CharField(label=_("Words you speak of"), required=False, max_length=LONG)
    words = text(_("Comment"))
    suggestion = text(_("Suggested text"), required=False)
    told = forms.TypedMultipleChoiceField(
        label=_("Draw the attention of"), required=False, coerce=UUID, widget=forms.SelectMultiple({"size": 4}),
        help_text=_("They are told at once. Nobody outside of this room can be named."),
    )  # fmt: skip

    def __init__(self, *args: Any, posts: Sequence[tuple[UUID, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["told"].choices = [(str(key), title) for key, title in posts]  # type: ignore[attr-defined]
        if not posts:
            del self.fields["told"]


class AnswerForm(InnerForm):
    """Something to answer to what was said among one's own, where it stands."""

    to = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ("to", "words", "told")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("block", "quote", "suggestion"):
            del self.fields[name]
        self.fields["words"].label = _("Answer")


class DispositionForm(forms.Form):
    word = forms.ChoiceField(label=_("Answer"), choices=DispositionWord.choices)
    reason = text(_("Reason"))


class AudienceForm(forms.Form):
    """Who of one's own discusses."""

    audience = forms.ChoiceField(label=_("Who discusses"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: object, kind: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        rooms = DISCUSSES_IN.get(kind, ())
        self.fields["audience"].choices = [(str(room), WHO[Audience(room)]) for room in rooms if room in WHO]  # type: ignore[attr-defined]
        self.initial.setdefault("audience", rooms[0] if rooms else "")


WHO = {
    Audience.CLUSTER_OWN: _("Members who are not affiliated with the mission"),
    Audience.CLUSTER: _("All members, also those affiliated with the mission"),
    Audience.CLUSTER_LEAD: _("Coordinator and co-lead alone"),
}


class SatisfactionForm(forms.Form):
    satisfied = forms.TypedChoiceField(
        label=_("Does the answer satisfy?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    words = text(_("In your words"), required=False)


class OffSystemForm(forms.Form):
    organisation = forms.CharField(label=_("Organisation"), max_length=LONG)
    on = DayField(label=_("Consulted on"))
    how = forms.CharField(
        label=_("How"), required=False, max_length=LONG, help_text=_("For instance a call or a meeting.")
    )
    summary = text(_("What was said"), required=False)
    agreement = forms.CharField(
        label=_("Reference of its written agreement"),
        required=False,
        max_length=LONG,
        help_text=_("Without it the organisation appears nowhere outside this room."),
    )


class HandedRecordForm(OffSystemForm):
    """The same with room to read all that a form says before it is recorded."""

    summary = text(_("What was said"), required=False, rows=16)


class HandedForm(forms.Form):
    """A filled-in response form on its way to the mission that asked."""

    file = forms.FileField(
        label=_("Response form filled in"),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        help_text=_("The Word file. It is read and not kept; you see what it says before anything is recorded."),
    )


class AgreementForm(forms.Form):
    agreement = forms.CharField(label=_("Reference of its written agreement"), max_length=LONG)


class HashForm(forms.Form):
    """A yes to exactly what was shown."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
