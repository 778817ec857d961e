"""Fields that forms of several apps have."""

from typing import Any

from django import forms
from django.db.models import Model
from django.http import HttpRequest, QueryDict


class DayField(forms.DateField):
    """A calendar day, with the browser's own picker."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)


class MomentField(forms.DateTimeField):
    """A day and a minute in the reader's time zone, with the browser's own picker."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"))
        super().__init__(**kwargs)


def words_field(label: Any, model: type[Model], name: str, *, rows: int = 0, **kwargs: Any) -> forms.CharField:
    """A text as long as the model's field takes; required where that may not be empty."""
    field = model._meta.get_field(name)
    if rows:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
    kwargs.setdefault("required", not field.blank)  # type: ignore[union-attr]
    return forms.CharField(label=label, max_length=getattr(field, "max_length", None), **kwargs)


def typed(request: HttpRequest) -> QueryDict | None:
    """What was sent, also where it is empty; None where a form is only looked at."""
    return request.POST if request.method == "POST" else None
