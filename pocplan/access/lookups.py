"""`field__any=[…]` is `field = ANY(array)`: one parameter however many seats, and an index can serve it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Field, ForeignKey, Lookup

PLAIN = {int, UUID}


@Field.register_lookup
@ForeignKey.register_lookup
class AnyOf(Lookup):  # type: ignore[type-arg]  # not generic when it runs
    lookup_name = "any"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, params = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s)", (*params, self.rhs if isinstance(self.rhs, str) else array(self.rhs))

    def get_db_prep_lookup(self, value: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (value,)


def array(values: Iterable[Any]) -> Any:
    """Keys in one text, for the column's own type: the driver writes a long list a hundred times as slowly."""
    found = list(values)
    return f"{{{','.join(map(str, found))}}}" if PLAIN.issuperset(map(type, found)) else found
