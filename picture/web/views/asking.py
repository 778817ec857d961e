"""Beside a form: what a verb refused, and the question whether words that seem to name a person do."""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from picture.domain.naming import SeemsToName, note_words_kept, words_kept
from pocplan.access.errors import Refused
from pocplan.ui.answers import actor_of, refusals

MOST = 300


@contextmanager
def asking(request: HttpRequest, form: forms.Form, room_id: int) -> Iterator[None]:
    """As `refusals`; words that only seem to name a person are asked about once, and taken where somebody says so."""
    said = kept_by(request.POST)
    with refusals(form), words_kept(said):
        try:
            yield
        except Refused as error:
            ask_about(form, said, error.words if isinstance(error, SeemsToName) else [])
            raise
        if said:
            note_words_kept(actor=actor_of(request), room_id=room_id, count=len(said))


def kept_by(sent: QueryDict) -> list[str]:
    return sent.getlist("kept_words")[:MOST] if sent.get("keeps") else []


def ask_about(form: forms.Form, kept: list[str], named: list[str]) -> None:
    """Add the question to the form, if there is one. It is open again where there are more words to look at."""
    asked = list(dict.fromkeys([*kept, *named]))[:MOST]
    if not asked:
        return
    sentence = _("“%(words)s” names no person here, and does not say how to reach one. Keep it.")
    form.fields["keeps"] = forms.BooleanField(label=sentence % {"words": "”, “".join(asked)}, required=False)
    form.fields["kept_words"] = forms.MultipleChoiceField(required=False, widget=forms.MultipleHiddenInput)
    data = QueryDict(mutable=True)
    data.update(form.data)
    data.setlist("kept_words", asked)
    data.setlist("keeps", [] if named else ["on"])
    form.data = data
