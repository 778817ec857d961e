"""Forms of suggesting: an edited copy of a passage, and what becomes of what was suggested."""

from collections import Counter
from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from pocplan.access.queries.titles import Titles, titled
from strategies.queries.suggestions import Suggestion
from strategies.web.forms.rounds import text

TICKED = "ticked"


class SuggestForm(forms.Form):
    """A copy of a passage to edit, and why it should read so."""

    block = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)
    edited = text(_("The passage as you would have it"), rows=8)
    words = text(_("Why"), rows=3, help_text=_("Read by whoever answers, together with what you changed."))


class SettleForm(forms.Form):
    """Which suggestions, and the reason that their authors read."""

    which = forms.ChoiceField(label=_("Which suggestions"))
    reason = text(_("Reason"), rows=3, help_text=_("Read by whoever suggested it, and printed on the certificate."))

    def __init__(self, *args: object, suggestions: Sequence[Suggestion], titles: Titles, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        sections = Counter(one.section for one in suggestions if one.section)
        authors = [(name, titled(name, titles), n) for name, n in Counter(one.author for one in suggestions).items()]
        self.fields["which"].choices = [  # type: ignore[attr-defined]
            (TICKED, _("Those ticked above")),
            (_("All in one section"), [(f"section:{name}", f"{name} ({count})") for name, count in sections.items()]),
            (_("All by one author"), [(f"author:{name}", f"{shown} ({count})") for name, shown, count in authors]),
        ]


class AnswerProposalsForm(SettleForm):
    """The same among the mission's own: nothing of it is printed anywhere else."""

    reason = text(_("Reason"), rows=3, help_text=_("Read in the mission alone, by whoever proposed it among others."))
