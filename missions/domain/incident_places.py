"""Where an event lies: its names matched to the gazetteer, and a point only where its precision allows one."""

from dataclasses import dataclass, field
from uuid import UUID

from missions.enums.incidents import Reason
from missions.enums.places import DRAWN, Level
from missions.intake.events import Event
from missions.intake.folding import fold
from missions.models import PlaceName
from missions.queries.matching import Gazetteer, gazetteer
from missions.queries.reach import Box, inside, reaches
from pocplan.access.actor import Actor
from pocplan.access.clock import now

Asked = tuple[str, int, str, str]  # country, level, within as said, name


@dataclass(frozen=True)
class Place:
    """What the names of an event came to."""

    country: str
    admin1: UUID | None = None
    admin2: UUID | None = None
    asked: Asked | None = None


@dataclass
class Places:
    """The gazetteer for one file, with the names that it does not settle."""

    known: Gazetteer
    boxes: dict[str, Box]
    waiting: dict[Asked, UUID] = field(default_factory=dict)
    asked: dict[Asked, int] = field(default_factory=dict)
    found: dict[tuple[tuple[str, ...], str, str], Place] = field(default_factory=dict)

    def locate(self, event: Event) -> Place:
        """Match the names of an event and check its point; what is noticed is said on the event."""
        key = (event.country, event.admin1, event.admin2)
        place = self.found.get(key)
        if place is None:
            place = self.found[key] = self._match(event)
        if not place.country:
            event.say(Reason.NO_COUNTRY, "country", " ".join(event.country))
            return place
        if place.asked:
            self.asked[place.asked] = self.asked.get(place.asked, 0) + 1
            event.say(Reason.PLACE_ASKED, "", place.asked[3])
        return place

    def _match(self, event: Event) -> Place:
        country = self.known.country(*event.country)
        if not country or not event.admin1:
            return Place(country)
        first = self.known.match(country, Level.ADMIN1, event.admin1)
        if first is None:
            return Place(country, asked=(country, Level.ADMIN1, "", event.admin1[:120]))
        within, below = (self.known.at_level(first.locality_id, level) for level in (Level.ADMIN1, Level.ADMIN2))
        if within is None or below is not None or not event.admin2:
            return Place(country, within, below)
        said = event.admin1[:120]
        second = self.known.match(country, Level.ADMIN2, event.admin2, within=within, said=said)
        if second is None:
            return Place(country, within, asked=(country, Level.ADMIN2, said, event.admin2[:120]))
        return Place(country, within, second.locality_id)

    def check_point(self, event: Event, country: str, takes_offers: bool) -> None:
        """No point for what is known to a province only, none off the country, none mirrored without a word."""
        if event.latitude is None or event.longitude is None:
            event.latitude = event.longitude = None
            return
        if event.precision not in DRAWN or (event.has_comma and not takes_offers):
            event.latitude = event.longitude = None
            return
        box = self.boxes.get(country)
        if inside(event.longitude, event.latitude, box):
            return
        said = f"{event.latitude} / {event.longitude}"
        if inside(event.latitude, event.longitude, box):
            event.say(Reason.SWAPPED, "latitude", said)
            event.latitude, event.longitude = (event.longitude, event.latitude) if takes_offers else (None, None)
            return
        earthly = abs(event.latitude) <= 90 and abs(event.longitude) <= 180
        event.say(Reason.OFF_COUNTRY if earthly else Reason.BAD_POINT, "latitude", said)
        event.latitude = event.longitude = None


def places_for(actor: Actor, room_id: int) -> Places:
    """The gazetteer, what was decided in this room, and how far each country reaches."""
    names = PlaceName.objects.visible_in(actor, room_id)
    waiting = {
        (country, level, within, folded): pk
        for pk, country, level, within, folded in names.values_list("pk", "country", "level", "within", "folded")
    }
    return Places(gazetteer(actor, room_id), reaches(actor), waiting)


def ask_names(room_id: int, places: Places) -> None:
    """Put the names that nothing settled before a person, each once."""
    fresh = []
    for asked, times in places.asked.items():
        country, level, within, name = asked
        key = (country, level, fold(within), fold(name))
        if key not in places.waiting:
            row = PlaceName(compartment_id=room_id, country=country, level=level, within=fold(within), name=name,
                            folded=fold(name), times=times, asked_at=now())  # fmt: skip
            places.waiting[key] = row.pk
            fresh.append(row)
    PlaceName.objects.bulk_create(fresh, batch_size=500)


def name_of(places: Places, place: Place) -> UUID | None:
    """The row that asks for this place's name."""
    if place.asked is None:
        return None
    country, level, within, name = place.asked
    return places.waiting.get((country, level, fold(within), fold(name)))
