"""Forms of the consultation. They shape what came in; what may be said is decided by the verbs."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from strategies.enums.rounds import Attribution, DispositionWord, InviteeKind, PositionWord
from strategies.enums.text import DocumentLanguage
from strategies.models import InnerComment
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


class RoundForm(forms.Form):
    """Whom to ask, how long, in which language."""

    invitees = forms.MultipleChoiceField(label=_("Whom to ask"), required=False, widget=forms.CheckboxSelectMultiple)
    absent = forms.CharField(label=_("A counterpart that does not exist"), required=False, max_length=200)
    asked_instead = forms.CharField(label=_("Who was asked instead"), required=False, max_length=LONG)
    window_days = forms.IntegerField(
        label=_("Working days to answer"), initial=10, help_text=_("Counted from the day of delivery.")
    )
    language = forms.ChoiceField(label=_("Language of the round"), choices=DocumentLanguage.choices)

    def __init__(self, *args: object, offered: Iterable[Candidate], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["invitees"].choices = [(one.key, _label(one)) for one in offered]  # type: ignore[attr-defined]


def _label(candidate: Candidate) -> str:
    kind = InviteeKind(candidate.kind).label
    return f"{candidate.name} ({kind})"


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


class DispositionForm(forms.Form):
    word = forms.ChoiceField(label=_("Answer"), choices=DispositionWord.choices)
    reason = text(_("Reason"))


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

    together = text(_("What we say together"), required=False, help_text=_("Released in the name of the cluster."))

    def __init__(self, *args: object, comments: Iterable[InnerComment], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.comments = list(comments)
        choices = [("", _("Stays among us")), *Attribution.choices]
        for comment in self.comments:
            self.fields[f"c-{comment.pk}"] = forms.ChoiceField(
                label=f"{comment.organisation}: {comment.words[:80]}", choices=choices, required=False
            )

    def chosen(self) -> dict[UUID, str]:
        """The comments to release, with their attribution."""
        values = self.cleaned_data
        return {one.pk: values[f"c-{one.pk}"] for one in self.comments if values.get(f"c-{one.pk}")}

    def written_together(self) -> list[dict[str, str]]:
        words = self.cleaned_data["together"].strip()
        return [{"words": words}] if words else []


class OffSystemForm(forms.Form):
    organisation = forms.CharField(label=_("Organisation"), max_length=LONG)
    on = forms.DateField(label=_("Consulted on"), widget=forms.DateInput(attrs={"type": "date"}))
    how = forms.CharField(label=_("How"), max_length=LONG, help_text=_("For instance a call or a meeting."))
    summary = text(_("What was said"))
    agreement = forms.CharField(
        label=_("Reference of its written agreement"),
        required=False,
        max_length=LONG,
        help_text=_("Without it the organisation appears nowhere outside this room."),
    )


class HashForm(forms.Form):
    """A yes to exactly what was shown."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
