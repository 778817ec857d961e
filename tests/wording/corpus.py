"""Sentences that must and must not fire, and how well the rules do on them."""

import csv
from dataclasses import dataclass
from pathlib import Path

from pocplan.wording.engine.rules import Finding, check
from pocplan.wording.engine.shipped import parts, shipped

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Score:
    precision: float
    recall: float


def rows(part: str, language: str) -> list[dict[str, str]]:
    path = HERE / part / f"{language}.csv"
    return list(csv.DictReader(path.open(encoding="utf-8", newline=""))) if path.exists() else []


def fires(row: dict[str, str]) -> bool:
    return row["fires"].strip().lower() in ("1", "yes", "true", "y", "oui")


def hits(row: dict[str, str], finding: Finding) -> bool:
    """The finding is of the sentence's category and overlaps the words that it should mark."""
    start = row["text"].find(row["words"])
    return (
        fires(row) and finding.rule == row["category"].strip() and start >= 0
        and finding.start < start + len(row["words"]) and start < finding.end
    )  # fmt: skip


def found_in(row: dict[str, str], language: str) -> list[Finding]:
    """What is found where the sentence stands: a rule of one part of a document is measured in that part."""
    return check(row["text"], shipped(language, part=part_of(row["category"].strip(), language)))


def part_of(category: str, language: str) -> str:
    everywhere = {rule.key for rule in shipped(language)}
    return next((part for part in sorted(parts()) if category in keys_in(part, language) - everywhere), "")


def keys_in(part: str, language: str) -> set[str]:
    return {rule.key for rule in shipped(language, part=part)}


def score(sentences: list[dict[str, str]], language: str) -> Score:
    """Precision over all findings in all sentences; recall over the sentences that must fire."""
    found = [(row, finding) for row in sentences for finding in found_in(row, language)]
    good = [row["id"] for row, finding in found if hits(row, finding)]
    wanted = sum(fires(row) for row in sentences)
    return Score(len(good) / max(len(found), 1), len(set(good)) / max(wanted, 1))
