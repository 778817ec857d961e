"""Which place a name means: exact, another name, folded, same district; else a person says it, once.

Nothing is matched to another country or level than the one that was said, and nothing where two places would do.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from uuid import UUID

from missions.enums.places import How, NameState
from missions.intake.countries import CODES, country_code
from missions.intake.folding import fold, fold_bare
from missions.models import Locality, PlaceAlias, PlaceName
from missions.queries.gazetteer import letters_of_exercise
from pocplan.access.actor import Actor

LIKELY, OFFERED = 0.5, 6
Key = tuple[str, int, str]  # country, level, a name
Asked = tuple[str, int, str, str]  # country, level, what it lies within (folded), name (folded)


@dataclass(frozen=True)
class Match:
    """A place, and how its name was understood. No place: a person said that it is none."""

    locality_id: UUID | None
    how: How


@dataclass
class Gazetteer:
    """Names of places as read once for a whole file."""

    exact: dict[Key, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    aliases: dict[Key, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    folded: dict[Key, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    parents: dict[UUID, UUID | None] = field(default_factory=dict)
    levels: dict[UUID, int] = field(default_factory=dict)
    decided: dict[Asked, UUID | None] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)

    def country(self, *words: str) -> str:
        """The country that these words name, by code or by a name that the gazetteer has; empty for none.

        Three letters alone are no country: it has to be one of the world, of the gazetteer or of the exercise.
        """
        code = country_code(*words)
        if code in CODES or code in self.codes:
            return code
        return next((self.countries[fold(word)] for word in words if fold(word) in self.countries), "")

    def match(self, country: str, level: int, name: str, *, within: UUID | None = None, said: str = "") -> Match | None:
        """The place at this level of this country, or None where a person has to say it.

        `within` is the place above as it was matched, `said` the words for it.
        """
        asked = (country, level, fold(said), fold(name))
        if asked in self.decided:
            return Match(self.decided[asked], How.PERSON)
        steps = (
            (How.EXACT, self.exact, " ".join(name.split())),
            (How.ALIAS, self.aliases, fold(name)),
            (How.FOLDED, self.folded, fold(name)),
            (How.FOLDED, self.folded, fold_bare(name)),
        )
        for how, names, spelled in steps:
            if candidates := names.get((country, level, spelled)):
                return self._one(set(candidates), within, how)
        return None

    def _one(self, candidates: set[UUID], within: UUID | None, how: How) -> Match | None:
        """The only candidate, if nothing speaks against it; of several, the only one in the same district."""
        if within is not None:
            there = {one for one in candidates if self._lies_in(one, within)}
            if len(there) == 1:
                return Match(there.pop(), how if len(candidates) == 1 else How.DISTRICT)
            return None
        return Match(candidates.pop(), how) if len(candidates) == 1 else None

    def _lies_in(self, place: UUID, within: UUID) -> bool:
        above: UUID | None = place
        while above is not None and above != within:
            above = self.parents.get(above)
        return above is not None

    def at_level(self, place: UUID | None, level: int) -> UUID | None:
        """The place itself or the one above it that stands at this level."""
        at = place
        while at is not None and self.levels[at] > level:
            at = self.parents.get(at)
        return at if at is not None and self.levels[at] == level else None


def gazetteer(actor: Actor, room_id: int | None = None) -> Gazetteer:
    """All names, and what was decided in this room. For imports: one read, then no query per row."""
    found = Gazetteer(codes={letters_of_exercise(actor)} - {""})
    rows = Locality.objects.visible_to(actor).values_list("pk", "country", "level", "name", "folded", "parent_id")
    where: dict[UUID, tuple[str, int]] = {}
    for pk, country, level, name, folded, parent in rows:
        where[pk] = (country, level)
        found.parents[pk], found.levels[pk] = parent, level
        found.exact[country, level, name].append(pk)
        found.codes.add(country)
        for spelled in {folded, fold_bare(name)}:
            found.folded[country, level, spelled].append(pk)
        if level == 0:
            found.countries[folded] = country
    for pk, folded in PlaceAlias.objects.visible_to(actor).values_list("locality_id", "folded"):
        country, level = where[pk]
        found.aliases[country, level, folded].append(pk)
        if level == 0:
            found.countries[folded] = country
    if room_id is not None:
        _add_decisions(found, actor, room_id)
    return found


def _add_decisions(found: Gazetteer, actor: Actor, room_id: int) -> None:
    settled = PlaceName.objects.visible_in(actor, room_id).exclude(state=NameState.OPEN)
    for country, level, within, folded, place in settled.values_list(
        "country", "level", "within", "folded", "locality_ref"
    ):
        found.decided[country, level, within, folded] = place


def likely_places(actor: Actor, name: PlaceName) -> list[Locality]:
    """What a person may have meant, the likeliest first: the same country, this level before others."""
    rows = Locality.objects.visible_to(actor).filter(country=name.country).select_related("parent")
    ranked = [(_likeness(name, place), place) for place in rows]
    near = sorted((pair for pair in ranked if pair[0] > LIKELY), key=lambda pair: (-pair[0], pair[1].name))
    return [place for _score, place in near[:OFFERED]]


def _likeness(name: PlaceName, place: Locality) -> float:
    ratio = SequenceMatcher(None, name.folded, place.folded).ratio()
    return ratio if place.level == name.level else ratio - 0.1
