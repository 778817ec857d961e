"""When somebody saved first: what is stored now, beside what this person typed."""

from typing import Any, cast

from django.forms import ChoiceField, Form, MultipleChoiceField


def theirs(form: Form, stored: dict[str, Any]) -> list[tuple[Any, str]]:
    """After a conflict: label and stored value of what differs; `form` can then be sent again on top of it."""
    if getattr(form, "refused_status", 200) != 409 or "version" not in form.cleaned_data:
        return []
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["version"] = str(stored["version"])  # type: ignore[index]
    return [
        (field.label, in_words(field.field, stored[field.name]))
        for field in form.visible_fields()
        if field.name in stored and form.cleaned_data.get(field.name) != stored[field.name]
    ]


def in_words(field: Any, value: Any) -> str:
    """A stored value as the reader knows it."""
    if isinstance(field, MultipleChoiceField):
        words: dict[Any, Any] = dict(cast(Any, field.choices))
        return ", ".join(str(words.get(one, one)) for one in value)
    if isinstance(field, ChoiceField):
        return str(dict(cast(Any, field.choices)).get(value, value))
    return "–" if value in (None, "") else str(value)
