"""What a change changed: by field, before and after, for the history of the row."""

from typing import Any

from django.db.models import Model


def changed_fields(row: Model, before: dict[str, Any]) -> list[list[Any]]:
    """[field, before, after] for every field that is different now; references are told by their names alone."""
    after = {name: getattr(row, name) for name in before}
    return [[name, before[name], after[name]] for name in before if before[name] != after[name]]
