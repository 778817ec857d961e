"""The gate: the default manager of guarded models, whose reads fail until the actor is named.

Django's generic views, reverse relations, form choices, filters, admin and serialisers all start
from the default manager, so careless code fails on its first run instead of leaking.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NoReturn, Self, TypeVar

from django.db import models
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor
from django.db.models.sql.where import AND

from pocplan.access.actor import Actor, bound_actor, current_actor
from pocplan.access.choices import QuickChoices
from pocplan.access.errors import ClosedDoor, NotSeated, Unbound
from pocplan.access.ids import new_id
from pocplan.access.lookups import AnyOf, array

Row = TypeVar("Row", bound=models.Model)


class GatedQuerySet(models.QuerySet[Row]):
    """Refuses evaluation (not construction: forms touch managers while classes are made)."""

    _opened = False

    def visible_to(self, actor: Actor) -> Self:
        """The rows that this actor may read. Raises Unbound unless the actor is the bound one."""
        if actor is not current_actor():
            raise Unbound("visible_to() takes the actor that acting_as() bound, no other.")
        return self._open(actor)

    def visible_in(self, actor: Actor, room_id: int | None) -> Self:
        """The rows of one room that this actor may read; of a room without a seat nothing, and nothing is asked.

        Naming one room lets the planner see how few rows these are, which it does not see in a list of rooms.
        """
        if actor is not current_actor():
            raise Unbound("visible_in() takes the actor that acting_as() bound, no other.")
        opened = self.filter(compartment_id=room_id) if room_id in actor.readable else self.none()
        opened._opened = True
        return opened

    def _open(self, actor: Actor) -> Self:
        # The walls stand in the query as well: row security alone makes the planner guess wrong.
        opened = self.filter()  # refuses a union, in which a condition added here would be lost
        column = self.model._meta.get_field("compartment").get_col(opened.query.get_initial_alias())  # type: ignore[union-attr]
        opened.query.where.add(AnyOf(column, _seats(actor)), AND)
        opened._opened = True
        return opened

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone._opened = self._opened
        return clone

    def _refuse(self) -> NoReturn:
        name = self.model.__name__
        raise ClosedDoor(f"Read {name} through {name}.objects.visible_to(actor); every other door is closed.")

    def _fetch_all(self) -> None:
        if not self._opened and self._result_cache is None:
            self._refuse()
        super()._fetch_all()  # type: ignore[misc]

    def iterator(self, chunk_size: int | None = None) -> Iterator[Row]:
        if not self._opened:
            self._refuse()
        return super().iterator(chunk_size=chunk_size)

    def count(self) -> int:
        return super().count() if self._opened else self._refuse()

    def exists(self) -> bool:
        return super().exists() if self._opened else self._refuse()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().aggregate(*args, **kwargs) if self._opened else self._refuse()

    def explain(self, *args: Any, **kwargs: Any) -> str:
        return super().explain(*args, **kwargs) if self._opened else self._refuse()

    def update(self, **kwargs: Any) -> int:
        return super().update(**kwargs) if self._opened else self._refuse()

    def delete(self) -> tuple[int, dict[str, int]]:
        return super().delete() if self._opened else self._refuse()

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[Row]:
        rows = list(objs)
        for row in rows:
            demand_seat(row.compartment_id)
        return super().bulk_create(rows, *args, **kwargs)

    def create(self, **kwargs: Any) -> Row:
        row = self.model(**kwargs)
        demand_seat(row.compartment_id)  # type: ignore[attr-defined]
        row.save(force_insert=True, using=self.db)
        return row


def _seats(actor: Actor) -> str:
    """The rooms that the actor reads, as each question of a binding names them."""
    if "seats" not in actor.asked:
        actor.asked["seats"] = array(sorted(actor.readable))
    said: str = actor.asked["seats"]
    return said


def demand_seat(compartment_id: int | None) -> None:
    """Refuse, before the database does, a write where the actor may not create. Raises NotSeated."""
    if compartment_id not in current_actor().writable:
        raise NotSeated("The actor may not create rows in this compartment.")


class GatedManager(models.Manager.from_queryset(GatedQuerySet)):  # type: ignore[misc]
    """`visible_to(actor)` and `create` are its doors."""


class KnownRoom(ForwardManyToOneDescriptor):
    """The room of a row, out of those that its reader reads: asked once in a binding, however many rows a page has."""

    def get_object(self, instance: models.Model) -> Any:
        actor = bound_actor()
        known = rooms(actor, self.field.related_model) if actor and not actor.is_system else {}
        return known.get(instance.compartment_id) or super().get_object(instance)  # type: ignore[attr-defined]


class RoomKey(models.ForeignKey[Any, Any]):
    """The key of the room that a row lies in. To the database a key like others."""

    forward_related_accessor_class = KnownRoom

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs


def rooms(actor: Actor, compartments: Any) -> dict[int, Any]:
    """Every room that the actor reads, with its area, by key; asked once in a binding, until seats are read again."""
    if "rooms" not in actor.asked:
        found = compartments.objects.filter(pk__any=sorted(actor.readable)).select_related("area")
        actor.asked["rooms"] = {room.pk: room for room in found}
    known: dict[int, Any] = actor.asked["rooms"]
    return known


class GuardedModel(QuickChoices):
    """A row that belongs wholly to one compartment. Its migration must carry Guard(…)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    compartment = RoomKey("access.Compartment", on_delete=models.PROTECT, related_name="+", editable=False)

    objects = GatedManager()

    class Meta:
        abstract = True


class SameCompartmentKey(models.ForeignKey[Any, Any]):
    """A key to a parent in the same compartment.

    `Guard` gives the table a composite key (parent, compartment), so a child can never be hung on
    a row that its writer cannot see, and a hidden parent answers like an absent one.
    """

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        super().__init__(to, on_delete, **kwargs)
