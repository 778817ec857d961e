"""Every act that code can record reads as words, in English and in French."""

import ast
from collections.abc import Iterator

import pytest
from django.utils.translation import override

from pocplan.access.ids import new_id
from pocplan.access.queries.rooms import room_of
from pocplan.journal.domain.entries import record
from pocplan.journal.words import act_in_words, known_acts, register
from strategies.enums.text import Verb
from tests.architecture.sources import files, line_of, name, tree
from tests.world import World

# These hand on what their caller named.
PASSED_ON = {"pocplan/journal/telling.py", "strategies/domain/workflow.py"}


def _recorded() -> Iterator[tuple[str, ast.expr]]:
    """The file and the verb of each call that writes the journal."""
    for path in files():
        for call in ast.walk(tree(path)):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
                continue
            if call.func.id == "tell" and len(call.args) == 3:
                yield f"{name(path)}: {line_of(path, call.lineno)}", call.args[2]
            if call.func.id == "record":
                yield from (
                    (f"{name(path)}: {line_of(path, call.lineno)}", word.value)
                    for word in call.keywords
                    if word.arg == "verb"
                )


def _code(verb: ast.expr) -> str:
    if isinstance(verb, ast.Constant):
        return str(verb.value)
    if isinstance(verb, ast.Attribute):
        return str(Verb[verb.attr])
    return ""


def test_each_act_that_code_records_has_words() -> None:
    found = list(_recorded())
    assert len(found) > 60
    wordless = [where for where, verb in found if _code(verb) and _code(verb) not in known_acts()]
    assert not wordless, "Word these in the app's journal.py:\n" + "\n".join(wordless)
    unread = [where for where, verb in found if not _code(verb) and where.split(":")[0] not in PASSED_ON]
    assert not unread, "Name the verb where it is recorded:\n" + "\n".join(unread)


def test_each_verb_of_the_workflow_has_words() -> None:
    assert not [verb for verb in Verb.values if verb not in known_acts()]


def test_no_words_without_an_act() -> None:
    recorded = {_code(verb) for _, verb in _recorded()} | set(Verb.values)
    assert known_acts() <= recorded, known_acts() - recorded


def test_each_act_has_french() -> None:
    with override("en"):
        english = {verb: str(act_in_words(verb)) for verb in known_acts()}
    with override("fr"):
        assert not [verb for verb, words in english.items() if str(act_in_words(verb)) == words]


def test_one_verb_has_one_wording() -> None:
    with pytest.raises(ValueError, match="add_section"):
        register({"add_section": "Another wording"})


def test_the_page_shows_words_and_no_code(world: World) -> None:
    with world.acting("adviser") as actor:
        room = room_of(actor, "mission").pk
        record(actor=actor, compartment_id=room, verb="open_round", kind="round", subject_id=new_id())
    english = world.client("adviser").get("/journal/").text
    assert "Round opened" in english
    assert "open_round" not in english
    assert "Tour ouvert" in world.client("adviser", language="fr").get("/journal/").text
