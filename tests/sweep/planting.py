"""Rows for every guarded model in every room, each with words that occur nowhere else.

They are made from the registry of models and written behind the walls, so that a new model is swept from
its first day. A word (a canary) names its room, model and row: whoever finds one knows where it was planted.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.postgres.fields import ArrayField
from django.db import connections, models
from psycopg2.extras import execute_values

from demo.cast import PLACES
from pocplan.access.actor import Actor
from pocplan.access.enums import Audience
from pocplan.access.gate import GuardedModel, SameCompartmentKey
from pocplan.access.models import Area, Owner
from pocplan.access.operations import CONTENT
from pocplan.accounts.models import User
from tests.sweep import shapes
from tests.world import World

CANARY = re.compile(rb"zq([0-9a-f]{3})x([0-9a-f]{2})x([0-9a-f]{2})qz", re.IGNORECASE)
ID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
Place = tuple[int, int, int]  # room, model and number of a planted row
# A focal point sits exactly where its representative does.
HATS = [(role.user, role.title_en) for place in PLACES for role in place.roles if role.user != "agency.focal"]
FIRST_DAY = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Room:
    """A compartment, and what a row in it refers to."""

    id: int
    index: int
    audience: str
    owner_id: UUID
    area_id: UUID | None
    label: str
    public_id: UUID
    operation_id: UUID
    reader: Actor | None  # somebody who reads and writes there, and whose rows the first ones are


def rooms(world: World) -> list[Room]:
    """Every room, read once: open what else is needed before."""
    if "rooms" not in world.__dict__:
        world.__dict__["rooms"] = _rooms(world, _readers(world))
    found: list[Room] = world.__dict__["rooms"]
    return found


def _readers(world: World) -> dict[int, Actor]:
    found: dict[int, Actor] = {}
    for who, title in HATS:
        with world.acting(who, title) as actor:
            for key in actor.writable:
                found.setdefault(key, actor)
    return found


def _rooms(world: World, readers: dict[int, Actor]) -> list[Room]:
    rows = world.query(
        "SELECT c.id, c.audience, coalesce(c.owner_id, (SELECT o.id FROM access_owner o WHERE o.operation_id ="
        " c.operation_id ORDER BY o.kind, o.name LIMIT 1))::text, c.area_id::text, c.label, c.public_id::text,"
        " c.operation_id::text"
        " FROM access_compartment c ORDER BY c.id"
    )
    return [
        Room(
            key,
            index,
            audience,
            UUID(owner),
            UUID(area) if area else None,
            label,
            UUID(public),
            UUID(operation),
            readers.get(key),
        )
        for index, (key, audience, owner, area, label, public, operation) in enumerate(rows)
    ]


@cache
def guarded() -> tuple[type[GuardedModel], ...]:
    """Every guarded model, parents before children."""
    left = sorted((m for m in apps.get_models() if issubclass(m, GuardedModel)), key=lambda m: m._meta.label)
    done: list[type[GuardedModel]] = []
    while left:
        ready = [model for model in left if not _parents(model) - {model, *done}]
        assert ready, f"Keys in a circle: {left}"
        done += ready
        left = [model for model in left if model not in ready]
    return tuple(done)


def _parents(model: type[models.Model], *, needed: bool = False) -> set[Any]:
    """What its keys point at; with `needed`, only what no row of it can do without."""
    keys = [field for field in model._meta.local_fields if isinstance(field, SameCompartmentKey)]
    return {field.related_model for field in keys if not (needed and field.null)}


def row_id(model: type[models.Model], room: Room, n: int) -> UUID:
    """Always the same id for the same row, in every world."""
    name = f"{model._meta.label}|{room.id}|{n}"
    return UUID(bytes=hashlib.sha256(name.encode()).digest()[:16], version=4)


def canary(model: type[models.Model], room: Room, n: int) -> str:
    return f"zq{room.index:03x}x{numbers()[model]:02x}x{n:02x}qz"


@cache
def numbers() -> dict[Any, int]:
    return {model: number for number, model in enumerate(sorted(guarded(), key=lambda one: one._meta.label))}


def plant(world: World, places: Iterable[Room], numbers_of_rows: Iterable[int]) -> None:
    """Write the rows with these numbers into these rooms, for every guarded model that belongs there."""
    places, wanted = list(places), list(numbers_of_rows)
    make_accounts(wanted)
    for model in guarded():
        rows = [_values(model, room, n) for n in wanted for room in places if belongs(model, room, n)]
        if rows:
            _found_owners(world, model, rows)
            _write(world, model, rows)


def make_accounts(wanted: Iterable[int]) -> None:
    """The accounts and the group that planted rows refer to; nobody signs in with them."""
    Group.objects.get_or_create(name="planted")
    for n in wanted:
        if not User.objects.filter(pk=_account(n)).exists():
            User(pk=_account(n), username=f"planted.{n}", email=f"planted.{n}@demo.invalid", password="!").save()


def belongs(model: type[models.Model], room: Room, n: int = 1) -> bool:
    """Whether such a row can stand in this room; a child, only where its parents can."""
    homes = shapes.HOMES.get(model._meta.label)
    here = room.audience in homes if homes else not (room.audience == Audience.DIRECTORY and _is_content(model))
    here = here and not (n == 0 and model._meta.label in shapes.NOT_FOR_THE_FIRST)
    return here and all(belongs(parent, room, n) for parent in _parents(model, needed=True) - {model})


def _is_content(model: type[models.Model]) -> bool:
    """Content never lies among people and posts: the database refuses it."""
    return model._meta.db_table.startswith(CONTENT)


def _found_owners(world: World, model: type[models.Model], rows: list[dict[str, Any]]) -> None:
    """A mission or cluster stands for an owner, which has one of them."""
    kind = shapes.OWNERS.get(model._meta.label)
    for row in rows if kind else []:
        name = canary(model, _room(world, row["compartment"]), row["n"])
        world.query(
            "INSERT INTO access_owner (id, operation_id, kind, side, name, short, state)"
            " SELECT %s, operation_id, %s, %s, %s, %s, 'active' FROM access_compartment WHERE id = %s",
            [str(row["owner"]), kind, shapes.SIDES[kind], name, name, row["compartment"]],
        )


def _room(world: World, key: int) -> Room:
    return next(room for room in rooms(world) if room.id == key)


def _account(n: int) -> UUID:
    return UUID(int=0xACC0_0000 + n, version=4)


def _write(world: World, model: type[models.Model], rows: list[dict[str, Any]]) -> None:
    fields = model._meta.local_concrete_fields
    connection = connections["default"]
    values = [[field.get_db_prep_save(row[field.name], connection) for field in fields] for row in rows]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    index = {room.id: room.index for room in rooms(world)}
    planted_rows(world).update({row["id"]: (index[row["compartment"]], numbers()[model], row["n"]) for row in rows})
    with world._superuser.cursor() as cursor:
        execute_values(cursor, f"INSERT INTO {model._meta.db_table} ({columns}) VALUES %s", values)


def _values(model: type[models.Model], room: Room, n: int) -> dict[str, Any]:
    row = {field.name: _value(model, field, room, n) for field in model._meta.local_concrete_fields}
    return {"n": n, **row, **shapes.shape(model, canary(model, room, n), n)}


def _value(model: type[models.Model], field: Any, room: Room, n: int) -> Any:
    if field.primary_key:
        return row_id(model, room, n)
    if field.name == "compartment":
        return room.id
    if isinstance(field, models.ForeignKey):
        return _key(model, field, room, n)
    if isinstance(field, models.UUIDField):
        if field.name.endswith("area_id"):
            return room.area_id
        return _reference(field.name, room, n) or row_id(model, room, n + 0x80)
    return _plain(model, field, room, n)


def _key(model: type[models.Model], field: Any, room: Room, n: int) -> Any:
    if field.related_model is model:
        return None
    if isinstance(field, SameCompartmentKey):
        n = 0 if n == 1 and shapes.ON_THE_FIRST.get(model._meta.label) == field.name else n
        lies_here = not field.null or belongs(field.related_model, room, n)
        return row_id(field.related_model, room, n) if lies_here else None
    if field.related_model is Owner:
        return row_id(model, room, n) if model._meta.label in shapes.OWNERS and field.name == "owner" else room.owner_id
    if field.related_model is Area:
        return room.area_id
    if field.related_model is User:
        return _account(n)
    return field.related_model.objects.order_by("pk").values_list("pk", flat=True).first()


def _reference(name: str, room: Room, n: int) -> UUID | None:
    if name.endswith("owner_id"):
        return room.owner_id
    person = room.reader if n == 0 else None
    for ending in ("post_id", "person_id", "incumbency_id"):
        if person and name.endswith(ending):
            return UUID(str(getattr(person, ending)))
    for ending, label in shapes.REFERENCES.items():
        if name.endswith(ending):
            return row_id(apps.get_model(label), room, n)
    return None


def _plain(model: type[models.Model], field: Any, room: Room, n: int) -> Any:
    word = canary(model, room, n)
    if field.name == "audience":  # the kind of a room is a word of ours, held by the verbs
        return Audience.CLUSTER_LEAD.value
    if field.choices:
        return "" if field.blank and field.empty_strings_allowed else field.flatchoices[0][0]
    if isinstance(field, models.CharField | models.TextField):
        return _text(field, word, n)
    if isinstance(field, models.DateTimeField):
        return None if field.null else FIRST_DAY + timedelta(hours=n)
    if isinstance(field, models.DateField):
        return None if field.null else date(2026, 9, 1) + timedelta(days=n)
    if isinstance(field, models.BooleanField):
        return False
    if isinstance(field, ArrayField):
        return field.get_default() if field.has_default() else [_plain(model, field.base_field, room, n)]
    if isinstance(field, models.JSONField):
        return field.get_default() if field.has_default() else {}
    if isinstance(field, models.IntegerField):
        return (
            None
            if field.null
            else (room.id if field.name.endswith(("_compartment", "_room")) else shapes.FIRST_NUMBER + n)
        )
    return field.get_default()


def _text(field: Any, word: str, n: int) -> str:
    if field.name == "language":
        return "en"
    if field.name == "timezone":
        return "UTC"
    if field.max_length and field.max_length < len(word):
        return f"{n:x}"
    return f"<p>{word}</p>" if field.name == "html" else word


def readable_rows(world: World, actor: Any) -> Iterator[Place]:
    """Every planted row that the database shows to the bound actor."""
    for model in guarded():
        for key in model.objects.visible_to(actor).values_list("pk", flat=True):  # type: ignore[attr-defined]
            if key in planted_rows(world):
                yield planted_rows(world)[key]


def planted_rows(world: World) -> dict[UUID, Place]:
    """Where every row that was planted here stands, by its id."""
    known: dict[UUID, Place] = world.__dict__.setdefault("planted", {})
    return known


def found_in(world: World, content: bytes) -> set[Place]:
    """Every planted row of which these bytes hold a word or the id."""
    words = {tuple(int(part, 16) for part in match) for match in CANARY.findall(content)}
    ids = (UUID(match.decode()) for match in ID.findall(content))
    return {*words, *(planted_rows(world)[one] for one in ids if one in planted_rows(world))}  # type: ignore[arg-type]
