"""Who has consented to a package as it is: counted by organisation, and what still waits for one post."""

from collections import Counter
from dataclasses import dataclass, field

from pocplan.access.actor import Actor
from strategies.models import Package, Wording
from strategies.queries.inner import Worded, consents_asked_of, wordings_of


@dataclass
class Words:
    """What one organisation's members said in a package, under one name."""

    organisation: str
    under: str
    given: int = 0
    refused: int = 0
    open: int = 0

    @property
    def total(self) -> int:
        return self.given + self.refused + self.open


@dataclass
class Consents:
    """Of a package; `mine` are the reader's own words, those not decided first."""

    rows: list[Words] = field(default_factory=list)
    mine: list[Worded] = field(default_factory=list)

    @property
    def given(self) -> int:
        return sum(row.given for row in self.rows)

    @property
    def total(self) -> int:
        return sum(row.total for row in self.rows)

    @property
    def mine_open(self) -> int:
        return sum(one.consent is None for one in self.mine)


def consents_to(actor: Actor, package: Package) -> Consents:
    """Counts for whoever reads the discussion, and the reader's own words in the package."""
    found: dict[tuple[str, str], Words] = {}
    said = Consents()
    for one in wordings_of(actor, package):
        key = (one.wording.comment.organisation, one.wording.get_attribution_display())
        row = found.setdefault(key, Words(*key))
        if one.consent is None:
            row.open += 1
        elif one.is_given:
            row.given += 1
        else:
            row.refused += 1
        if one.wording.comment.post_id == actor.post_id:
            said.mine.append(one)
    said.rows = [found[key] for key in sorted(found)]
    said.mine.sort(key=lambda one: one.consent is not None)
    return said


def packages_asking(actor: Actor) -> list[tuple[Wording, int]]:
    """Packages that wait for the actor's own yes or no: the first of its words in each, and how many they are."""
    asked = consents_asked_of(actor)
    count = Counter(one.package_id for one in asked)
    first = {one.package_id: one for one in reversed(asked)}
    return [(first[package], count[package]) for package in count]
