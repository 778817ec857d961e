"""Where a made-up row has to have a certain shape, for the database's rules or for the pages that read it."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

# A plain id of a row in another table, by the end of the field's name.
REFERENCES = {
    "strategy_ref": "strategies.Strategy",
    "version_ref": "strategies.Version",
    "rendition_id": "strategies.Rendition",
    "consultation_ref": "strategies.Consultation",
    "consultation_id": "strategies.Consultation",
    "source_id": "strategies.Version",
    "request_ref": "strategies.Request",
    "request_id": "strategies.Request",
    "block_id": "strategies.Block",
    "about": "strategies.Request",
    "locality_ref": "missions.Locality",
    "incident_ref": "missions.Incident",
    "threat_ref": "picture.Threat",
    "hotspot_ref": "picture.Hotspot",
    "subject_ref": "picture.Threat",
    "post_id": "access.Post",
    "person_id": "access.Person",
    "incumbency_id": "access.Incumbency",
}

FIRST_NUMBER = 701  # the seeded world has numbers of its own
LATER = date(2027, 2, 1)
START_AT = datetime(2026, 9, 1, tzinfo=UTC)
LATER_AT = datetime(2027, 2, 1, tzinfo=UTC)
COMMONS = {"commons"}
DIRECTORY = {"directory"}
DESKS = {"force", "police", "civilian", "human_rights", "cluster_lead"}
MISSION_SIDE = {"mission", "force", "police", "civilian", "analysis", "human_rights", "leadership"}
# Models that stand in certain rooms only; all others are planted in every room.
HOMES = {
    "access.Post": DIRECTORY,
    "access.Person": DIRECTORY,
    "access.Incumbency": DIRECTORY,
    "missions.Mission": COMMONS,
    "missions.Locality": COMMONS,
    "missions.PlaceAlias": COMMONS,
    "records.SupportCase": MISSION_SIDE,
    "missions.PlaceOutline": COMMONS,
    "clusters.Cluster": COMMONS,
    "picture.Feasibility": {"force", "police"},
    "picture.Rating": DESKS,
    "picture.RatingRelease": DESKS,
    "picture.GapRelease": {"force"},
    "clusters.Agency": COMMONS,
}
# These end the row that they speak of, and the first row of each kind goes on.
NOT_FOR_THE_FIRST = (
    "strategies.RenditionWithdrawal",
    "strategies.CommentWithdrawal",
    "strategies.CompanionCopyWithdrawal",
    "bodies.DecisionEnd",
)
# Models that stand for an owner of their own, and its kind.
OWNERS = {"missions.Mission": "mission", "clusters.Cluster": "cluster", "clusters.Agency": "agency"}
SIDES = {"mission": "mission", "cluster": "humanitarian", "agency": "humanitarian"}


def shape(model: Any, word: str, n: int) -> dict[str, Any]:
    """Values that override the made-up ones."""
    make = SHAPES.get(model._meta.label)
    return make(word, n) if make else {}


def _anchor(word: str) -> dict[str, Any]:
    return {"section": "s1", "block": "b1", "quote": word, "prefix": "", "suffix": ""}


def _header(word: str) -> dict[str, Any]:
    words = dict.fromkeys(("reference", "title", "mission", "scope", "approving_post", "contact_unit"), word)
    codes = {"language": "en", "classification": "unclassified", "sensitivity": "moderate"}
    return {**words, **codes, "supersedes": "", "distribution": [[word, word]]}


def _pictured(n: int) -> str:
    """The key of the one row in the picture of a made-up version, by which its ratings find it."""
    return str(UUID(int=0x51C7_0000 + n, version=4))


def _picture(word: str, n: int) -> dict[str, Any]:
    row = {"key": _pictured(n), "number": 1, "title": word, "where": word, "shown": True, "place": word}
    threat = {**row, "kind": "threat", "risks": ["attacks"], "types": ["killing"], "actor": word, "exposed": ["women"]}
    codes = {"actor_kind": "armed_group", "state_capacity": "weak", "state_will": "mixed", "threat_state": "current"}
    spot = {**row, "key": _pictured(n + 0x100), "kind": "hotspot", "precision": "about", "sector": word}
    graded = {"priority": "high", "trend": "worse", "phase": "response", "grade": "must", "graded_by": word}
    days = {
        "reviewed": "2026-09-01",
        "verified": "",
        "people": [40, "survey"],
        "decisions": [["military", "no", "season"]],
    }
    return {"threats": [{**threat, **codes, "finding": ""}], "hotspots": [{**spot, **graded, **days}]}


def _body(word: str) -> dict[str, Any]:
    block = {"key": "b1", "kind": "paragraph", "html": f"<p>{word}</p>", "notes": []}
    return {
        "header": _header(word),
        "sections": [{"key": "s1", "code": "purpose", "title": word, "blocks": [block], "rows": []}],
    }


def _returned(word: str) -> dict[str, Any]:
    remark = {"kind": "comment", "reviewer": 1, "anchor": _anchor(word), "section_title": word, "quote": word}
    said = {**remark, "words": word, "suggestion": word, "digest": "0" * 64, "known": False}
    values = {"state": "read", "progress": 100, "reviewers": 1, "names": [], "found": [said]}
    return {**values, "lost": [{"reason": "nothing", "words": word}]}


def _packed(word: str) -> dict[str, Any]:
    said = {"anchor": _anchor(word), "section_title": word, "words": word, "suggestion": word}
    return {"comments": [{**said, "attribution": "cluster", "attributed_to": word}]}


def _companion(word: str) -> dict[str, Any]:
    return {"title": word, "language": "en", "written_by": word, "sections": _body(word)["sections"]}


# The second released rating stands beside the first, on the same threat: sides differ there, and pages say so.
ON_THE_FIRST = {"picture.ReleasedRating": "threat"}
_RATED_BY_ANOTHER = {"side": "human_rights", "likelihood": 2}


def _rated(word: str) -> dict[str, Any]:
    return {"side": "military", "cycle": 1, "likelihood": 4, "impact": 5, "severity": None, "rationale": word}


SHAPES: dict[str, Any] = {
    "picture.Rating": lambda word, n: _rated(word),
    "picture.ReleasedRating": lambda word, n: {**_rated(word), **(_RATED_BY_ANOTHER if n == 1 else {})},
    "picture.GapRelease": lambda word, n: {
        "body": {"place_said": word, "sector": word, "uncovered_until": "2027-02-01", "body_name": word},
        "addressees": [{"key": f"post:{n}", "words": word, "is_body": False}],
    },
    "picture.RatingRelease": lambda word, n: {
        "body": {
            **_rated(word),
            "confidence": "low",
            "cut_off": "2026-09-01",
            "body_name": word,
            "after_others": False,
        },
    },
    "picture.Threat": lambda word, n: {"cycle": 1, "revision": 1, "state": "proposed", "risks": ["attacks"]},
    "picture.ThreatChange": lambda word, n: {"fields": [["title", word, word]]},
    "picture.Hotspot": lambda word, n: {
        "priority": "high",
        "state": "open",
        "delisted_because": "",
        "reviewed_on": START_AT.date(),
        "sector": word,
        "population_basis": "estimate",
        "population": None,
    },
    "picture.Alert": lambda word, n: {
        "state": "relayed",
        "urgency": "now",
        "channel": "network",
        "received_at": START_AT,
        "hotspot_id": None,
    },
    "records.SupportCase": lambda word, n: {
        "state": "mitigated",
        "decided_at": START_AT,
        "next_due": LATER,
        "revision": 1,
    },
    "records.Visit": lambda word, n: {"starts_on": START_AT.date(), "ends_on": START_AT.date(), "revision": 1},
    "records.Action": lambda word, n: {"due_on": LATER, "revision": 1, "review": None},
    "records.IncidentReview": lambda word, n: {"revision": 1},
    "records.Mitigation": lambda word, n: {"revision": 1},
    "strategies.Activity": lambda word, n: {"hrddp_needed": True, "hrddp_state": "requested"},
    "picture.HotspotChange": lambda word, n: {"fields": [["situation", word, word]]},
    "picture.ProtectionPriority": lambda word, n: {
        "grade": "must",
        "criteria": ["imminent"],
        "unarmed_owner_kind": "mission",
    },
    "picture.ProtectionDecision": lambda word, n: {
        "component": "military",
        "asked": "must",
        "grade": "should",
        "reason_code": "capacity",
    },
    "picture.LineOfEffort": lambda word, n: {"state": "received"},
    "picture.ActorChange": lambda word, n: {"fields": [["name", word, word]]},
    "bodies.Body": lambda word, n: {"level": "field" if n else "strategic"},
    "bodies.Meeting": lambda word, n: {"state": "held", "held_on": START_AT.date()},
    "bodies.AgendaItem": lambda word, n: {"kind": "own", "subject_ref": None},
    "bodies.Decision": lambda word, n: {"due_on": LATER},
    "missions.IncidentImport": lambda word, n: {"progress": 100, "state": "read", "counts": {"new": 1}},
    "missions.IncidentMonth": lambda word, n: {"month": START_AT.date()},
    "missions.PlaceOutline": lambda word, n: {"rings": [[[20, 5], [21, 5], [21, 6], [20, 5]]], "box": [20, 5, 21, 6]},
    "clusters.SharingProtocol": lambda word, n: {"replaced_at": LATER_AT if n else None},
    "strategies.WordImport": lambda word, n: {"progress": 100, "state": "done", "words": 1, "placed": 1},
    "strategies.Block": lambda word, n: {"annex": None, "companion_section": None},
    "strategies.Version": lambda word, n: {"body": {**_body(word), "picture": _picture(word, n)}, "digest": "0" * 64},
    "strategies.FrozenRating": lambda word, n: {"row_key": _pictured(n), "side": "cluster", "cycle": 1, "severity": 4},
    "strategies.VersionPart": lambda word, n: {"body": _body(word), "digest": "0" * 64},
    "access.Incumbency": lambda word, n: {"confirmed_at": START_AT if n else None},
    "strategies.Rendition": lambda word, n: {
        "header": _header(word),
        "body": {**_body(word), "picture": _picture(word, n)},
        "digest": "0" * 64,
    },
    "strategies.StyleTemplate": lambda word, n: {"withdrawn_at": LATER_AT if n else None},
    "strategies.Request": lambda word, n: {"deadline": LATER},
    "strategies.Comment": lambda word, n: {"anchor": _anchor(word)},
    "strategies.Proposal": lambda word, n: {"anchor": {**_anchor(word), "block": _pictured(n)}},
    "strategies.MarginComment": lambda word, n: {"anchor": _anchor(word), "told": [{"post_id": "", "title": word}]},
    "strategies.InnerComment": lambda word, n: {"anchor": _anchor(word)},
    "strategies.Disposition": lambda word, n: {"position": None},
    "strategies.Invitation": lambda word, n: {"kind": "no_counterpart", "audience": "cluster_lead"},
    "strategies.ForceClearance": lambda word, n: {"about": [word]},
    "strategies.Pause": lambda word, n: {"ends": LATER},
    "strategies.CompanionRelease": lambda word, n: {"content": _companion(word), "digest": "0" * 64},
    "strategies.CompanionCopy": lambda word, n: {"body": _companion(word), "digest": "0" * 64},
    "strategies.ReturnedFile": lambda word, n: _returned(word),
    "strategies.Package": lambda word, n: {"content": _packed(word), "digest": "0" * 64},
    "strategies.InnerText": lambda word, n: {"body": _body(word), "digest": "0" * 64},
}
