"""Queries per page: pinned, and the same whether there is one row or three of everything."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from pocplan.access.ids import new_id
from strategies.domain.blocks import Typed, add_block, hold_lock, keep_lost_edit
from strategies.domain.clearances import ask_clearance
from strategies.domain.margin import answer_on_draft, comment_on_draft
from strategies.domain.picture import Chosen, choose_picture, state_of
from strategies.domain.rows import add_activity, add_body, add_indicator, add_responsibility, add_threat
from strategies.domain.strategies import set_distribution, start_strategy, take_back
from strategies.models import PictureRow, Strategy
from strategies.queries.rows import rows_of
from strategies.queries.strategies import block_for, section_for, sections_of, strategy_for
from strategies.queries.versions import versions_of
from tests.counting import queries
from tests.picture.stage import proposed
from tests.picture.test_hotspots import listed
from tests.strategies.test_life import ACTIVITY, room_with_cluster
from tests.strategies.test_picture import rated
from tests.world import World

# Beyond the shelf, so that only these pages are measured and not sign-in and frame.
PINNED = {
    "list": 0,
    "detail": 13,
    "header": 8,
    "print": 23,
    "section": 15,
    "activities": 16,
    "clearance": 8,
    "comments": 9,
    "picture": 22,
    "versions": 6,
    "version": 9,
    "redline": 24,
    "words": 16,
}


def grow(world: World, draft: Strategy, times: int) -> None:
    """As much of everything as `times` says."""
    with world.acting("adviser") as actor:
        section = section_for(actor, sections_of(actor, draft)[0].pk)
        for number in range(times):
            name = f"{number} {new_id()}"
            block = add_block(actor=actor, parent=section, typed=Typed(f"<p>{name}</p>", ["note"]))
            add_activity(actor=actor, strategy=draft, fields={**ACTIVITY, "lead_post_id": actor.post_id})
            add_threat(actor=actor, strategy=draft, fields={"title": name, "risk": "attacks"})
            add_body(actor=actor, strategy=draft, fields={"name": name})
            fields = {"task": name, "post_id": actor.post_id, "letter": "responsible"}
            add_responsibility(actor=actor, strategy=draft, fields=fields)
            fields = {"objective": name, "title": name, "target": "1", "level": "outcome"}
            add_indicator(actor=actor, strategy=draft, fields={**fields, "lead_post_id": actor.post_id})
            keep_lost_edit(actor=actor, block=block, base_version=1, typed=Typed("<p>x</p>"))
            hold_lock(actor=actor, block=block_for(actor, block.pk))
            asked = comment_on_draft(actor=actor, section=section, block=block.pk, quote=name, words=name)
            answer_on_draft(actor=actor, comment=asked, words=name)
            start_strategy(actor=actor, title=name)
            strategy = strategy_for(actor, draft.pk)
            ask_clearance(actor=actor, strategy=strategy, components=["police", "military", "analysis"][: number + 1])
            take_back(actor=actor, strategy=strategy_for(actor, draft.pk))
        set_distribution(actor=actor, strategy=strategy_for(actor, draft.pk), entries=[("A", "")] * times)


def stand_on_more(world: World, draft: Strategy, times: int) -> None:
    """As many threats, each with a rating, and hotspots under the strategy as `times` says."""
    for _ in range(times):
        threat, spot = proposed(world, audience="mission"), listed(world)
        rated(world, "civil.affairs", threat, 2, 3)
        rated(world, "police.planner", threat, 3, 3)
        with world.acting("adviser") as actor:
            standing = list(rows_of(actor, PictureRow, draft))
            known = [Chosen(row.kind, row.subject_ref) for row in standing]
            rows = [*known, Chosen("threat", threat.pk), Chosen("hotspot", spot.pk)]
            strategy = strategy_for(actor, draft.pk)
            choose_picture(actor=actor, strategy=strategy, rows=rows, seen=state_of(standing))


@pytest.fixture
def draft(world: World) -> Strategy:
    with world.acting("adviser") as actor:
        return start_strategy(actor=actor, title="T")


def addresses(world: World, draft: Strategy) -> dict[str, Callable[[], str]]:
    with world.acting("adviser") as actor:
        first = sections_of(actor, draft)[0].pk
    pages = {name: lambda name=name: reverse(f"strategies:{name}", args=[draft.pk]) for name in PINNED}
    pages["list"] = lambda: reverse("strategies:list")
    pages["version"] = lambda: reverse("strategies:version", args=[newest(world, draft)])
    pages["section"] = lambda: reverse("strategies:section", args=[first])
    return pages  # type: ignore[return-value]


def newest(world: World, draft: Strategy) -> object:
    with world.acting("adviser") as actor:
        return versions_of(actor, draft)[0].pk


def test_pages_ask_the_same_number_of_questions_whatever_they_show(world: World, draft: Strategy) -> None:
    client, pages = world.client("adviser"), addresses(world, draft)
    stand_on_more(world, draft, 1)
    grow(world, draft, 1)
    small = {name: queries(client, address()) for name, address in pages.items()}
    stand_on_more(world, draft, 2)
    grow(world, draft, 3)
    large = {name: queries(client, address()) for name, address in pages.items()}
    assert small == large
    assert {name: count - large["list"] for name, count in large.items()} == PINNED


def test_a_shared_text_costs_the_same_with_one_and_with_three(world: World, draft: Strategy) -> None:
    from strategies.domain.releases import release_version

    counts = []
    for _ in range(2):
        grow(world, draft, 2)
        with world.acting("adviser") as actor:
            room = room_with_cluster(world, actor) if not counts else room  # noqa: F821
            version = versions_of(actor, draft)[0]
            text = release_version(actor=actor, version=version, room=room)
        counts.append(queries(world.client("cluster.lead"), reverse("strategies:rendition", args=[text.pk])))
    assert counts[0] == counts[1]
