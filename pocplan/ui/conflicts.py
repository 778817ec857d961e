"""When somebody saved first: what is stored now, beside what this person typed."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast
from uuid import UUID

from django.forms import ChoiceField, Form, MultipleChoiceField
from django.utils.formats import date_format
from django.utils.translation import gettext as _

COUNTERS = ("version", "revision")  # what a form carries to say which state of a row was seen


def theirs(form: Form, stored: Mapping[str, Any]) -> list[tuple[Any, str]]:
    """After a conflict: label and stored value of what differs; `form` can then be sent again on top of it.

    A form that asks for nothing but a yes stays as it was: a yes to what nobody looked at is none.
    """
    counter = next((name for name in COUNTERS if name in form.fields and name in stored), "")
    if getattr(form, "refused_status", 200) != 409 or not counter or not form.visible_fields():
        return []
    if form.cleaned_data.get(counter) == stored[counter]:
        return []  # it was refused for another reason than somebody who was first
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data[counter] = str(stored[counter])  # type: ignore[index]
    return [
        (field.label, in_words(field.field, stored[field.name]))
        for field in form.visible_fields()
        if field.name in stored and _bare(form.cleaned_data.get(field.name)) != _bare(stored[field.name])
    ]


def _bare(value: Any) -> Any:
    """A value as a form would send it: a key as its text, and nothing however it is stored."""
    if isinstance(value, list | tuple):
        return [_bare(one) for one in value]
    return str(value) if isinstance(value, UUID) else "" if value is None else value


def in_words(field: Any, value: Any) -> str:
    """A stored value as the reader knows it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    words: dict[Any, Any]
    if isinstance(field, MultipleChoiceField):
        words = dict(cast(Any, field.choices))
        return ", ".join(str(words.get(one, one)) for one in value)
    if isinstance(field, ChoiceField):
        words = dict(cast(Any, field.choices))
        return str(words.get(value, words.get(_bare(value), value)))
    return "–" if value in (None, "") else str(value)
