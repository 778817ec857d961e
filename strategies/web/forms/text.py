"""Forms of the text. They shape what came in; what may be said is decided by the verbs."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from strategies.domain.workflow import APPROVERS
from strategies.enums.text import Classification, ClearanceWord, ComponentKind, DocumentLanguage, Right, Sensitivity
from strategies.models import Strategy
from strategies.queries.signatures import posts_to_choose, title_of

LONG = 1_000_000  # far above any limit of the domain, whose sentence says what to do


class NewForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=LONG)
    language = forms.ChoiceField(label=_("Language of the document"), choices=DocumentLanguage.choices)
    file = forms.FileField(
        label=_("Word file"),
        required=False,
        help_text=_("Leave empty to start from the section template. A .docx of up to 25 MB."),
    )


class ImportForm(forms.Form):
    file = forms.FileField(label=_("Word file"), help_text=_("A .docx of up to 25 MB."))


class HeaderForm(forms.Form):
    """The header of a controlled document, with the distribution list as lines."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title"), max_length=LONG)
    reference = forms.CharField(label=_("Reference number"), max_length=LONG)
    classification = forms.ChoiceField(label=_("UN classification"), choices=Classification.choices)
    sensitivity = forms.ChoiceField(label=_("Humanitarian sensitivity"), choices=Sensitivity.choices)
    approving_post_id = forms.TypedChoiceField(
        label=_("Approving post"), required=False, coerce=UUID, empty_value=None,
        help_text=_("A post that can read every part of the document, annexes included."),
    )  # fmt: skip
    contact_unit = forms.CharField(label=_("Contact unit"), max_length=LONG, required=False)
    distribution = forms.CharField(
        label=_("Distribution list"),
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One addressee on each line; after a semicolon, the purpose. Being listed gives no right to read."),
    )

    def __init__(self, *args: Any, actor: Actor, strategy: Strategy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = [post for post in posts_to_choose(actor) if post.kind in APPROVERS]
        self.fields["approving_post_id"].choices = [  # type: ignore[attr-defined]
            ("", "–"), *((str(post.pk), title_of(post, strategy.language)) for post in posts),
        ]  # fmt: skip

    def entries(self) -> list[tuple[str, str]]:
        """The lines of the distribution list as (addressee, note)."""
        lines = (line.strip() for line in self.cleaned_data["distribution"].splitlines())
        pairs = (line.partition(";") for line in lines if line)
        return [(addressee.strip(), note.strip()) for addressee, _sign, note in pairs]


class SectionForm(forms.Form):
    title = forms.CharField(label=_("Title of the section"), max_length=LONG)
    post_id = forms.TypedChoiceField(label=_("Responsible post"), required=False, coerce=UUID, empty_value=None)

    def __init__(self, *args: Any, actor: Actor, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(post.pk), title_of(post, language)) for post in posts_to_choose(actor)]
        self.fields["post_id"].choices = [("", "–"), *choices]  # type: ignore[attr-defined]


class BlockForm(forms.Form):
    """A block as people type it; strip=False, because what was typed comes back as it was."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Text"), required=False, max_length=LONG, strip=False, widget=forms.Textarea(attrs={"rows": 10})
    )


class NewBlockForm(forms.Form):
    text = forms.CharField(
        label=_("New text"), required=True, max_length=LONG, strip=False, widget=forms.Textarea(attrs={"rows": 6})
    )


class AnnexForm(forms.Form):
    letter = forms.CharField(label=_("Letter"), max_length=LONG)
    title = forms.CharField(label=_("Title"), max_length=LONG)


class AskClearanceForm(forms.Form):
    components = forms.MultipleChoiceField(
        label=_("Components and sections to ask"),
        choices=ComponentKind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class GiveClearanceForm(forms.Form):
    word = forms.ChoiceField(
        label=_("Answer"),
        choices=[choice for choice in ClearanceWord.choices if choice[0]],
        widget=forms.RadioSelect,
    )
    remarks = forms.CharField(
        label=_("Remarks"), required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 4})
    )


class DatesForm(forms.Form):
    effective_on = forms.DateField(label=_("Effective date"), widget=forms.DateInput(attrs={"type": "date"}))
    review_on = forms.DateField(
        label=_("Review date"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Twelve months after the effective date, unless you set another day."),
    )


class ConfirmForm(forms.Form):
    """A button with nothing to fill in; the refusal of its verb is shown above it."""


class RightForm(forms.Form):
    """Which post may do what; posts that write in the room, and a yes to what it widens."""

    post_id = forms.TypedChoiceField(label=_("post"), coerce=UUID, empty_value=None)
    right = forms.ChoiceField(label=_("may"), choices=Right.choices)
    confirmed = forms.BooleanField(
        label=_("Whoever holds this post, today or later, may do this to this strategy until it is taken again."),
        error_messages={"required": _("Confirm that you widen who may do this.")},
    )

    def __init__(self, *args: Any, posts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post_id"].choices = posts  # type: ignore[attr-defined]
