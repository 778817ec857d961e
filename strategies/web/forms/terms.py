"""A word of the domain that a room keeps of its own."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pocplan.wording.engine.shipped import terms
from strategies.models import HouseTerm
from strategies.web.forms.rounds import text
from strategies.web.forms.text import LONG

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PHRASES = _(
    "One on each line; the word itself where you write none. Signs: word* is all that begins so, (one|another) one of "
    "these, [word] this or nothing, ~4 up to four words between."
)
AVOID = _("One on each line, with the same signs. The check marks them in the texts of this room and offers the word.")


def _word(label: "StrOrPromise") -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=LONG)


class FindForm(forms.Form):
    """By which word; accents and cases do not matter."""

    find = forms.CharField(label=_("Word"), max_length=100, widget=forms.TextInput({"type": "search", "class": "auto"}))


class TermForm(forms.Form):
    word_en = _word(_("Word in English"))
    told_en = text(_("What it means, in English"), required=False, rows=3)
    word_fr = _word(_("Word in French"))
    told_fr = text(_("What it means, in French"), required=False, rows=3)
    source = _word(_("What it rests on"))
    seen_en = text(_("Met in English texts as"), required=False, rows=3, help_text=PHRASES)
    seen_fr = text(_("Met in French texts as"), required=False, rows=3, help_text=PHRASES)
    avoid_en = text(_("Words not to use for it in English"), required=False, rows=3, help_text=AVOID)
    avoid_fr = text(_("Words not to use for it in French"), required=False, rows=3, help_text=AVOID)
    replaces = forms.ChoiceField(
        label=_("In place of"), required=False,
        help_text=_("Readers of this room are told this meaning, and the shipped one no more."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shipped = [(one.key, one.word) for one in terms((get_language() or "en")[:2])]
        self.fields["replaces"].choices = [("", "–"), *shipped]  # type: ignore[attr-defined]


class ChangeTermForm(TermForm):
    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def initial_of(term: HouseTerm) -> dict[str, Any]:
        return {name: getattr(term, name) for name in ChangeTermForm.base_fields}


class TakeOutForm(forms.Form):
    """A yes to what was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)


def initial_from(key: str) -> dict[str, str]:
    """A shipped term as a room may keep it anew; nothing for a key that none has."""
    found = {language: one for language in ("en", "fr") for one in terms(language) if one.key == key}
    values = {"replaces": key, "source": found["en"].source} if found else {}
    for language, one in found.items():
        values |= {f"word_{language}": one.word, f"told_{language}": one.told}
        values[f"seen_{language}"] = "\n".join(one.seen)
    return values
