"""Objectives and indicators: rows of the text, printed with it, and taken along one row each."""

import csv
import io

import pytest
from django.urls import reverse

from pocplan.access.errors import Refused
from pocplan.journal.domain.taking import MOST_AN_HOUR
from strategies.domain.rows import add_indicator, withdraw_row
from strategies.domain.strategies import start_strategy
from strategies.models import Indicator
from strategies.queries.assembly import document_of
from strategies.queries.strategies import strategy_for
from tests.world import World

FIELDS = {"objective": "Safe roads", "level": "outcome", "title": "=cmd()", "unit": "%", "baseline": "61",
          "target": "90"}  # fmt: skip


def test_an_indicator_is_typed_printed_and_taken_along(world: World) -> None:
    with world.acting("adviser") as actor:
        strategy = start_strategy(actor=actor, title="Roads")
        with pytest.raises(Refused, match="has a day"):
            add_indicator(actor=actor, strategy=strategy, fields={**FIELDS, "latest": "70"})
        out = add_indicator(actor=actor, strategy=strategy, fields={**FIELDS, "title": "Gone"})
        withdraw_row(actor=actor, row=out, version=1)
    adviser = world.client("adviser")
    rows, file = (reverse(f"strategies:{name}", args=[strategy.pk]) for name in ("activities", "indicators_file"))
    assert file not in adviser.get(rows).text
    typed = {**FIELDS, "latest": "70", "latest_on": "2026-11-01", "due": "2027-06-30"}
    sent = adviser.post(reverse("strategies:add_row", args=[strategy.pk, "indicator"]), typed)
    assert sent.status_code == 302 and "/rows/?indicator=" in sent["Location"], sent.text
    shown = adviser.get(rows).text
    assert file in shown and "Safe roads" in shown and "Gone" not in shown
    assert "Safe roads" in adviser.get(reverse("strategies:print", args=[strategy.pk])).text
    with world.acting("adviser") as actor:
        (section,) = (
            one
            for one in document_of(actor, strategy_for(actor, strategy.pk))["sections"]
            if one["code"] == "monitoring"
        )
        assert [(row["kind"], row["latest_on"]) for row in section["rows"]] == [("indicator", "2026-11-01")]
        assert Indicator.objects.visible_to(actor).get(title="=cmd()").lead_post_title == ""

    taken = adviser.post(file, {"form": "csv"})
    lines = list(csv.reader(io.StringIO(taken.content.decode("utf-8-sig"))))
    assert lines[0] == ["Objective", "Outcome or output", "Indicator", "Unit", "Baseline", "Target", "Due",
                        "Responsible post", "Latest value", "Measured on"]  # fmt: skip
    assert lines[1] == ["Safe roads", "Outcome", "'=cmd()", "%", "61", "90", "2027-06-30", "", "70", "2026-11-01"]
    assert lines[2][0].startswith("# ") and len(lines) == 3
    assert world.client("cluster.lead").get(file).status_code == 404
    assert world.query("SELECT count(*) FROM journal_entry WHERE verb = 'take_indicators'") == [(1,)]
    for _ in range(MOST_AN_HOUR - 1):
        assert adviser.post(file, {"form": "csv"}).status_code == 200
    refused = adviser.post(file, {"form": "csv"})
    assert refused.status_code == 400 and "Wait a little" in refused.text
