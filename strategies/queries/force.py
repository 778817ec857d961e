"""What of a version the Force knows, and whether its Commander has cleared it."""

from uuid import UUID

from missions.enums import MissionKind
from missions.queries.missions import missions_for
from pocplan.access.actor import Actor
from pocplan.access.enums import PostKind
from pocplan.access.models import Post
from strategies.models import ForceClearance, Round, Version
from strategies.queries.versions import authors_of

OF_THE_FORCE = (PostKind.FORCE_COMMANDER, PostKind.FORCE_PLANNER)


def has_force(actor: Actor, owner_id: UUID | None = None) -> bool:
    """Whether the actor's mission has a Force; a special political mission has none."""
    mission = missions_for(actor).filter(owner_id=owner_id or actor.owner_id).first()
    return mission is None or mission.kind != MissionKind.POLITICAL


def known_from_force(actor: Actor, version: Version) -> list[str]:
    """Rows of a frozen version that are marked so, and posts of the Force that wrote a word of it."""
    if not has_force(actor, version.strategy.mission_owner_id):
        return []
    return [*_marked(version), *_writers(actor, version)]


def _marked(version: Version) -> list[str]:
    rows = [row for section in version.body["sections"] for row in section["rows"]]
    rows += [row for kind in version.body.get("rows", {}).values() for row in kind]
    rows += [row for kind in version.body.get("picture", {}).values() for row in kind if row.get("shown")]
    return [row["title"] for row in rows if row.get("known_from_force")]


def _writers(actor: Actor, version: Version) -> list[str]:
    authors = authors_of(actor, version)
    posts = Post.objects.visible_to(actor).filter(kind__in=OF_THE_FORCE, pk__in=[one.post_id for one in authors])
    forces = set(posts.values_list("pk", flat=True))
    return sorted({one.post_title for one in authors if one.post_id in forces})


def force_clearance_of(actor: Actor, round_: Round) -> ForceClearance | None:
    """What was asked of the Force Commander about a round, if anything was."""
    return ForceClearance.objects.visible_to(actor).filter(round=round_).first()


def force_clearances_asked(actor: Actor) -> list[ForceClearance]:
    """Those of rounds not yet open that wait for the Commander's word."""
    rows = ForceClearance.objects.visible_to(actor).filter(word="", round__state__in=("prepared", "cleared"))
    return list(rows.select_related("round__strategy"))
