"""Search: all that the hat reads, the first of each kind, or one kind page by page."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from pocplan.access.actor import Actor
from pocplan.ui import finding
from pocplan.ui.answers import actor_of, hidden_is_absent, page
from pocplan.ui.pages import paginate


class SearchForm(forms.Form):
    """What is looked for; accents and cases do not matter, and every word must be there."""

    words = forms.CharField(
        label=_("Words"), min_length=2, max_length=100, widget=forms.TextInput({"type": "search", "class": "auto"})
    )
    kind = forms.ChoiceField(label=_("In"), required=False, widget=forms.Select({"class": "auto"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("everything")), *((one.key, one.heading) for one in finding.kinds())]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]


@require_safe
@hidden_is_absent
def search(request: HttpRequest) -> HttpResponse:
    """What holds the words among the rows that this hat reads, and in no others."""
    actor, asked = actor_of(request), bool(request.GET.get("words", "").strip())
    form = SearchForm(request.GET if asked else None)
    context = _found(request, actor, form.cleaned_data) if asked and form.is_valid() else {}
    return page(request, "search.html", context, form)


def _found(request: HttpRequest, actor: Actor, said: dict[str, str]) -> dict[str, Any]:
    words, kind = said["words"], finding.kind_called(said["kind"])
    query = urlencode({"words": words})
    if kind is None:
        return {"looked": True, "groups": finding.found_everywhere(actor, words), "query": query}
    rows = paginate(request, finding.looked_for(actor, kind, words))
    groups = [finding.Group(kind, finding.shown(kind, list(rows), words), False)] if rows else []
    return {"looked": True, "groups": groups, "rows": rows, "query": f"&{query}&kind={kind.key}"}
