"""The word for a stored code, many times on one page."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import models
from django.utils.encoding import force_str


class QuickChoices(models.Model):
    """`get_FOO_display` from a table that is made once per field.

    Django makes it anew at each call and translates every label of the field to do so: on a matrix of fifty rows
    that was a fifth of the page. Only the label that is asked for is translated here.
    """

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field: models.Field[Any, Any]) -> str:
        value = getattr(self, field.attname)
        label: str = force_str(_labels(field).get(value, value), strings_only=True)
        return label


@cache
def _labels(field: models.Field[Any, Any]) -> dict[Any, Any]:
    return dict(field.flatchoices)
