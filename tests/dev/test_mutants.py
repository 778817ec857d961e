"""How pocplan.dev.mutants does its wrongs without starting anew, and when it knows that it must."""

import types
from pathlib import Path

import pytest

from pocplan.dev.mutant_code import NotInPlace, patch
from pocplan.dev.mutant_order import Order
from pocplan.dev.mutant_schema import TooDeep, differences, operations, said, said_anew
from pocplan.dev.mutants import ALLOWED
from pocplan.dev.mutations import Mutant, all_of
from pocplan.dev.places import PROJECT

BEFORE = """
LIMIT = 3
def outer(x):
    def inner(y):
        return y > LIMIT
    return inner(x) and x < 9
class Box:
    size = 1
    def fits(self, n):
        return n <= 4
"""


def loaded(text: str = BEFORE) -> types.ModuleType:
    module = types.ModuleType("patched")
    exec(compile(text, "patched.py", "exec"), module.__dict__)
    return module


@pytest.mark.parametrize(
    ("was", "now", "names"),
    [
        ("y > LIMIT", "(y <= LIMIT)", {"outer", "outer.<locals>.inner"}),
        (" and ", " or ", {"outer"}),
        ("n <= 4", "(n > 4)", {"Box.fits"}),
    ],
)
def test_functions_are_changed_where_they_are(was: str, now: str, names: set[str]) -> None:
    module, after = loaded(), BEFORE.replace(was, now)
    assert patch("patched.py", BEFORE, after, set()) == names
    changed = loaded(after)
    for number in range(12):
        assert module.outer(number) == changed.outer(number)
        assert module.Box().fits(number) == changed.Box().fits(number)


@pytest.mark.parametrize(("was", "now"), [("LIMIT = 3", "LIMIT = 4"), ("size = 1", "size = 2"), ("n <= 4", "n <= 4 ")])
def test_what_a_module_did_while_it_was_loaded_is_not_changed_in_place(was: str, now: str) -> None:
    module = loaded()
    with pytest.raises(NotInPlace):
        patch("patched.py", BEFORE, BEFORE.replace(was, now), set())
    assert module.outer(5)


def test_a_function_that_was_called_while_loading_is_not_changed_in_place() -> None:
    module = loaded()
    with pytest.raises(NotInPlace):
        patch("patched.py", BEFORE, BEFORE.replace("n <= 4", "n > 4"), {("patched.py", "Box.fits")})
    assert module.Box().fits(4)


def test_what_differs_is_taken_back_and_said_anew() -> None:
    policy = "CREATE POLICY p ON t FOR SELECT USING (a = 1);"
    assert differences([[policy]], [[]]) == (["DROP POLICY p ON t"], [])
    function = "CREATE FUNCTION access.f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$;"
    other = function.replace("1", "2")
    assert differences([[function]], [[other]]) == ([], [other.replace("CREATE", "CREATE OR REPLACE")])
    # What a later migration replaces makes no difference.
    assert differences([[function], [other]], [[function.replace("1", "3")], [other]]) == ([], [])
    walls = ["ALTER TABLE t ENABLE ROW LEVEL SECURITY;", "GRANT SELECT, INSERT ON t TO a, b;"]
    assert differences([walls], [[]]) == (
        ["REVOKE SELECT, INSERT ON t FROM a, b", "ALTER TABLE t DISABLE ROW LEVEL SECURITY"],
        [],
    )
    with pytest.raises(TooDeep):
        differences([["CREATE SEQUENCE s;"]], [[]])


def test_the_migrations_say_the_same_twice_and_something_else_after_a_wrong() -> None:
    there = operations()
    before = said(there)
    assert before == said(there)
    path = "pocplan/access/sql/walls.sql"
    assert differences(before, said_anew(there, path, before)) == ([], [])
    assert sum(len(one or ()) for one in before) > 500


def one_of(name: str) -> Mutant:
    return next(mutant for mutant in all_of(PROJECT) if mutant.path == Path(name))


def test_tests_that_noticed_the_like_come_first_and_those_that_cannot_tell_are_left_out() -> None:
    order, mutant = Order(), one_of("pocplan/access/sql/discreet.sql")
    files = ("tests/access/test_walls.py", "tests/access/test_grants.py", "tests/access/test_start.py")
    order.know([f"{name}::test_{number}" for name in files for number in range(3)])
    assert len(order.unmeasured()) == 3
    times = {f"{name}::test_{number}": 1.0 for name in files for number in range(3)}
    order.measured(
        {"times": times, "touched": {files[0]: ["keep_discreet"], files[1]: ["keep_discreet"], files[2]: []}}
    )
    order.learn(mutant, {"by": f"{files[1]}::test_2"})
    order.learn(mutant, {"by": "tests/access/test_gone.py::test_that_was_not_collected"})
    tests = order.tests_for(mutant)
    assert tests[0] == [f"{files[1]}::test_2"]
    assert {test.split("::")[0] for unit in tests for test in unit} == set(files[:2])
    assert order.is_all(mutant, tests) and not order.is_all(mutant, tests[:1])


def test_every_mutant_that_is_allowed_is_one_that_would_be_tried() -> None:
    lines = {
        (str(one.path), (PROJECT / one.path).read_text(encoding="utf-8").splitlines()[one.line - 1].strip(), one.change)
        for one in all_of(PROJECT)
        if str(one.path) in {path for path, _, _ in ALLOWED}
    }
    assert set(ALLOWED) <= lines and all(ALLOWED.values())
