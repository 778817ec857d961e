"""What people say about places: another name, a facility that carries a rule, what a name in a file means."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from missions.domain.gazetteer import ALREADY, commons_to_keep
from missions.enums.places import DRAWN, FacilityKind, How, Level, NameState
from missions.intake.folding import fold
from missions.models import Facility, Incident, Locality, PlaceAlias, PlaceName
from missions.queries.gazetteer import place_for
from pocplan.access.actor import Actor
from pocplan.access.clock import now, today
from pocplan.access.enums import Audience, PostKind
from pocplan.access.errors import NotSeated, Refused
from pocplan.access.models import Post
from pocplan.access.queries.rooms import room_of
from pocplan.access.regret import LATE
from pocplan.access.verb import verb
from pocplan.access.wording import check_fields
from pocplan.journal.telling import tell
from pocplan.notices.domain.events import notify


@verb(ALREADY)
def name_place(*, actor: Actor, place: Locality, name: str) -> PlaceAlias:
    """Another name of a place, for everybody. For those who keep the commons."""
    alias = PlaceAlias(compartment_id=commons_to_keep(actor), locality=place)
    check_fields(alias, {"name": name})
    alias.folded = fold(alias.name)
    if not alias.folded:
        raise Refused(_("A name needs letters or digits."), "name")
    PlaceAlias.objects.bulk_create([alias])
    tell(actor, alias, "name_place")
    return alias


@verb()
def enter_facility(*, actor: Actor, place: Locality, kind: str, **values: Any) -> Facility:
    """A facility that carries a rule. A base is entered by who writes in the Force's room, and stays there."""
    facility = Facility(compartment_id=room_of_facility(actor, kind), locality_ref=place.pk, entered_at=now())
    check_fields(facility, {"kind": kind, **values})
    if (facility.longitude is None) != (facility.latitude is None):
        raise Refused(_("Give both coordinates or none."), "latitude")
    if facility.precision not in DRAWN:
        facility.longitude = facility.latitude = None
    Facility.objects.bulk_create([facility])
    tell(actor, facility, "enter_facility", kind=facility.kind)
    return facility


def room_of_facility(actor: Actor, kind: str) -> int:
    """Where a facility of this kind is written down. Raises Refused for who does not write there."""
    if kind != FacilityKind.BASE:
        return commons_to_keep(actor)
    sentence = _("Bases stay in the Force's room: a planner of the Force enters them.")
    try:
        room = room_of(actor, Audience.FORCE, actor.area_id)
    except NotSeated as error:
        raise Refused(sentence, "kind") from error
    if room.pk not in actor.writable:
        raise Refused(sentence, "kind")
    return room.pk


@verb()
def close_facility(*, actor: Actor, facility: Facility) -> Facility:
    """It is not there any more. For whoever writes where it is written down."""
    if facility.compartment_id not in actor.writable:
        raise Refused(_("Whoever entered this closes it. Ask them."))
    if facility.closed_on is not None:
        raise Refused(_("This facility is closed already."))
    facility.closed_on = today()
    Facility.objects.visible_to(actor).filter(pk=facility.pk).update(closed_on=facility.closed_on)
    tell(actor, facility, "close_facility")
    _tell_planners(actor, facility)
    return facility


def _tell_planners(actor: Actor, facility: Facility) -> None:
    """A base is the Force's own to know: its closing is told to the planners who read it there, and to nobody else."""
    if facility.kind == FacilityKind.BASE and facility.locality_ref:
        notify(
            actor=actor, compartment_id=facility.compartment_id, code="base_closed", kind="locality",
            subject_id=facility.locality_ref, to_kinds=[str(PostKind.FORCE_PLANNER)],
        )  # fmt: skip


@verb()
def put_facility_back(*, actor: Actor, facility: Facility) -> None:
    """Undo closing a facility, on the day it was closed. For whoever writes where it is written down."""
    if facility.compartment_id not in actor.writable:
        raise Refused(_("Whoever entered this closes it. Ask them."))
    if not Facility.objects.visible_to(actor).filter(pk=facility.pk, closed_on=today()).update(closed_on=None):
        raise Refused(LATE)
    tell(actor, facility, "put_facility_back")


@verb()
def decide_name(*, actor: Actor, name: PlaceName, place_id: UUID | None) -> PlaceName:
    """Say once which place a name means, or that it is none; imports into this room remember it.

    Raises Refused for a place of another country, and for who does not write in the room.
    """
    if name.compartment_id not in actor.writable:
        raise Refused(_("You can read this and not decide it."))
    place = place_for(actor, place_id) if place_id else None
    if place is not None and name.country and place.country != name.country:
        raise Refused(_("This place lies in another country."), "place")
    post = Post.objects.visible_to(actor).get(pk=actor.post_id)
    values = {
        "state": NameState.MATCHED if place else NameState.NO_PLACE,
        "how": How.PERSON,
        "locality_ref": place.pk if place else None,
        "decided_at": now(),
        "decided_by_title": post.title_en,
    }
    PlaceName.objects.visible_to(actor).filter(pk=name.pk).update(**values)
    _settle_incidents(actor, name, place)
    tell(actor, name, "decide_name", place=str(place.pk) if place else "")
    return name


def _settle_incidents(actor: Actor, name: PlaceName, place: Locality | None) -> None:
    """Incidents of this room that waited for the answer get it."""
    chain = [] if place is None else [place]
    while chain and chain[-1].parent_id is not None:
        chain.append(place_for(actor, chain[-1].parent_id))
    by_level = {one.level: one.pk for one in chain}
    found = {"admin1_ref": by_level.get(Level.ADMIN1), "admin2_ref": by_level.get(Level.ADMIN2)}
    values = {column: pk for column, pk in found.items() if pk is not None}
    waiting = Incident.objects.visible_in(actor, name.compartment_id).filter(name_ref=name.pk)
    waiting.update(name_ref=None, **values)
