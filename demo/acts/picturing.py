"""Threats that the mission and the cluster look at together, and what each side says of them."""

from datetime import timedelta
from typing import Any

from demo.acts.hats import acting
from picture.domain.actors import enter_armed_actor
from picture.domain.groups import open_group
from picture.domain.ratings import give_rating, prepare_release, release_rating
from picture.domain.sources import add_threat_source, judge_threat
from picture.domain.threats import close_threat, propose_threat, take_up_threat
from picture.enums.ratings import RatingSide
from picture.models import ArmedActor, RatingRelease, Threat
from picture.queries.rooms import rooms_with_threats
from picture.queries.threats import threat_for
from pocplan.access.actor import Actor
from pocplan.access.clock import days_ago, today
from pocplan.access.enums import Audience
from pocplan.access.models import Compartment, Owner

RATERS = {
    RatingSide.MILITARY: ("force.planner", "force.commander"),
    RatingSide.POLICE: ("police.planner", "police.planner"),
    RatingSide.CIVILIAN: ("civil.affairs", "adviser"),
    RatingSide.HUMAN_RIGHTS: ("human.rights", "human.rights"),
    RatingSide.CLUSTER: ("cluster.colead", "cluster.lead"),
}
ACTORS: tuple[dict[str, str], ...] = (
    {
        "name": "Ridge Front",
        "also_known_as": "FRM",
        "kind": "armed_group",
        "relation": "opposed",
        "is_party": "yes",
        "is_listed": "yes",
        "leverage": "Elders of the Besh Valley, and traders who pay for the road.",
    },
    {
        "name": "Interior Guard",
        "kind": "state_force",
        "relation": "own",
        "is_party": "yes",
        "leverage": "The Ministry of the Interior, and donors of its training.",
    },
    {
        "name": "Valley Watch",
        "kind": "militia",
        "relation": "tolerated",
        "leverage": "Village councils between Kelmat and Hesk Crossing.",
    },
)
BESH: dict[str, Any] = {
    "title": "Night attacks on traders and returnees on the Besh road",
    "place_said": "Besh Valley",
    "types": ["killing", "extortion", "abduction"],
    "risks": ["attacks", "property", "abduction"],
    "intent": "To close the road before the harvest and to tax what passes.",
    "capability": "Two groups of about thirty, with motorcycles and light weapons.",
    "opportunity": "No patrol between dusk and dawn since the rains.",
    "history": "Eleven attacks in four months, seven of them at the two bridges.",
    "exposed": ["women", "returnees", "displaced"],
    "exposure": "Women who walk to the market before light.",
    "coping": "Traders go in groups; some villages pay.",
    "state_capacity": "weak",
    "state_will": "mixed",
}
DORRIM: dict[str, Any] = {
    "title": "Arrests and payments at checkpoints around Dorrim",
    "place_said": "Dorrim",
    "types": ["detention", "extortion", "ill_treatment"],
    "risks": ["abduction", "movement", "torture"],
    "history": "Since the clashes in the spring, men without papers are held for days.",
    "exposed": ["men", "boys", "minority"],
    "state_capacity": "able",
    "state_will": "against",
    "mission_answer": "Raised with the ministry each month; police advisers visit both posts weekly.",
}
HESK: dict[str, Any] = {
    "title": "Recruitment of boys at Hesk Crossing",
    "place_said": "Hesk Crossing",
    "types": ["child_recruitment"],
    "risks": ["child_recruitment", "family_separation"],
    "history": "Families keep boys at home since two lorries came to the crossing.",
    "exposed": ["boys", "displaced"],
    "coping": "Children walk to school in groups with teachers.",
}
TULENI: dict[str, Any] = {
    "title": "Robbery of traders around Tuleni market",
    "place_said": "Tuleni",
    "types": ["extortion"],
    "risks": ["property"],
    "exposed": ["women"],
    "actor_kind": "criminal",
    "state_capacity": "partly",
    "state_will": "willing",
}
KELMAT: dict[str, Any] = {
    "title": "Reprisals after the cattle raid near Kelmat",
    "types": ["communities", "displacement"],
    "risks": ["attacks", "movement"],
    "exposed": ["everybody"],
}


def picture() -> None:
    """A group, its threats with ratings that differ, and on each side one rating that it keeps to itself."""
    with days_ago(60):
        _open()
        for one in ACTORS:
            _enter("adviser", Audience.MISSION, one)
        _enter("cluster.lead", Audience.CLUSTER_LEAD, ACTORS[0])
    with days_ago(45):
        besh = _propose("adviser", Audience.SHARED, "Ridge Front", BESH)
        dorrim = _propose("adviser", Audience.SHARED, "Interior Guard", DORRIM)
        tuleni = _propose("civil.affairs", Audience.MISSION, "", TULENI)
        kelmat = _propose("field.cluster", Audience.SHARED, "", KELMAT)
    with days_ago(40):
        _take_up("cluster.lead", besh)
        _take_up("adviser", dorrim)
    _besh(besh)
    _others(dorrim, tuleni)
    with days_ago(20):
        with acting("adviser") as actor:
            row = threat_for(actor, kelmat.pk)
            why = "The two councils settled it; displaced families went back."
            close_threat(actor=actor, threat=row, revision=row.revision, because="ended", reason=why)
        hesk = _propose("cluster.lead", Audience.SHARED, "Ridge Front", HESK)
    with days_ago(6):
        _rate(RatingSide.CLUSTER, hesk, "Reported by four members in two weeks.", severity=4)
        _rate(RatingSide.HUMAN_RIGHTS, hesk, "Consistent with the pattern of last year.", 4, 4)


def _open() -> None:
    with acting("adviser") as actor:
        names = ("Protection Cluster Orvane", "Field Protection Cluster Sector East")
        bodies = [Owner.objects.get(name=name, operation_id=actor.operation_id).pk for name in names]
        open_group(actor=actor, title="Threats in Sector East", bodies=bodies)


def _room(actor: Actor, audience: str) -> Compartment:
    return next(one for one in rooms_with_threats(actor, to_write=True) if one.audience == audience)


def _enter(who: str, audience: str, values: dict[str, str]) -> None:
    with acting(who) as actor:
        enter_armed_actor(actor=actor, room=_room(actor, audience), **values)


def _propose(who: str, audience: str, name: str, values: dict[str, Any]) -> Threat:
    with acting(who) as actor:
        found = ArmedActor.objects.visible_to(actor).filter(name=name).first() if name else None
        return propose_threat(actor=actor, room=_room(actor, audience), armed_actor=found, **values)


def _take_up(who: str, threat: Threat) -> None:
    with acting(who) as actor:
        take_up_threat(actor=actor, threat=threat_for(actor, threat.pk), revision=threat.revision)


def _rate(side: RatingSide, threat: Threat, rationale: str, *figures: int, **more: Any) -> RatingRelease | None:
    """This side's rating; released where `shared` says how the others will read it."""
    shared = more.pop("shared", False)
    planner, releaser = RATERS[side]
    given = dict(zip(("likelihood", "impact"), figures, strict=False))
    with acting(planner) as actor:
        row = threat_for(actor, threat.pk)
        values = {"confidence": "moderate", "cut_off": today() - timedelta(days=2), **given, **more}
        rating = give_rating(actor=actor, threat=row, rationale=rationale, **values)
        release = prepare_release(actor=actor, rating=rating, rationale=rationale) if shared else None
    if release is not None:
        with acting(releaser) as actor:
            release_rating(actor=actor, release=release, digest=release.digest)
    return release


def _besh(threat: Threat) -> None:
    with days_ago(34):
        _rate(RatingSide.MILITARY, threat, "Fewer attacks since the second patrol began.", 2, 4, shared=True)
        _rate(RatingSide.POLICE, threat, "No complaint reached the post in three weeks.", 3, 3)
    with days_ago(33):
        why = "Traders expect it to begin again with the harvest."
        _rate(RatingSide.CIVILIAN, threat, why, 5, 4, shared=True, confidence="high")
        _rate(RatingSide.HUMAN_RIGHTS, threat, "The pattern holds since May.", 4, 4, shared=True)
        why = "Members had to stop three distributions; families left two villages."
        _rate(RatingSide.CLUSTER, threat, why, shared=True, severity=4)
    with days_ago(30), acting("human.rights") as actor:
        row = threat_for(actor, threat.pk)
        for kind, group in (("witness", "A"), ("community", "A"), ("media", "B")):
            add_threat_source(actor=actor, threat=row, room=row.compartment, kind=kind, group=group)
        own = _room(actor, Audience.HUMAN_RIGHTS)
        add_threat_source(actor=actor, threat=row, room=own, kind="victim", group="C")
        judge_threat(actor=actor, threat=row, finding="verified")


def _others(dorrim: Threat, tuleni: Threat) -> None:
    with days_ago(28):
        _rate(RatingSide.MILITARY, dorrim, "Since the withdrawal there were no clashes.", 2, 4)
        _rate(RatingSide.POLICE, dorrim, "Fewer people are held; payments go on.", 3, 3, shared=True)
        _rate(RatingSide.CIVILIAN, dorrim, "A pause until the harvest.", 5, 4, shared=True)
        _rate(RatingSide.CLUSTER, dorrim, "Men stay away from the clinic.", 5, 4)
    with days_ago(27):
        _rate(RatingSide.MILITARY, tuleni, "Small groups without weapons of war.", 3, 2, shared=True)
        _rate(RatingSide.POLICE, tuleni, "Two arrests, no charge.", 3, 2, shared=True)
        _rate(RatingSide.CIVILIAN, tuleni, "Women changed their road to market.", 3, 3)
