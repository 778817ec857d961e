"""A group of the mission and the cluster, and threats in it, for the tests of ratings."""

from datetime import timedelta
from typing import Any

from picture.domain.groups import open_group
from picture.domain.ratings import give_rating, prepare_release, release_rating
from picture.domain.threats import propose_threat
from picture.models import RatingRelease, ReleasedRating, Threat
from picture.queries.rooms import rooms_with_threats
from picture.queries.threats import threat_for
from pocplan.access.actor import Actor
from pocplan.access.clock import today
from pocplan.access.models import Compartment
from tests.world import World

TITLE = "Night attacks on the Besh road"


def room_of_kind(actor: Actor, audience: str) -> Compartment:
    return next(room for room in rooms_with_threats(actor, to_write=True) if room.audience == audience)


def group(world: World, *bodies: str) -> int:
    """A group of the mission with these clusters; the key of its room."""
    with world.acting("adviser") as actor:
        keys = [world.owner_id(short) for short in bodies or ("Protection Cluster",)]
        return int(open_group(actor=actor, title="Threats in Sector East", bodies=keys).compartment_id)


def proposed(world: World, who: str = "adviser", audience: str = "shared", **values: Any) -> Threat:
    """A threat as this person proposes it, in a room of this kind."""
    with world.acting(who) as actor:
        room = room_of_kind(actor, audience)
        return propose_threat(actor=actor, room=room, **{"title": TITLE, "risks": ["attacks"], **values})


def given(world: World, who: str, threat: Threat, likelihood: int = 3, impact: int = 3, **values: Any) -> Any:
    """This person's rating of it."""
    figures = {"likelihood": likelihood, "impact": impact} if "severity" not in values else {}
    with world.acting(who) as actor:
        return give_rating(
            actor=actor,
            threat=threat_for(actor, threat.pk),
            cut_off=today() - timedelta(days=1),
            **{"rationale": f"Seen by {who.replace('.', ' ')}", "confidence": "moderate", **figures, **values},
        )


def prepared(world: World, who: str, rating: Any, rationale: str = "") -> RatingRelease:
    with world.acting(who) as actor:
        return prepare_release(actor=actor, rating=rating, rationale=rationale or rating.rationale)


def released(world: World, who: str, release: RatingRelease) -> ReleasedRating:
    with world.acting(who) as actor:
        return release_rating(actor=actor, release=release, digest=release.digest)


def public_id(world: World, room: int) -> str:
    return str(world.query("SELECT public_id FROM access_compartment WHERE id = %s", [room])[0][0])
