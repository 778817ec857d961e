"""Threats as rows of their section: saved by compare-and-swap, frozen with it, released without their origin."""

from typing import Any

import pytest
from django.urls import reverse

from pocplan.access.errors import Conflict, Refused
from strategies.domain.clearances import ask_clearance
from strategies.domain.releases import release_version
from strategies.domain.rows import add_threat, save_threat, withdraw_row
from strategies.domain.strategies import start_strategy, take_back
from strategies.domain.successors import start_successor
from strategies.models import Strategy, Threat
from strategies.queries.force import known_from_force
from strategies.queries.rows import row_for, rows_of
from strategies.queries.strategies import strategy_for
from strategies.queries.versions import latest_version
from tests.strategies.test_life import draft, in_force, room_with_cluster  # noqa: F401
from tests.world import World

THREAT = {"title": "Abduction on the Hesk road", "risk": "abduction", "actor": "Armed men", "exposed": "Traders"}


def added(world: World, strategy: Strategy, **more: Any) -> Threat:
    with world.acting("adviser") as actor:
        return add_threat(actor=actor, strategy=strategy_for(actor, strategy.pk), fields={**THREAT, **more})


def test_a_threat_is_frozen_in_its_section(world: World, draft: Strategy) -> None:  # noqa: F811
    row = added(world, draft)
    with world.acting("adviser") as actor:
        version = ask_clearance(actor=actor, strategy=strategy_for(actor, draft.pk), components=["police"])
        (section,) = (one for one in version.body["sections"] if one["code"] == "threats")
        assert [one["title"] for one in section["rows"]] == [THREAT["title"]]
        with pytest.raises(Refused, match="stage"):
            save_threat(
                actor=actor, threat=row_for(actor, Threat, row.pk), version=1, fields={**THREAT, "title": "Another"}
            )
        take_back(actor=actor, strategy=strategy_for(actor, draft.pk))
        save_threat(actor=actor, threat=row_for(actor, Threat, row.pk), version=1, fields={**THREAT, "title": "Later"})
        frozen = latest_version(actor, draft)
        assert frozen is not None and THREAT["title"] in str(frozen.body) and "Later" not in str(frozen.body)
        room = room_with_cluster(world, actor)
        assert THREAT["title"] in str(release_version(actor=actor, version=frozen, room=room).body)


def test_a_threat_from_the_force_waits_for_its_commander_and_leaves_without_the_mark(
    world: World,
    draft: Strategy,  # noqa: F811
) -> None:
    added(world, draft, known_from_force=True)
    with world.acting("adviser") as actor:
        version = ask_clearance(actor=actor, strategy=strategy_for(actor, draft.pk), components=["police"])
        assert known_from_force(actor, version) == [THREAT["title"]]
        text = release_version(actor=actor, version=version, room=room_with_cluster(world, actor))
        assert "known_from_force" not in str(text.body)


@pytest.mark.parametrize(
    ("field", "value"), [("title", ""), ("title", "x" * 301), ("risk", "hunger"), ("will", "y" * 400)]
)
def test_a_wrong_field_is_named(world: World, draft: Strategy, field: str, value: str) -> None:  # noqa: F811
    with pytest.raises(Refused) as refusal:
        added(world, draft, **{field: value})
    assert refusal.value.field == field


def test_the_second_to_save_is_told_so(world: World, draft: Strategy) -> None:  # noqa: F811
    row = added(world, draft)
    with world.acting("civil.affairs") as actor:
        here = row_for(actor, Threat, row.pk)
        save_threat(actor=actor, threat=here, version=1, fields={**THREAT, "place": "Hesk"})
        with pytest.raises(Conflict, match="before you"):
            save_threat(actor=actor, threat=here, version=1, fields=THREAT)
        with pytest.raises(Conflict):
            withdraw_row(actor=actor, row=here, version=1)
    with world.acting("srsg") as actor, pytest.raises(Refused, match="may not"):
        save_threat(actor=actor, threat=row_for(actor, Threat, row.pk), version=2, fields=THREAT)


def test_only_the_force_takes_its_mark_off_a_threat(world: World, draft: Strategy) -> None:  # noqa: F811
    row = added(world, draft, known_from_force=True)
    with world.acting("adviser") as actor, pytest.raises(Refused, match="Only a post of the Force"):
        save_threat(actor=actor, threat=row_for(actor, Threat, row.pk), version=1, fields=THREAT)


def test_a_successor_begins_with_the_threats(world: World, draft: Strategy) -> None:  # noqa: F811
    row = added(world, draft)
    in_force(world, draft)
    with world.acting("adviser") as actor:
        successor = start_successor(actor=actor, strategy=strategy_for(actor, draft.pk))
        (copy,) = rows_of(actor, Threat, successor)
        assert (copy.lineage, copy.title) == (row.lineage, row.title) and copy.pk != row.pk


def test_threats_on_their_pages(world: World) -> None:
    with world.acting("adviser") as actor:
        strategy = start_strategy(actor=actor, title="T")
    client = world.client("adviser")
    add = reverse("strategies:add_row", args=[strategy.pk, "threat"])
    refused = client.post(add, {**THREAT, "will": "z" * 400})
    assert refused.status_code == 400 and THREAT["title"] in refused.text
    assert client.post(add, THREAT).status_code == 302
    assert THREAT["title"] in client.get(reverse("strategies:activities", args=[strategy.pk])).text
    assert THREAT["title"] in client.get(reverse("strategies:print", args=[strategy.pk])).text
    french = world.client("adviser", language="fr").get(reverse("strategies:activities", args=[strategy.pk])).text
    assert "Enlèvement, disparition forcée" in french
    assert world.client("cluster.lead").get(add).status_code == 404
