"""Tables changed in their place (static/js/cells.js): a cell asks for the form of a page alone, then for its row."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from pocplan.ui.answers import page
from pocplan.ui.conflicts import theirs


def from_a_cell(request: HttpRequest) -> bool:
    """Whether a table asks from within one of its cells, and not a person for a page."""
    return "HX-Request" in request.headers


def form_in_cell(
    request: HttpRequest, form: forms.Form, heading: str, row: Any, back: str, *, key: object = None, **more: Any
) -> HttpResponse:
    """A form alone, to stand in a cell of a table that says already who can see it; `back` shows what is stored.

    Where there is no row yet, `key` sets its fields apart. More: `whole`, the form takes the width of its row;
    `asks`, a question above its button; `submit`, what that says.
    """
    # The table, and another row of it, may have a field of the same name.
    form.auto_id = f"{key or row.pk}-%s"
    widgets = [field.field.widget for field in form.visible_fields()]
    context = {
        "heading": heading,
        "row": row,
        "back": back,
        "theirs": theirs(form, form.initial),
        "has_lists": any(isinstance(one, forms.Select) for one in widgets),
        "has_lines": any(isinstance(one, forms.Textarea) for one in widgets),
        "keys_id": form.auto_id % "keys",
        **more,
    }
    return page(request, "frame/_cell.html", context, form)
