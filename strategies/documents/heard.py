"""The language that a Word file says of a paragraph, as far as somebody meant it."""

from collections import Counter

from strategies.documents.ooxml import Element, W, attribute, is_on
from strategies.documents.voices import known


def voice_of(paragraph: Element) -> str:
    """The language that every run with words says of itself; empty where one says none or another."""
    said = {_voice(run) for run in paragraph.iter(W + "r") if _has_words(run)}
    return said.pop() if len(said) == 1 else ""


def habit_of(root: Element) -> str:
    """The language that more than half of the paragraphs say of themselves: so a program writes; nobody chose it."""
    voices = [voice_of(one) for one in root.iter(W + "p") if _has_words(one)]
    most = Counter(voices).most_common(1)
    return most[0][0] if most and most[0][1] * 2 > len(voices) else ""


def _has_words(node: Element) -> bool:
    return any((one.text or "").strip() for one in node.iter(W + "t"))


def _voice(run: Element) -> str:
    looks = run.find(W + "rPr")
    language = None if looks is None else looks.find(W + "lang")
    if looks is None or language is None:
        return ""
    return known(attribute(language, "bidi" if is_on(looks, "rtl") else "val"))
