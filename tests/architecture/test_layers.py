"""The grid: the same layers in every app, each importing only what lies under it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import APPS, Offence, code, files, imports, line_of, name, say, tree

# layer: the layers that it must not import, of its own app or any other.
ABOVE = {
    "enums": {"models", "queries", "domain", "documents", "web", "api", "tasks", "exports", "views", "rest"},
    "models": {"queries", "domain", "documents", "web", "api", "tasks", "exports", "views", "rest"},
    "queries": {"domain", "web", "api", "tasks", "exports", "views", "rest"},
    "domain": {"web", "api", "tasks", "views", "rest"},
    "documents": {"models", "queries", "domain", "web", "api", "tasks", "views", "rest"},
    "tasks": {"web", "api", "views", "rest"},
    "web": {"api", "rest"},
    "api": {"web", "views"},
}
REQUESTS = (
    "django.http",
    "django.shortcuts",
    "django.views",
    "django.forms",
    "rest_framework",
    "django.contrib.messages",
)
WITHOUT_REQUESTS = ("enums", "models", "queries", "domain", "documents", "tasks")


def layer(path: Path) -> str:
    return next((part.removesuffix(".py") for part in path.parts[::-1] if part.removesuffix(".py") in ABOVE), "")


def _layer_of_module(module: str) -> str:
    parts = module.split(".")
    return next((part for part in parts[1:] if part in ABOVE or part in ("views", "rest", "exports")), "")


def _upward() -> Iterator[Offence]:
    for path in files():
        forbidden = ABOVE.get(layer(path), set())
        for module, number in imports(path):
            if module.split(".")[0] in APPS and _layer_of_module(module) in forbidden:
                yield Offence(name(path), number, line_of(path, number))


def test_layers_import_downwards() -> None:
    offences = sorted(set(_upward()), key=str)
    assert not offences, say(offences, "enums <- models <- queries, domain <- web, api, tasks. Move the rule down.")


def test_verbs_and_queries_never_see_a_request() -> None:
    offences = [
        Offence(name(path), number, line_of(path, number))
        for path in files()
        if layer(path) in WITHOUT_REQUESTS
        for module, number in imports(path)
        if module.startswith(REQUESTS)
    ]
    assert not offences, say(offences, "The view reads the request and hands over values.")


@pytest.mark.parametrize(("one", "other"), [("missions", "clusters"), ("clusters", "missions")])
def test_the_two_sides_never_import_each_other(one: str, other: str) -> None:
    offences = [
        Offence(name(path), number, line_of(path, number))
        for path in files(migrations=True)
        if name(path).startswith(f"{one}/")
        for module, number in imports(path)
        if module.split(".")[0] == other
    ]
    assert not offences, say(offences, "They meet in strategies; tables may point at each other by name.")


def test_queries_never_write() -> None:
    writes = re.compile(r"\.(save|create|update|delete|bulk_create|bulk_update|get_or_create|update_or_create)\(")
    # A dictionary or a set may be filled; rows may not.
    innocent = re.compile(r"\b(found|counts?|seen|digest|hasher|known|words|context|facts)\.update\(")
    offences = [
        Offence(name(path), number, line_of(path, number))
        for path in files()
        if layer(path) == "queries"
        for number, line in enumerate(code(path), 1)
        if writes.search(line) and not innocent.search(line)
    ]
    assert not offences, say(offences, "A verb in domain/ writes.")


def test_nothing_is_called_utils() -> None:
    bad = [name(path) for path in files() if path.stem in ("utils", "util", "helpers", "helper", "services", "common")]
    assert not bad, say(bad, "Name the file after its topic.")


def test_no_rules_in_save() -> None:
    offences = [
        Offence(name(path), method.lineno, line_of(path, method.lineno))
        for path in files()
        if layer(path) in ("models", "api", "rest")
        for kind in ast.walk(tree(path))
        if isinstance(kind, ast.ClassDef)
        for method in kind.body
        if isinstance(method, ast.FunctionDef) and method.name in ("save", "delete", "clean", "full_clean")
    ]
    assert not offences, say(offences, "A verb in domain/ holds the rule, or a constraint of the database.")


def test_verbs_take_their_values_by_name() -> None:
    offences = [
        Offence(name(path), act.lineno, line_of(path, act.lineno))
        for path in files()
        if layer(path) == "domain"
        for act in ast.walk(tree(path))
        if isinstance(act, ast.FunctionDef) and _is_verb(act) and (act.args.args or act.args.posonlyargs)
    ]
    assert not offences, say(offences, "verb(*, actor, …): keyword-only.")


def _is_verb(act: ast.FunctionDef) -> bool:
    return any(ast.unparse(mark).split("(")[0].endswith("verb") for mark in act.decorator_list)
