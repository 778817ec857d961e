"""Rows of another system and the hotspots that they mean: by their reference, and what they would change."""

from copy import copy
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from missions.intake.folding import fold
from picture.domain.hotspots import FIELDS, fill
from picture.domain.placing import place_name
from picture.enums.hotspots import HotspotState
from picture.models import Hotspot
from pocplan.access.actor import Actor
from pocplan.access.errors import Refused
from pocplan.access.models import Compartment

Key = tuple[str, str]  # place and sector, folded


class Change(NamedTuple):
    """A field, and what it says before and after."""

    field: str
    before: Any
    after: Any


@dataclass
class Matrix:
    """What a room's matrix holds, and what the rows above said."""

    by_reference: dict[str, Hotspot] = field(default_factory=dict)
    by_place: dict[Key, list[Hotspot]] = field(default_factory=dict)
    said: dict[str, int] = field(default_factory=dict)
    listed: set[Key] = field(default_factory=set)

    def meant(self, row: int, reference: str, *key: str) -> Hotspot | None:
        """The hotspot that a row means by its reference, or that still has none and stands at its place.

        Raises Refused for a reference that a row above has, one of a delisted hotspot, and a place where several
        would do: nothing is guessed, and nothing comes back by omission.
        """
        if not reference:
            return None
        if above := self.said.get(reference):
            raise Refused(_("Row %(row)s has this reference already."), "external_ref", row=above)
        self.said[reference] = row
        spot = self.by_reference.get(reference) or self._nameless(key)
        if spot is not None and spot.state == HotspotState.DELISTED:
            raise Refused(_("This hotspot is delisted. List it again first, or leave the row out."), "external_ref")
        return spot

    def _nameless(self, key: tuple[str, ...]) -> Hotspot | None:
        there = self.by_place.get((key[0], key[1]), [])
        if len(there) > 1:
            raise Refused(_("Several hotspots without a reference stand at this place. Give one of them this one."))
        return there.pop() if there else None

    def again(self, key: Key, referred: bool) -> bool:
        """Whether a row without a reference says a place that stands there already, or a row above said."""
        known = key in self.listed and not referred
        self.listed.add(key)
        return known


def matrix_in(actor: Actor, room: Compartment) -> Matrix:
    """The matrix of a room, in one query."""
    found = Matrix()
    for spot in Hotspot.objects.visible_in(actor, room.pk).select_related("compartment"):
        key = (fold(spot.place_said), fold(spot.sector))
        if spot.external_ref:
            found.by_reference[spot.external_ref] = spot
        elif spot.state != HotspotState.DELISTED:
            found.by_place.setdefault(key, []).append(spot)
        if spot.state != HotspotState.DELISTED:
            found.listed.add(key)
    return found


def changes_of(actor: Actor, spot: Hotspot, values: dict[str, Any]) -> tuple[list[Change], bool]:
    """What these values would change, and whether the place is one of the gazetteer then."""
    after = copy(spot)
    fill(actor, after, values)
    pairs = ((name, getattr(spot, name), getattr(after, name)) for name in FIELDS)
    found = [Change(*one) for one in pairs if one[1] != one[2]]
    if spot.locality_ref != after.locality_ref:
        names = (place_name(actor, one.locality_ref) for one in (spot, after))
        found.append(Change("locality_ref", *names))
    return found, after.locality_ref is not None
