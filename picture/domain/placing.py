"""The place of a hotspot in the gazetteer: found by its name, remembered from a decision, or put before a person."""

from typing import Any

from missions.enums.places import Level, NameState
from missions.intake.countries import country_code
from missions.intake.folding import fold
from missions.models import Locality, PlaceName
from missions.queries.gazetteer import countries_of
from picture.domain.threats import place_named
from picture.models import Hotspot
from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.models import Operation


def place_of(actor: Actor, spot: Hotspot) -> Any:
    """The one place with exactly this name, or the one that a person of this room said it means; else none."""
    return place_named(actor, spot.place_said) or _decided(actor, spot)


def place_name(actor: Actor, key: Any) -> str:
    """What the gazetteer calls a place; nothing for none."""
    return str(Locality.objects.visible_to(actor).get(pk=key)) if key else ""


def _decided(actor: Actor, spot: Hotspot) -> Any:
    folded = fold(spot.place_said[:120])
    if not folded:
        return None
    rows = _names(actor, spot).filter(state=NameState.MATCHED, folded=folded)
    found = list(rows.values_list("locality_ref", flat=True).distinct()[:2])
    return found[0] if len(found) == 1 else None


def ask_place(actor: Actor, spot: Hotspot) -> None:
    """Put the place of a hotspot among the names that wait in its room, once; the answer is remembered."""
    country, folded = _country(actor), fold(spot.place_said[:120])
    if not country or not folded or _names(actor, spot).filter(country=country, folded=folded).exists():
        return
    row = PlaceName(compartment_id=spot.compartment_id, country=country, level=Level.SETTLEMENT, asked_at=now())
    row.within, row.name, row.folded = fold(spot.sector), spot.place_said[:120], folded
    PlaceName.objects.bulk_create([row])


def _names(actor: Actor, spot: Hotspot) -> Any:
    rows = PlaceName.objects.visible_in(actor, spot.compartment_id)
    return rows.filter(level=Level.SETTLEMENT, within=fold(spot.sector))


def _country(actor: Actor) -> str:
    """The only one that the gazetteer knows, else that of the operation if it is known by its name."""
    known = countries_of(actor)
    if len(known) == 1:
        return known[0]
    code = country_code(Operation.objects.get(pk=actor.operation_id).country)
    return code if code in known else ""
