"""The language that a Word file says of a paragraph, as far as somebody meant it."""

from collections import Counter

from pocplan.wording.engine.languages import spoken_in
from strategies.documents.direction import language_of_script
from strategies.documents.ooxml import Element, W, attribute, is_on
from strategies.documents.places import names_passages
from strategies.documents.voices import known


def voice_of(paragraph: Element) -> str:
    """The language that every run with words says of itself; empty where one says none or another."""
    said = {_voice(run) for run in paragraph.iter(W + "r") if _has_words(run)}
    return said.pop() if len(said) == 1 else ""


def habit_of(root: Element, language: str = "") -> str:
    """The language that more than half of the paragraphs say of themselves, and that nobody chose; empty where none is.

    So a program writes: the language of a keyboard stands in every run. Somebody meant it in a file of ours, which
    says it only where it was set or heard; and where it is not `language`, that of the text which the file is read
    into, and the words bear it out.
    """
    if names_passages(root):
        return ""
    lines = [(voice_of(one), one) for one in root.iter(W + "p") if _has_words(one)]
    most = Counter(voice for voice, _line in lines).most_common(1)
    if not most or most[0][1] * 2 <= len(lines):
        return ""
    habit = most[0][0]
    words = " ".join(_words(line) for voice, line in lines if voice == habit)
    is_meant = language and habit != language and _is_in(words, habit, language)
    return "" if is_meant else habit


def _is_in(words: str, habit: str, language: str) -> bool:
    return habit in (spoken_in(words, language), language_of_script(words))


def _words(node: Element) -> str:
    return " ".join(one.text or "" for one in node.iter(W + "t"))


def _has_words(node: Element) -> bool:
    return bool(_words(node).strip())


def _voice(run: Element) -> str:
    looks = run.find(W + "rPr")
    language = None if looks is None else looks.find(W + "lang")
    if looks is None or language is None:
        return ""
    return known(attribute(language, "bidi" if is_on(looks, "rtl") else "val"))
