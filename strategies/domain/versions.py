"""Freezing a version: numbered, hashed, with its authors."""

from typing import Any

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.counters import next_number
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from pocplan.notices.domain.events import notify
from strategies.documents.canonical import digest
from strategies.domain.guards import has_text
from strategies.domain.picture import keep_ratings
from strategies.domain.referring import demand_no_enclave
from strategies.domain.workflow import ANNEX_WRITERS
from strategies.enums.text import VersionState
from strategies.models import (
    Activity,
    Block,
    BlockHistory,
    Body,
    Indicator,
    PictureRow,
    Proposal,
    Responsibility,
    Strategy,
    Threat,
    Version,
    VersionAuthor,
)
from strategies.queries.assembly import document_of, with_picture
from strategies.queries.picture import picture_now
from strategies.queries.references import place_of_text
from strategies.queries.rows import rows_of
from strategies.queries.signatures import signature
from strategies.queries.strategies import blocks_of_strategy, sections_of
from strategies.queries.versions import latest_version


@verb()
def freeze_version(*, actor: Actor, strategy: Strategy) -> Version:
    """The working text and the picture under it as an immutable version; the latest one again where nothing changed.

    Called by the verbs that let a text leave the drafting table, which have asked the workflow.
    Raises Refused where there is no text, and where it refers to an enclave.
    """
    has_text(actor, strategy)
    blocks, sections = blocks_of_strategy(actor, strategy), sections_of(actor, strategy)
    standing = [block for section in sections for block in blocks.get(section.pk, [])]
    demand_no_enclave(actor, place_of_text(strategy), standing)
    picture = picture_now(actor, strategy)
    body = with_picture(document_of(actor, strategy), picture)
    same, latest = digest(body), latest_version(actor, strategy)
    # Whether ratings changed is not everybody's to know, so where threats are named there is always a new version.
    if not picture.names_threats and latest and latest.digest == same and latest.state == VersionState.FROZEN:
        return latest
    version = _freeze(actor, strategy, body, same)
    keep_ratings(version, picture)
    return version


def _freeze(actor: Actor, strategy: Strategy, body: dict[str, object], hashed: str) -> Version:
    who = signature(actor, strategy.language)
    version = Version.objects.create(
        compartment_id=strategy.compartment_id,
        strategy=strategy,
        number=next_number(strategy.compartment_id, f"version-{strategy.pk.hex}"),
        title=strategy.title,
        language=strategy.language,
        body=body,
        digest=hashed,
        frozen_at=now(),
        **who.as_fields("frozen_by"),
    )
    _name_authors(actor, strategy, version)
    tell(actor, version, "freeze_version", number=version.number, digest=hashed)
    # Whoever may write an annex is told, whether there is one or not: nobody learns here that there is.
    notify(
        actor=actor,
        compartment_id=version.compartment_id,
        code="version_frozen",
        kind="version",
        subject_id=version.pk,
        to_kinds=ANNEX_WRITERS,
    )
    return version


def _name_authors(actor: Actor, strategy: Strategy, version: Version) -> None:
    """Everybody who saved a word of a block or row that stands in the text, or proposed words that were accepted."""
    history = BlockHistory.objects.visible_to(actor).filter(
        block__section__strategy=strategy, block__withdrawn_at=None, block__section__withdrawn_at=None
    )
    names = ("person_id", "person_name", "post_id", "post_title")
    writers = set(history.order_by().values_list(*names).distinct())
    blocks = Block.objects.visible_to(actor).filter(
        section__strategy=strategy, section__withdrawn_at=None, withdrawn_at=None
    )
    # Carried-over text has no history here, but it had a writer.
    models: tuple[Any, ...] = (Threat, Activity, Body, Responsibility, Indicator, PictureRow)
    for rows in (blocks, *(rows_of(actor, model, strategy) for model in models)):
        rows = rows.order_by()
        writers |= set(rows.values_list(*(f"edited_by_{name}" for name in names)).distinct())
    accepted = Proposal.objects.visible_to(actor).filter(clearance__version__strategy=strategy, word="accepted")
    writers |= set(accepted.order_by().values_list(*(f"proposed_by_{name}" for name in names)).distinct())
    first = {(person, post): (person, name, post, title) for person, name, post, title in sorted(writers, key=str)}
    VersionAuthor.objects.bulk_create(
        VersionAuthor(compartment_id=version.compartment_id, version=version, **dict(zip(names, writer, strict=True)))
        for writer in first.values()
    )


def end_approval(actor: Actor, strategy: Strategy) -> None:
    """An approval that is sent back ends with its version; the next one is frozen anew."""
    Version.objects.visible_to(actor).filter(strategy=strategy, state=VersionState.APPROVED).update(
        state=VersionState.WITHDRAWN, ended_at=now()
    )
