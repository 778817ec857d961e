"""Forms of the consultation. They shape what came in; what may be said is decided by the verbs."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from pocplan.access.enums import Audience
from pocplan.ui.inputs import DayField
from strategies.documents.clean import plain
from strategies.enums.rounds import Attribution, DispositionWord, ForceWord, InviteeKind, PositionWord
from strategies.enums.text import DocumentLanguage
from strategies.models import InnerComment
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


class PackageForm(forms.Form):
    """For each comment whether it is released and under which name; and what was written together."""

    together = text(_("What we say together"), required=False, help_text=_("Released in the name of your whole body."))
    together_place = forms.ChoiceField(label=_("Where in the text"), required=False)
    together_quote = forms.CharField(label=_("Words it speaks of"), required=False, max_length=LONG)
    together_suggestion = text(_("Suggested text"), required=False, rows=3)

    def __init__(
        self,
        *args: object,
        comments: Iterable[InnerComment],
        body: Mapping[str, Any],
        is_agency: bool = False,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.comments = list(comments)
        self.fields["together_place"].choices = [("", _("The whole text")), *_places(body)]  # type: ignore[attr-defined]
        names = [one for one in Attribution.choices if not (is_agency and one[0] == Attribution.CLUSTER)]
        choices = [("", _("Stays among us")), *names]
        for comment in self.comments:
            self.fields[f"c-{comment.pk}"] = forms.ChoiceField(
                label=_("Leaves under the name of"), choices=choices, required=False
            )

    def rows(self) -> list[tuple[InnerComment, forms.BoundField]]:
        """Each comment with its choice."""
        return [(one, self[f"c-{one.pk}"]) for one in self.comments]

    def chosen(self) -> dict[UUID, str]:
        """The comments to release, with their attribution."""
        values = self.cleaned_data
        return {one.pk: values[f"c-{one.pk}"] for one in self.comments if values.get(f"c-{one.pk}")}

    def written_together(self) -> list[dict[str, str]]:
        data = self.cleaned_data
        item = {name: data[f"together_{name}"] for name in ("place", "quote", "suggestion")}
        return [{"words": data["together"], **item}] if data["together"].strip() or any(item.values()) else []


def _places(body: Mapping[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Sections, and under each its passages, by their first words."""
    return [
        (
            f"{number}. {section['title']}",
            [
                (section["key"], str(_("The whole section"))),
                *((one["key"], _first_words(one)) for one in section["blocks"]),
            ],
        )
        for number, section in enumerate(body["sections"], start=1)
    ]


def _first_words(block: Mapping[str, Any]) -> str:
    return Truncator(plain(block["html"])).words(12)


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
