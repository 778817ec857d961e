"""Blocks and sections of two texts that are one in other clothes: pasted elsewhere, or taken in again from a file."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from strategies.documents.canonical import Body
from strategies.documents.clean import plain

ALIKE = 0.5  # of the words of both, how many they share
SHARED = 3  # two headings that share a word are not one
MOST = 200  # on a side: beyond, only equal blocks are paired, so that the time stays bounded

Block = Mapping[str, Any]


def paired(old: Body, new: Body) -> Body:
    """The old text under the keys of the new one, where words alone tell that two blocks or sections are one.

    What both know by a key stays as it is. Equal blocks first, then those that share half of their words.
    """
    keys = {**_sections(old, new), **_blocks(old, new)}
    if not keys:
        return old
    sections = [
        {**one, "key": keys.get(one["key"], one["key"]), "blocks": [_under(keys, block) for block in one["blocks"]]}
        for one in old["sections"]
    ]
    return {**old, "sections": sections}


def _under(keys: Mapping[str, str], block: Block) -> Block:
    return {**block, "key": keys[block["key"]]} if block["key"] in keys else block


def _sections(old: Body, new: Body) -> dict[str, str]:
    """By what they are in the outline, or by their title."""
    lone_old, lone_new = _alone(old["sections"], new["sections"])
    return _equal(lone_old, lone_new, lambda one: one.get("code") or one.get("title", "").casefold())


def _blocks(old: Body, new: Body) -> dict[str, str]:
    lone_old, lone_new = _alone(_all(old), _all(new))
    if not lone_old or not lone_new:
        return {}
    found = _equal(lone_old, lone_new, lambda one: " ".join(plain(one["html"]).split()))
    lone_old = [one for one in lone_old if one["key"] not in found]
    taken = set(found.values())
    lone_new = [one for one in lone_new if one["key"] not in taken]
    return {**found, **_alike(lone_old, lone_new)}


def _all(body: Body) -> list[Block]:
    return [block for section in body["sections"] for block in section["blocks"]]


def _alone(old: list[Any], new: list[Any]) -> tuple[list[Any], list[Any]]:
    """Those of each side whose keys the other does not know."""
    before, after = {one["key"] for one in old}, {one["key"] for one in new}
    return [one for one in old if one["key"] not in after], [one for one in new if one["key"] not in before]


def _equal(old: list[Any], new: list[Any], says: Any) -> dict[str, str]:
    """Those that say the same, in their order; what says nothing is equal to nothing."""
    waiting: dict[str, list[str]] = defaultdict(list)
    for one in reversed(old):
        waiting[says(one)].append(one["key"])
    found: dict[str, str] = {}
    for one in new:
        if (said := says(one)) and waiting[said]:
            found[waiting[said].pop()] = one["key"]
    return found


def _alike(old: list[Block], new: list[Block]) -> dict[str, str]:
    """The likest pair first; of equally like ones those that stand first."""
    if len(old) > MOST or len(new) > MOST:
        return {}
    found: dict[str, str] = {}
    taken: set[str] = set()
    for _score, before, after in sorted(_scores(old, new), key=lambda one: -one[0]):
        if before not in found and after not in taken:
            found[before] = after
            taken.add(after)
    return found


def _scores(old: list[Block], new: list[Block]) -> Iterator[tuple[float, str, str]]:
    before = [(one["key"], _words(one)) for one in old]
    for one in new:
        words = _words(one)
        for key, others in before:
            shared = len(words & others)
            score = 2 * shared / (len(words) + len(others) or 1)
            if shared >= SHARED and score >= ALIKE:
                yield score, key, one["key"]


def _words(block: Block) -> frozenset[str]:
    return frozenset(plain(block["html"]).casefold().split())
