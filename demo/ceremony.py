"""The first appointments of an installation: made once, by the owner of the database (decisions.md 18)."""

from datetime import date
from typing import Any
from uuid import UUID

from clusters.domain.agencies import found_agency
from clusters.domain.clusters import change_cluster
from clusters.domain.founding import found_cluster
from clusters.models import Cluster
from clusters.queries.clusters import clusters_for
from demo.cast import NAMES, Place, Role
from missions.domain.founding import found_mission
from missions.domain.offices import change_office
from missions.models import Office
from pocplan.access.actor import Actor, current_actor
from pocplan.access.binding import as_system
from pocplan.access.domain.appointments import create_post, propose, register_person
from pocplan.access.domain.founding import directory_of, found_operation, found_owner
from pocplan.access.enums import OwnerKind
from pocplan.access.models import Post
from pocplan.accounts.models import User

FIRST_DAY = date(2025, 1, 6)


def install(place: Place, users: dict[str, User]) -> dict[str, UUID]:
    """Found an operation, its bodies and posts, and seat its people. Returns the bodies' ids by key."""
    with as_system(None, purpose="installation") as actor:
        operation, commons = found_operation(
            actor=actor, code=place.code, country=place.country, timezone=place.timezone
        )
    with as_system(commons, purpose="installation") as actor:
        bodies = _found_bodies(actor, operation, place)
        areas = {office.name: office.area_id for office in Office.objects.visible_to(actor) if office.area_id}
        _join_sectors(actor)
        rooms = {key: directory_of(actor=actor, owner_id=owner) for key, owner in bodies.items()}
    for key, room in rooms.items():
        with as_system(room, purpose="installation"):
            _seat_people([role for role in place.roles if role.body == key], bodies[key], areas, users)
    return bodies


def _found_bodies(actor: Actor, operation: UUID, place: Place) -> dict[str, UUID]:
    clusters: dict[str, Cluster] = {}
    bodies: dict[str, UUID] = {}
    for body in place.bodies:
        names: dict[str, Any] = {"operation_id": operation, "name": body.name, "short": body.short}
        if body.kind == OwnerKind.MISSION:
            bodies[body.key] = found_mission(actor=actor, **names, sectors=body.areas, **body.facts).owner_id
        elif body.kind == OwnerKind.CLUSTER:
            parent = clusters.get(body.parent)
            clusters[body.key] = found_cluster(actor=actor, **names, parent=parent, **body.facts)
            bodies[body.key] = clusters[body.key].owner_id
        elif body.kind == OwnerKind.AGENCY:
            bodies[body.key] = found_agency(actor=actor, **names, **body.facts).owner_id
        else:
            bodies[body.key] = found_owner(actor=actor, kind=body.kind, **names)
    return bodies


def _join_sectors(actor: Actor) -> None:
    """Each sector with the field cluster that covers it."""
    clusters = {cluster.covers: cluster for cluster in clusters_for(actor) if cluster.covers}
    for office in Office.objects.visible_to(actor).filter(name__in=clusters):
        cluster = clusters[office.name]
        change_office(actor=actor, office=office, field_cluster=cluster.owner)
        change_cluster(actor=actor, cluster=cluster, version=cluster.version, area=office.area)


def make_users(password: str) -> dict[str, User]:
    """One account for each of the cast; all share a password that is refused outside the demo."""
    return {
        name: User.objects.create_user(
            name,
            f"{name}@demo.invalid",
            password,
            is_demo=True,
            is_staff=name == "admin",
            timezone="Africa/Kigali",
        )
        for name in NAMES
    }


def _seat_people(roles: list[Role], owner: UUID, areas: dict[str, UUID], users: dict[str, User]) -> None:
    actor, posts = current_actor(), dict[str, Post]()
    for role in roles:
        post = create_post(
            actor=actor,
            owner_id=owner,
            kind=role.kind,
            title_en=role.title_en,
            title_fr=role.title_fr,
            area_id=areas.get(role.area),
            organisation=role.organisation,
            mission_affiliated=role.affiliated,
            reports_to=posts.get(role.reports_to),
        )
        posts.setdefault(role.user, post)
        user = users[role.user]
        person = register_person(actor=actor, owner_id=owner, user_id=user.pk, name=NAMES[role.user])
        propose(actor=actor, post=post, person=person, starts=FIRST_DAY)
