"""Every sentence of the text machinery is there in French, with the same values in it."""

import ast
import re
from pathlib import Path

import pytest

from pocplan.dev import messages

ROOT = Path(__file__).parents[3]
CALLS = {"_", "gettext", "gettext_lazy", "pgettext_lazy"}


def sentences():
    for path in sorted((ROOT / "strategies" / "documents").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLS:
                yield ast.literal_eval(node.args[-1])


@pytest.mark.parametrize("sentence", sorted(set(sentences())))
def test_in_french(sentence):
    french = {
        entry.words["msgid"]: entry.words["msgstr"]
        for part in (messages.LOCALE / "fr" / "parts").glob("*.po")
        for entry in messages.read(part)
        if "msgstr" in entry.words
    }
    assert french.get(sentence), sentence
    values = re.compile(r"%\(\w+\)s")
    assert sorted(values.findall(french[sentence])) == sorted(values.findall(sentence))
