"""The wrongs that pocplan.dev.mutants does to pocplan.access."""

import ast

from pocplan.dev.mutations import Mutant, all_of, of_python, of_sql
from pocplan.dev.places import PROJECT


def done(text: str, kind: object) -> set[str]:
    assert callable(kind)
    return {" ".join((text[:start] + now + text[end:]).split()) for start, end, now in kind(text)}


def test_wrongs_of_python() -> None:
    assert done("if a and not b:\n    raise Refused\n", of_python) == {
        "if (a or not b): raise Refused",
        "if a and (b): raise Refused",
        "if False: raise Refused",
    }
    assert done("é = [x <= 5, y]", of_python) == {"é = [(x > 5), y]", "é = [x <= 6, y]", "é = [ y]", "é = [x <= 5, ]"}


def test_wrongs_of_sql() -> None:
    policy = "CREATE POLICY p ON t USING (a = 1 AND NOT b); -- a = 2"
    assert done(policy, of_sql) == {
        "-- a = 2",
        "CREATE POLICY p ON t USING (a <> 1 AND NOT b); -- a = 2",
        "CREATE POLICY p ON t USING (a = 1 AND b); -- a = 2",
        "CREATE POLICY p ON t USING (a = 1 ); -- a = 2",
    }
    function = "CREATE FUNCTION f() AS $$ BEGIN IF x IS NULL THEN RAISE EXCEPTION 'no'; END IF; END $$;"
    assert done(function, of_sql) == {
        function.replace("IS NULL", "IS NOT NULL"),
        function.replace("RAISE EXCEPTION 'no';", "NULL;"),
    }


def test_the_walls_are_among_what_is_tried_and_what_was_replaced_is_not() -> None:
    mutants = all_of(PROJECT)
    tried = {(str(one.path), one.was.split("\n")[0]) for one in mutants}
    assert ("pocplan/access/sql/rooms.sql", "RAISE EXCEPTION 'not the host' USING ERRCODE = '42501';") in tried
    walls = (PROJECT / "pocplan/access/sql/binding.sql").read_text(encoding="utf-8")
    replaced = walls.index("CREATE FUNCTION access.seats_of("), walls.index("CREATE FUNCTION access.seats()")
    places = [one.start for one in mutants if one.path.name == "binding.sql"]
    assert places and not any(replaced[0] < place < replaced[1] for place in places)


def test_every_wrong_is_another_text_and_python_still_parses() -> None:
    for one in all_of(PROJECT):
        before = (PROJECT / one.path).read_text(encoding="utf-8")
        after = one.applied(before)
        assert after != before and _line(before, one) == one.line
        if one.path.suffix == ".py":
            ast.parse(after)


def _line(text: str, one: Mutant) -> int:
    return text.count("\n", 0, text.index(one.was, one.start)) + 1
