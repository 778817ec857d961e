"""A threat or a hotspot as a version keeps it: codes and words of that day, nothing of how it is known.

Reasons, sources, situation and what a base can reach stay where they are; ratings stand beside (models/picture.py).
"""

from datetime import date
from typing import Any
from uuid import UUID

from picture.models import Hotspot, Threat, ThreatJudgement
from picture.queries.protection import Item
from pocplan.access.actor import Actor
from strategies.models import PictureRow, Strategy

# What leaves the mission of a row that is shown to the invitees: no number, no decision, nothing of coverage.
LEAVES: dict[str, tuple[str, ...]] = {
    "threats": ("key", "kind", "title", "place", "risks", "types", "actor", "actor_kind", "exposed"),
    "hotspots": ("key", "kind", "title", "precision", "sector", "priority", "trend", "phase"),
}


def findings_on(actor: Actor, threats: list[Threat]) -> dict[UUID, str]:
    """The code of the latest judgement on each."""
    rows = ThreatJudgement.objects.visible_to(actor).filter(threat__in=[one.pk for one in threats])
    found: dict[UUID, str] = {}
    for key, finding in rows.values_list("threat_id", "finding"):
        found.setdefault(key, finding)
    return found


def threat_content(strategy: Strategy, row: PictureRow, threat: Threat, finding: str) -> dict[str, Any]:
    return {
        **_head(strategy, row, threat),
        "title": threat.title,
        "place": threat.place_said,
        "risks": sorted(threat.risks),
        "types": sorted(threat.types),
        "actor": threat.actor_name,
        "actor_kind": threat.actor_kind,
        "exposed": sorted(threat.exposed),
        "state_capacity": threat.state_capacity,
        "state_will": threat.state_will,
        "threat_state": threat.state,
        "finding": finding,
    }


def hotspot_content(strategy: Strategy, row: PictureRow, spot: Hotspot, item: Item | None) -> dict[str, Any]:
    return {
        **_head(strategy, row, spot),
        "title": spot.place_said,
        "precision": spot.precision,
        "sector": spot.sector,
        "people": [spot.population, spot.population_basis] if spot.population is not None else [],
        "priority": spot.priority,
        "trend": spot.trend,
        "phase": spot.phase,
        "hotspot_state": spot.state,
        "reviewed": spot.reviewed_on.isoformat(),
        "verified": _day(spot.verified_on),
        **(_protection(item) if item else {}),
    }


def _head(strategy: Strategy, row: PictureRow, subject: Threat | Hotspot) -> dict[str, Any]:
    is_own = subject.compartment_id == strategy.compartment_id
    shown = row.is_shown and is_own and not getattr(subject, "is_enclave", False)
    return {
        "key": str(row.lineage),
        "kind": row.kind,
        "number": subject.number,
        "where": "" if is_own else subject.compartment.label,
        **({"shown": True} if shown else {}),
        **({"known_from_force": True} if row.known_from_force else {}),
    }


def _protection(item: Item) -> dict[str, Any]:
    """The cluster's priority and each decision beside it, never merged."""
    asked = item.priority
    return {
        "grade": asked.grade,
        "graded_by": asked.body_name,
        "decisions": [[one.component, one.grade, one.reason_code] for one in item.decisions],
        "coverage": asked.coverage,
        "covered_on": _day(asked.covered_on),
        "unarmed": sorted(asked.unarmed),
        "settled": asked.settled_at is not None,
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def leaving(body: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """What of a frozen picture goes to the invitees; nothing at all where no row is shown."""
    rows = {
        name: [{field: row[field] for field in fields} for row in body.get(name, ()) if row.get("shown")]
        for name, fields in LEAVES.items()
    }
    return rows if any(rows.values()) else {}
