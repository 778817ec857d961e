"""Every model stands behind the walls, or on the list of open tables with its reason."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import CreateModel
from django.db.migrations.state import ProjectState

from pocplan.access.gate import GatedManager, GuardedModel, SameCompartmentKey
from pocplan.access.open_tables import OPEN, STRUCTURE, UNUSED
from pocplan.access.operations import Guard
from tests.architecture.sources import say

# A guarded row may point at these: they are the walls themselves, or sign-in.
RIGHTS = ("auth_group", "auth_permission")  # guardian's keys; no serving role deletes there
GROUND = (*STRUCTURE, "accounts_user", *RIGHTS, "django_content_type")


def guarded() -> list[type[GuardedModel]]:
    return [model for model in apps.get_models() if issubclass(model, GuardedModel)]


def _operations() -> Iterator[tuple[str, str, list[Any]]]:
    for (app, name), migration in MigrationLoader(None, ignore_no_migrations=True).disk_migrations.items():
        yield app, name, migration.operations


def test_every_model_is_guarded_or_open_with_a_reason() -> None:
    listed = {*OPEN, *STRUCTURE, *UNUSED}
    strangers = [
        f"{model._meta.label} ({model._meta.db_table})"
        for model in apps.get_models(include_auto_created=True)
        if not issubclass(model, GuardedModel) and model._meta.db_table not in listed
    ]
    door = "class X(GuardedModel) with Guard('x') in its migration, or a reason in pocplan/access/open_tables.py."
    assert not strangers, say(strangers, door)


def test_no_guarded_table_is_listed_as_open() -> None:
    both = [model._meta.db_table for model in guarded() if model._meta.db_table in {*OPEN, *UNUSED}]
    assert not both, say(both, "A guarded table gets its rights from Guard(…) alone.")


def test_no_guarded_model_slips_its_gate() -> None:
    offences = [
        f"{model._meta.label}: {manager.name}"
        for model in guarded()
        for manager in model._meta.managers
        if not isinstance(manager, GatedManager)
    ]
    assert not offences, say(offences, "Every manager of a guarded model is a GatedManager.")


def test_every_guard_stands_in_the_migration_that_makes_the_table() -> None:
    made, held = _made_and_held()
    wanted = {(model._meta.app_label, model._meta.model_name or "") for model in guarded()}
    offences = [f"{app}.{model}" for app, model in sorted(wanted) if held.get((app, model)) != made.get((app, model))]
    # The walls' own first tables are made before the schema of the functions.
    offences = [one for one in offences if one not in ("access.post", "access.person", "access.incumbency")]
    assert not offences, say(offences, "Put Guard('model') after CreateModel, in the same migration.")


def _made_and_held() -> tuple[dict[tuple[str, str], str], dict[tuple[str, str], str]]:
    made, held = {}, {}
    for app, migration, operations in _operations():
        made.update({(app, one.name.lower()): migration for one in operations if isinstance(one, CreateModel)})
        held.update({(app, one.model.lower()): migration for one in operations if isinstance(one, Guard)})
    return made, held


def test_keys_to_guarded_rows_stay_in_the_room() -> None:
    offences = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"  # type: ignore[union-attr]
        for model in guarded()
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey)
        and not isinstance(field, SameCompartmentKey)
        and field.related_model._meta.db_table not in GROUND  # type: ignore[union-attr]
    ]
    door = "A parent in the same room: SameCompartmentKey. A row elsewhere: a plain UUIDField on the originator's side."
    assert not offences, say(offences, door)


def test_no_plain_key_tells_a_hidden_parent_from_an_absent_one() -> None:
    """The composite key refuses both alike; one of the parent alone would refuse only what is absent."""
    offences = [
        f"{model._meta.label}.{field.name}"
        for model in guarded()
        for field in model._meta.local_fields
        if isinstance(field, SameCompartmentKey) and field.db_constraint
    ]
    assert not offences, say(offences, "SameCompartmentKey makes no key of its own in the database.")


def test_no_key_of_a_guarded_row_takes_others_with_it() -> None:
    offences = [
        f"{model._meta.label}.{field.name}"
        for model in guarded()
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey)
        and field.related_model._meta.db_table not in RIGHTS  # type: ignore[union-attr]
        and field.remote_field.on_delete is not models.PROTECT
    ]
    assert not offences, say(offences, "on_delete=PROTECT: nothing is deleted hard.")


def test_no_open_table_points_at_a_guarded_row() -> None:
    offences = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        if not issubclass(model, GuardedModel)
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and issubclass(field.related_model, GuardedModel)  # type: ignore[arg-type]
    ]
    assert not offences, say(offences, "Whoever points at a guarded row is guarded.")


def test_no_reverse_name_leads_to_guarded_rows() -> None:
    """`post.incumbency_set` would read through a manager that nobody looks at; guardian alone needs one."""
    offences = [
        f"{model._meta.label}.{field.name}"
        for model in guarded()
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey)
        and field.related_model._meta.db_table not in RIGHTS  # type: ignore[union-attr]
        and field.remote_field.related_name not in ("+", "grants")
    ]
    assert not offences, say(offences, "related_name='+', and a named query.")


def test_nobody_types_which_row_or_room_it_is() -> None:
    offences = [
        f"{model._meta.label}.{name}"
        for model in guarded()
        for name in ("id", "compartment")
        if model._meta.get_field(name).editable  # type: ignore[union-attr]
    ]
    assert not offences, say(offences, "GuardedModel makes both, and no form of a model offers them.")


def test_the_models_are_those_of_the_migrations() -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    changes = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(graph=loader.graph)
    assert not changes, say([f"{app}: {found}" for app, found in changes.items()], "makemigrations <app> -n name")


def test_ids_are_random() -> None:
    offences = [m._meta.label for m in guarded() if not isinstance(m._meta.pk, models.UUIDField)]
    assert not offences, say(offences, "The id comes from GuardedModel.")


def test_no_many_to_many_goes_round_the_walls() -> None:
    offences = [f"{m._meta.label}.{field.name}" for m in guarded() for field in m._meta.local_many_to_many]
    assert not offences, say(offences, "The table between is a guarded model of its own with two SameCompartmentKeys.")
