"""The first appointments of an installation: made once, by the owner of the database (decisions.md 18)."""

from datetime import date
from uuid import UUID

from demo.cast import NAMES, Body, Place, Role
from pocplan.access.actor import Actor, current_actor
from pocplan.access.binding import as_system
from pocplan.access.domain.appointments import create_post, propose, register_person
from pocplan.access.domain.founding import directory_of, found_area, found_operation, found_owner
from pocplan.access.enums import OwnerKind
from pocplan.access.models import Post
from pocplan.accounts.models import User

FIRST_DAY = date(2026, 1, 5)


def install(place: Place, users: dict[str, User]) -> dict[str, UUID]:
    """Found an operation, its bodies and posts, and seat its people. Returns the bodies' ids by key."""
    with as_system(None, purpose="installation") as actor:
        operation, _ = found_operation(actor=actor, code=place.code, country=place.country, timezone=place.timezone)
        bodies = {
            body.key: found_owner(actor=actor, operation_id=operation, kind=body.kind, name=body.name, short=body.short)
            for body in place.bodies
        }
        areas = {name: _found_area(actor, bodies, body, name) for body in place.bodies for name in body.areas}
        rooms = {key: directory_of(actor=actor, owner_id=owner) for key, owner in bodies.items()}
    for key, room in rooms.items():
        with as_system(room, purpose="installation"):
            _seat_people([role for role in place.roles if role.body == key], bodies[key], areas, users)
    return bodies


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


def _found_area(actor: Actor, bodies: dict[str, UUID], body: Body, name: str) -> UUID:
    return found_area(actor=actor, owner_id=bodies[body.key], name=name, kind=OwnerKind(body.kind))


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
