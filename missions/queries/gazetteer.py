"""Places of the gazetteer, for everybody in the operation, and names of them that wait in one's own rooms."""

from uuid import UUID

from django.db.models import Q, QuerySet

from missions.enums.places import NameState
from missions.intake.countries import country_code
from missions.intake.folding import fold
from missions.models import Facility, Locality, PlaceAlias, PlaceName, PlaceOutline
from pocplan.access.actor import Actor
from pocplan.access.models import Operation


def places(actor: Actor, *, words: str = "", country: str = "", level: int | None = None) -> QuerySet[Locality]:
    """Places by country, level and name; `words` is looked for at the beginning of names, without accents."""
    found = Locality.objects.visible_to(actor).select_related("parent")
    if country:
        found = found.filter(country=country)
    if level is not None:
        found = found.filter(level=level)
    folded = fold(words)
    if folded:
        aliases = PlaceAlias.objects.visible_to(actor).filter(folded__startswith=folded).values("locality_id")
        found = found.filter(Q(folded__startswith=folded) | Q(code__istartswith=words.strip()) | Q(pk__in=aliases))
    return found


def place_for(actor: Actor, place_id: UUID) -> Locality:
    """One place with what it lies in. Raises Locality.DoesNotExist."""
    return Locality.objects.visible_to(actor).select_related("parent").get(pk=place_id)


def countries_of(actor: Actor) -> list[str]:
    rows = Locality.objects.visible_to(actor).order_by("country").values_list("country", flat=True)
    return list(rows.distinct())


def letters_of_exercise(actor: Actor) -> str:
    """By which letters the country of an exercise goes, which is none: the first of its name. Empty for a real one."""
    own = Operation.objects.get(pk=actor.operation_id).country
    return "" if country_code(own) else own[:3].upper()


def aliases_of(actor: Actor, place: Locality) -> QuerySet[PlaceAlias]:
    return PlaceAlias.objects.visible_to(actor).filter(locality=place)


def inside(actor: Actor, place: Locality) -> QuerySet[Locality]:
    """What lies directly in it."""
    return Locality.objects.visible_to(actor).filter(parent=place).order_by("name", "id")


def outline_of(actor: Actor, place: Locality) -> PlaceOutline | None:
    return PlaceOutline.objects.visible_to(actor).filter(locality=place).first()


def facilities_at(actor: Actor, place: Locality) -> QuerySet[Facility]:
    """What stands there and carries a rule, as far as the reader may know it."""
    return Facility.objects.visible_to(actor).filter(locality_ref=place.pk)


def facility_for(actor: Actor, facility_id: UUID) -> Facility:
    return Facility.objects.visible_to(actor).get(pk=facility_id)


def open_names(actor: Actor) -> QuerySet[PlaceName]:
    """Names that a person has to settle, those used most often first."""
    return PlaceName.objects.visible_to(actor).filter(state=NameState.OPEN)


def name_for(actor: Actor, name_id: UUID) -> PlaceName:
    return PlaceName.objects.visible_to(actor).get(pk=name_id)
