"""A strategy's text put together as one document, in the form that is hashed, compared and printed."""

from collections.abc import Mapping
from typing import Any

from pocplan.access.actor import Actor
from strategies.documents.outline import SECTIONS
from strategies.documents.references import signs_in
from strategies.models import Activity, Annex, Block, Body, Indicator, Responsibility, Strategy, Threat
from strategies.queries.picture import Picture
from strategies.queries.references import Named, named_in, place_of_text, spoken
from strategies.queries.rows import rows_of
from strategies.queries.strategies import blocks_of_annex, blocks_of_strategy, distribution_of, sections_of

# Which section prints which rows; a strategy without that section prints them at its end.
ROWS_IN = {section.code: section.rows for section in SECTIONS}


def document_of(actor: Actor, strategy: Strategy) -> dict[str, Any]:
    """The working text as {"header", "sections"}; dates and the version's number come with approval."""
    blocks, rows = blocks_of_strategy(actor, strategy), _rows(actor, strategy)
    names = named_in(actor, place_of_text(strategy), (block for some in blocks.values() for block in some))
    sections = [
        {
            "key": str(section.lineage),
            "code": section.code,
            "title": section.title,
            "blocks": [own_content(block, names) for block in blocks.get(section.pk, [])],
            "rows": rows.pop(ROWS_IN.get(section.code, ""), []),
        }
        for section in sections_of(actor, strategy)
    ]
    return {"header": _header(actor, strategy), "sections": sections, "rows": rows}


def with_picture(document: dict[str, Any], picture: Picture) -> dict[str, Any]:
    """The same document with the rows that the strategy stands on; the same bytes where it stands on none."""
    return {**document, "picture": picture.body} if picture else document


def annex_document_of(actor: Actor, annex: Annex) -> dict[str, Any]:
    """An annex in the same form, as one section."""
    rows = list(blocks_of_annex(actor, annex))
    names = named_in(actor, place_of_text(annex), rows)
    blocks = [own_content(block, names) for block in rows]
    section = {"key": str(annex.lineage), "code": "annex", "title": annex.title, "blocks": blocks, "rows": []}
    return {"header": {"letter": annex.letter, "title": annex.title}, "sections": [section]}


def block_content(block: Block, names: Mapping[str, Named]) -> dict[str, Any]:
    """A block with its references as words, so that nothing of it leads anywhere or changes when a row is renamed."""
    html, *notes = (spoken(text, names) for text in (block.html, *block.notes))
    return {"key": str(block.lineage), "kind": block.kind, "html": html, "notes": notes}


def own_content(block: Block, names: Mapping[str, Named]) -> dict[str, Any]:
    """The same for the text's own room, with signs by which a redline tells that another row of one name is meant.

    They stay there (STAYS in domain/releases.py): a sign in another room, even one made for it, would tell its readers
    that two places are apart, or that something was taken for another thing, of which nothing was released.
    """
    signs = signs_in([block.html, *block.notes], names, block.compartment_id)
    content = block_content(block, names)
    return {**content, "signs": signs} if signs else content


def _header(actor: Actor, strategy: Strategy) -> dict[str, Any]:
    return {
        "reference": strategy.reference,
        "title": strategy.title,
        "mission": strategy.mission_name,
        "scope": strategy.scope_name,
        "language": strategy.language,
        "classification": strategy.classification,
        "sensitivity": strategy.sensitivity,
        "approving_post": strategy.approving_post_title,
        "contact_unit": strategy.contact_unit,
        "supersedes": strategy.supersedes.reference if strategy.supersedes_id else "",
        "distribution": [[entry.addressee, entry.note] for entry in distribution_of(actor, strategy)],
    }


def _rows(actor: Actor, strategy: Strategy) -> dict[str, list[dict[str, Any]]]:
    return {
        "threats": [_threat(row) for row in rows_of(actor, Threat, strategy)],
        "activities": [_activity(row) for row in rows_of(actor, Activity, strategy)],
        "bodies": [_body(row) for row in rows_of(actor, Body, strategy)],
        "responsibilities": [_responsibility(row) for row in rows_of(actor, Responsibility, strategy)],
        "indicators": [_indicator(row) for row in rows_of(actor, Indicator, strategy)],
    }


def _threat(row: Threat) -> dict[str, Any]:
    fields = ("title", "risk", "actor", "place", "exposed", "vulnerability", "capacity", "will")
    values = {name: getattr(row, name) for name in fields}
    return {"key": str(row.lineage), "kind": "threat", **values, **_marked(row)}


def _activity(row: Activity) -> dict[str, Any]:
    return {
        "key": str(row.lineage),
        "kind": "activity",
        "title": row.title,
        "tier": row.tier,
        "phases": row.phases,
        "component": row.component,
        "lead": row.lead_post_title,
        "place": row.place,
        "resources": row.resources,
        "starts": row.starts and row.starts.isoformat(),
        "ends": row.ends and row.ends.isoformat(),
        "hrddp_needed": row.hrddp_needed,
        **_marked(row),
    }


def _marked(row: Threat | Activity) -> dict[str, bool]:
    """Said only where it is so: it stays with the mission, and its absence says nothing."""
    return {"known_from_force": True} if row.known_from_force else {}


def _body(row: Body) -> dict[str, Any]:
    fields = ("name", "purpose", "chair", "participants", "rhythm")
    return {"key": str(row.lineage), "kind": "body", **{name: getattr(row, name) for name in fields}}


def _responsibility(row: Responsibility) -> dict[str, Any]:
    return {
        "key": str(row.lineage),
        "kind": "responsibility",
        "task": row.task,
        "post": row.post_title,
        "letter": row.letter,
    }


def _indicator(row: Indicator) -> dict[str, Any]:
    fields = ("objective", "level", "title", "unit", "baseline", "target", "latest")
    return {
        "key": str(row.lineage),
        "kind": "indicator",
        **{name: getattr(row, name) for name in fields},
        "latest_on": row.latest_on and row.latest_on.isoformat(),
        "due": row.due and row.due.isoformat(),
        "lead": row.lead_post_title,
    }
