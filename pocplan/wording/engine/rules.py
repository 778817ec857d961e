"""Rules, made from data, and what they find in a text."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Any

from pocplan.wording.engine.anchors import Anchors, Reading, sentences
from pocplan.wording.engine.matching import Text, begun, matches, standing
from pocplan.wording.engine.patterns import Choice, Index, Phrase, index, read
from pocplan.wording.engine.words import Words, split

NEAR_BEFORE, NEAR_AFTER = 8, 10
TOGETHER = 2  # so few words between two places of one rule make them one
# Lists of a language that all its rules heed.
EMPHATIC, MENTIONED, CLAUSES, ASIDES = "emphatic", "mentioned", "clauses", "asides"
_COMMA = re.compile(r"[,:()\[\]–—]")


@dataclass(frozen=True, slots=True)
class Finding:
    """Words of a text that a rule flags: where, which, why, what would be better, and whether they stop a release."""

    rule: str
    start: int
    end: int
    words: str
    reason: str
    better: str
    stops: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """What to look for (`phrases`), and what makes it harmless: near before, near after, anywhere in the sentence.

    What is `emphatic` denies nothing, as in "not only"; where words are `mentioned`, as in "do not write", they are not
    used, unless they name somebody. What begins one of the `clauses`, as "where" does, denies nothing outside of it;
    one of the `asides`, as "which", denies nothing of what stands before.
    Words that a rule of `yields` flags too are left to that one. A rule with `only` is for one part of a document, as
    who threatens in a row of threats.
    """

    key: str
    reason: str
    better: str
    phrases: tuple[Phrase, ...]
    unless_before: Index[Phrase]
    unless_after: Index[Phrase]
    unless_sentence: Index[Phrase]
    names: Index[Phrase]
    emphatic: Index[Phrase]
    mentioned: Index[Phrase]
    clauses: Index[Phrase]
    asides: Index[Phrase]
    known: frozenset[str] = field(default=frozenset())
    stops: bool = False
    only: str = ""
    yields: frozenset[str] = field(default=frozenset())


def rule(key: str, reason: str, better: str, data: Mapping[str, Any], lists: Mapping[str, Choice]) -> Rule:
    """A rule from the rows of a data file. Raises Unreadable for a pattern outside the language."""

    def read_index(name: str) -> Index[Phrase]:
        return index(_read_all(data.get(name, ()), lists))

    def heeded(name: str) -> Index[Phrase]:
        return lists[name].index if name in lists else index(())

    known = frozenset(word for name in data.get("known", ()) for word in split(name).folded)
    return Rule(
        key, reason, better, tuple(_read_all(data["patterns"], lists)), read_index("unless_before"),
        read_index("unless_after"), read_index("unless_sentence"), read_index("names"), heeded(EMPHATIC),
        heeded(MENTIONED), heeded(CLAUSES), heeded(ASIDES), known,
        bool(data.get("stops")), str(data.get("only", "")), frozenset(data.get("yields", ())),
    )  # fmt: skip


def word_lists(data: Mapping[str, Sequence[str]]) -> dict[str, Choice]:
    """Lists of phrases by name; a list may use those written before it."""
    lists: dict[str, Choice] = {}
    for name, phrases in data.items():
        lists[name] = Choice(tuple(_read_all(phrases, lists)))
    return lists


def _read_all(sources: Iterable[str], lists: Mapping[str, Choice]) -> list[Phrase]:
    return [read(source, lists) for source in sources]


class Rules(tuple[Rule, ...]):
    """Rules with the anchors of their phrases, made once for all texts."""

    @cached_property
    def anchors(self) -> Anchors:
        return Anchors(one.phrases for one in self)


def check(text: str, rules: Sequence[Rule]) -> list[Finding]:
    """What `rules` find in `text`, in the order of the text; one rule flags a place once."""
    words, rules = split(text), rules if isinstance(rules, Rules) else Rules(rules)
    found = sorted(_found(Text(words), rules), key=lambda hit: (hit[0].key, hit[1], -hit[2]))
    kept = [hit for _, hits in groupby(found, key=lambda hit: hit[0].key) for hit in _apart(hits, words)]
    findings = [_finding(text, words, *hit) for hit in kept if not _yields(hit, kept)]
    return sorted(findings, key=lambda finding: (finding.start, finding.end, finding.rule))


def _apart(hits: Iterable[tuple[Rule, int, int]], words: Words) -> Iterator[tuple[Rule, int, int]]:
    """Places of one rule, those that overlap or stand together in a sentence as one.

    A rule for one part of a document reads one row, which is asked about once for each sentence.
    """
    last: tuple[Rule, int, int] | None = None
    for hit in hits:
        if last is None:
            last = hit
        elif hit[1] < last[2] or hit[1] < _reach(last, words):
            last = (max(last[0], hit[0], key=_stops), last[1], max(last[2], hit[2]))
        else:
            yield last
            last = hit
    if last is not None:
        yield last


def _reach(hit: tuple[Rule, int, int], words: Words) -> int:
    """Where what follows of the same rule is no longer one with a place of it."""
    one, _, end = hit
    stop = words.stops[end - 1]
    return stop if one.only else min(end + TOGETHER + 1, stop)


def _yields(hit: tuple[Rule, int, int], others: Iterable[tuple[Rule, int, int]]) -> bool:
    """Whether a rule that says more flags some of the same words."""
    one, start, end = hit
    return bool(one.yields) and any(
        other.key in one.yields and first < end and start < last for other, first, last in others
    )


def _stops(one: Rule) -> bool:
    return one.stops


def _found(plain: Text, rules: Rules) -> Iterator[tuple[Rule, int, int]]:
    reading = Reading(plain.words, rules.anchors)
    for first, stop in sentences(plain.words):
        for number, places in reading.candidates(first, stop).items():
            rule = rules[number]
            found = standing(plain, places)  # names only take away, and most phrases end before they count
            if not found:
                continue
            text = _without(plain, rule.names, first, stop, rule.known)
            hits = ((start, end) for start, end in begun(text, found) if not _harmless(plain, rule, start, end))
            yield from ((rule, start, end) for start, end in hits)


def _without(plain: Text, phrases: Index[Phrase], first: int, stop: int, known: frozenset[str] = frozenset()) -> Text:
    """The text with what some phrases cover hidden between two words."""
    hidden = frozenset(at for start, end in matches(plain, phrases, first, stop) for at in range(start, end))
    return Text(plain.words, hidden, known) if hidden or known else plain


def _harmless(text: Text, rule: Rule, start: int, end: int) -> bool:
    first, last = _sentence(text.words, start)
    before, after = _clause(text, rule, start, end)
    text = _without(text, rule.emphatic, first, last)
    return (
        _denied(text, rule.unless_before, max(first, before), end)
        or _denied(text, rule.unless_after, start, min(last, after))
        or any(matches(text, rule.unless_sentence, first, last))
        or (not rule.stops and any(matches(text, rule.mentioned, first, last)))
    )


def _denied(text: Text, phrases: Index[Phrase], start: int, stop: int) -> bool:
    """Whether one of some phrases begins there and stands within its own clause."""
    ends = matches(text, phrases, start, stop, shortest=True)
    return any(not _parted(text.words, at, end) for at, end in ends)


def _parted(words: Words, start: int, end: int) -> bool:
    return any(_COMMA.search(words.between(at)) for at in range(start + 1, end))


def _clause(text: Text, rule: Rule, start: int, end: int) -> tuple[int, int]:
    """How far a denial is near to what stands from `start` to `end`: some words, and not out of its own clause."""

    def parts(at: int, *heads: Index[Phrase]) -> bool:
        return bool(_COMMA.search(text.words.between(at))) or any(
            True for head in heads for _ in matches(text, head, at, at + 1)
        )

    lowest, highest = max(0, start - NEAR_BEFORE), min(len(text.words), end + NEAR_AFTER)
    first = next((at for at in range(start, lowest, -1) if parts(at, rule.clauses)), lowest)
    last = next((at for at in range(end, highest) if parts(at, rule.clauses, rule.asides)), highest)
    return first, last


def _sentence(words: Words, at: int) -> tuple[int, int]:
    """The sentence around a word, not looking further than sixty words to either side."""
    number, lowest, highest = words.sentence[at], max(0, at - 60), min(len(words), at + 60)
    first = next((i + 1 for i in range(at, lowest - 1, -1) if words.sentence[i] != number), lowest)
    last = next((i for i in range(at, highest) if words.sentence[i] != number), highest)
    return first, last


def _finding(text: str, words: Words, rule: Rule, start: int, end: int) -> Finding:
    first, last = words.starts[start], words.ends[end - 1]
    return Finding(rule.key, first, last, text[first:last], rule.reason, rule.better, rule.stops)


__all__ = ["Finding", "Rule", "check", "rule", "word_lists"]
