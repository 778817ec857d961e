"""Nothing that somebody read is kept for somebody else: no function writes to what outlives its call."""

import ast
from functools import cache
from textwrap import dedent

import pytest

from tests.architecture.memories import made_once, memories
from tests.architecture.sources import Offence, files, line_of, name, say, tree

SERVERS = "pocplan/dev/"  # throw-away servers, never part of a serving process
# By the file and by what is written to, each for a reason.
REMEMBERED = {
    "pocplan/access/binding.py: _current": "who acts, put back where the binding ends",
    "pocplan/access/ids.py: _make": "the source of ids, which tests replace",
    "pocplan/journal/words.py: _ACTS": "words of verbs, which apps register at start",
    "pocplan/notices/registry.py: _CODES": "codes of notices, which apps register at start",
    "pocplan/ui/finding.py: _kinds": "kinds that can be searched, which apps register at start",
    "pocplan/ui/openitems.py: _queries": "queries of open items, which apps register at start",
    "pocplan/wording/engine/patterns.py: _ALIKE": "one object for equal patterns: whoever is given it wrote all of it",
    "picture/domain/naming.py: _kept": "what the writer said of the text at hand, put back where the verb ends",
    "strategies/tasks.py: told": "how much of one file was said to be read",
    "records/web/forms/cases.py: PostField.choices": "of a form's own copy of the field",
}
DOOR = "Ask again, or hand it on as a value; what is written while the apps start is named in REMEMBERED."


@cache
def _written() -> dict[str, Offence]:
    serving = [path for path in files() if not name(path).startswith(SERVERS)]
    lasting = frozenset(kind for path in serving for kind in made_once(tree(path)))
    return {
        f"{name(path)}: {what}": Offence(name(path), line, f"{what}: {line_of(path, line).strip()}")
        for path in serving
        for what, line in sorted(memories(tree(path), lasting))
    }


def test_nothing_read_for_one_is_remembered_for_another() -> None:
    offences = [offence for what, offence in _written().items() if what not in REMEMBERED]
    assert not offences, say(offences, DOOR)


def test_no_memory_outlives_its_reason() -> None:
    idle = sorted(set(REMEMBERED) - set(_written()))
    assert not idle, say(idle, "Strike these out of REMEMBERED.")


CARELESS = {
    "a dictionary": "seen = {}\ndef find(a):\n    seen[a] = 1",
    "a dictionary of dictionaries": "seen = defaultdict(dict)\ndef find(a, b):\n    seen[a][b] = 1",
    "a set": "seen = set()\ndef find(a):\n    seen.add(a)",
    "a list": "seen = []\ndef find(a):\n    seen.append(a)",
    "more of a list": "seen: list = []\ndef find(a):\n    seen[:] = a",
    "a default kept": "seen = {}\ndef find(a):\n    return seen.setdefault(a, ask(a))",
    "keys that vanish": "seen = WeakKeyDictionary()\ndef find(a):\n    seen[a] = 1",
    "another name for it": "seen = {}\ndef find(a):\n    known = seen\n    known[a] = 1",
    "a function of the type": "seen = {}\ndef find(a):\n    dict.update(seen, a)",
    "what is taken out": "seen = {}\ndef find(a):\n    del seen[a]",
    "a name of the module": "last = None\ndef find(a):\n    global last\n    last = a",
    "the module's own names": "def find(a):\n    globals()['last'] = a",
    "another module's": "from clusters import cards\ndef find(a):\n    cards.seen[a] = 1",
    "another module's name": "from clusters.cards import seen\ndef find(a):\n    seen[a] = 1",
    "a module": "import settings\ndef find(a):\n    settings.LAST = a",
    "by a name": "import settings\ndef find(a):\n    setattr(settings, 'LAST', a)",
    "a function": "def find(a):\n    find.last = a",
    "a dictionary on a function": "def find(a):\n    find.seen[a] = 1\nfind.seen = {}",
    "a class": "class Card:\n    def read(self, a):\n        Card.last = a",
    "a class by its method": "class Card:\n    @classmethod\n    def read(cls, a):\n        cls.seen[a] = 1",
    "the class of an object": "class Card:\n    def read(self, a):\n        type(self).last = a",
    "the class of any object": "def read(card, a):\n    card.__class__.last = a",
    "what stands in the class": "class Card:\n    seen = {}\n    def read(self, a):\n        self.seen[a] = 1",
    "a default": "def find(a, seen={}):\n    return a",
    "a default by name": "def find(a, *, seen=defaultdict(list)):\n    return a",
    "a default of one line": "find = lambda a, seen=[]: a",
    "an object made once": "class Card:\n    def read(self, a):\n        self.last = a\ncard = Card()",
    "an object that a class makes once": "class Card:\n    def read(self, a):\n        self.seen[a] = 1\n"
    "class Page:\n    card = Card()",
    "middleware": "class Cards:\n    def __init__(self, get_response):\n        self.seen = {}\n"
    "    def __call__(self, request):\n        self.seen[request.path] = 1",
    "a returned function": "def kept(act):\n    seen = {}\n    def inner(a):\n"
    "        seen[a] = act(a)\n    return inner",
    "a wrapped function": "def kept(act):\n    last = None\n    def inner(a):\n        nonlocal last\n"
    "        last = a\n    return wraps(act)(inner)",
    "a counter": "numbers = count()\ndef number():\n    return next(numbers)",
    "what a thread keeps": "mine = local()\ndef find(a):\n    mine.last = a",
    "what a context keeps": "mine = ContextVar('mine')\ndef find(a):\n    mine.set(a)",
    "within a function": "seen = {}\ndef find(a):\n    def inner(b):\n        seen[b] = 1\n    inner(a)",
    "in an assignment of two": "seen = {}\ndef find(a):\n    seen[a], b = a, 1",
    "as a variable of a loop": "seen = {}\ndef find(a):\n    for seen[0] in a:\n        pass",
    "in one more case": "if True:\n    seen = {}\ndef find(a):\n    seen[a] = 1",
}


@pytest.mark.parametrize("source", CARELESS.values(), ids=[key.replace(" ", "-") for key in CARELESS])
def test_a_careless_memory_is_seen(source: str) -> None:
    module = ast.parse(source)
    assert memories(module, frozenset(made_once(module)))


def test_what_ends_with_its_call_is_nobodys_memory() -> None:
    module = ast.parse(
        dedent("""
        LEVELS = {"low": 1}
        LEVELS["high"] = 2

        class Card:
            colours = ["red"]

            def __init__(self):
                self.seen = {}

            def read(self, a):
                self.seen[a] = LEVELS[a]
                self.last = a
                request.card = self

            def each(self, request, LEVELS=None):
                LEVELS = {}
                LEVELS["low"] = self.colours[0]
                request.card = Card().seen
                found = set(LEVELS)
                found.add(request)

                def inner(a):
                    found.add(a)

                inner(request)
                return sorted(found)
        """)
    )
    assert not memories(module, frozenset(made_once(module)))
