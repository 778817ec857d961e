"""Choosing what leaves a discussion: one page of it, many at once, and what is written together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from strategies.documents.clean import plain
from strategies.enums.rounds import Attribution
from strategies.models import InnerComment
from strategies.web.forms.rounds import LONG, text

PREFIX = "c-"
PAGE, ALL, BY = "page", "all", "by:"


class PackageForm(forms.Form):
    """For each comment of one page whether it leaves and under which name; `seen` is the choice that was shown."""

    seen = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    go = forms.IntegerField(label=_("Page"), required=False)
    which = forms.ChoiceField(label=_("Choose many at once"), required=False)
    name = forms.ChoiceField(label=_("They leave under the name of"), required=False)
    together = text(_("What we say together"), required=False, help_text=_("Released in the name of your whole body."))
    together_place = forms.ChoiceField(label=_("Where in the text"), required=False)
    together_quote = forms.CharField(label=_("Words it speaks of"), required=False, max_length=LONG)
    together_suggestion = text(_("Suggested text"), required=False, rows=3)

    def __init__(
        self,
        *args: Any,
        comments: Sequence[InnerComment],
        kept: Mapping[str, str],
        authors: Iterable[tuple[str, int]],
        body: Mapping[str, Any] | None,
        is_agency: bool = False,
        **kwargs: Any,
    ) -> None:
        """`kept` are the names chosen so far. Without `body` the page has no room for what is said together."""
        super().__init__(*args, **kwargs)
        self.comments, self.kept = comments, kept
        names = [one for one in Attribution.choices if not (is_agency and one[0] == Attribution.CLUSTER)]
        self.names = {"": _("Stays among us"), **dict(names)}
        for comment in comments:
            self.fields[f"{PREFIX}{comment.pk}"] = forms.ChoiceField(
                label=_("Leaves under the name of"),
                choices=list(self.names.items()),
                required=False,
                initial=kept.get(str(comment.pk), ""),
            )
        self._offer("name", self.names.items())
        self._offer("which", _whose(authors))
        self._say_together(body)

    def _offer(self, name: str, choices: Iterable[Any]) -> None:
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined]

    def _say_together(self, body: Mapping[str, Any] | None) -> None:
        if body is not None:
            return self._offer("together_place", [("", _("The whole text")), *_places(body)])
        for name in ("together", "together_place", "together_quote", "together_suggestion"):
            del self.fields[name]
        return None

    def rows(self) -> Iterator[tuple[InnerComment, forms.BoundField, Any]]:
        """Each comment with its choice, and with what is kept where what was sent differs from it."""
        for one in self.comments:
            field, kept = self[f"{PREFIX}{one.pk}"], self.kept.get(str(one.pk), "")
            yield one, field, self.names.get(kept, kept) if self.is_bound and field.value() != kept else ""

    def choices(self) -> dict[UUID, str]:
        """The names chosen on this page; "" for what stays."""
        return {one.pk: self.cleaned_data[f"{PREFIX}{one.pk}"] for one in self.comments}

    def written_together(self) -> dict[str, str] | None:
        """What the page says in the name of all, or None where it has no room for it."""
        if "together" not in self.fields:
            return None
        data = self.cleaned_data
        return {"words": data["together"], **{one: data[f"together_{one}"] for one in ("place", "quote", "suggestion")}}


def _whose(authors: Iterable[tuple[str, int]]) -> list[Any]:
    counted = [(f"{BY}{name}", f"{name} ({count})") for name, count in authors]
    return [(PAGE, _("All on this page")), (ALL, _("All of every page")), (_("All comments of one author"), counted)]


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
