"""Positions and comments of a consultation as a table: what the mission takes along, and what an invitee does."""

import csv
import io
from typing import Any

from django.urls import reverse
from openpyxl import load_workbook

from pocplan.journal.domain.taking import MOST_AN_HOUR
from strategies.domain.dispositions import dispose
from strategies.domain.positions import state_position
from strategies.domain.taking import take_replies
from strategies.queries.rounds import round_for
from tests.consultations.stage import opened, released, request_to
from tests.counting import queries
from tests.world import World

COMMENT = "=The road is not safe after dark."


def taken(world: World, who: str, name: str, key: Any, form: str = "csv") -> Any:
    return world.client(who).post(reverse(f"consultations:{name}", args=[key]), {"form": form})


def lines(answer: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_each_takes_what_it_reads_with_the_answers_and_nobody_else_does(world: World) -> None:
    round_, comment = opened(world), released(world, COMMENT)
    asked = request_to(world, "cluster.lead")
    page = reverse("consultations:round_file", args=[round_.pk])
    before = queries(world.client("adviser"), page)
    with world.acting("cluster.lead") as actor:
        state_position(actor=actor, request=asked, word="objection", reason="Patrols frighten children.")
    with world.acting("adviser") as actor:
        dispose(actor=actor, subject=comment, word="accepted", reason="It is covered.")
    assert queries(world.client("adviser"), page) == before
    for who, name, key in (("adviser", "round_file", round_.pk), ("cluster.lead", "reply_file", asked.pk)):
        head, position, said, stamp = lines(taken(world, who, name, key))
        assert (head[0], head[-1]) == ("Who said it", "Does the answer satisfy?")
        assert position[0] == "Protection Cluster Orvane" and position[5] == "Objection. Patrols frighten children."
        assert said[5] == f"'{COMMENT}" and said[8:10] == ["Accepted", "It is covered."]
        assert "silence is not consent" in stamp[0]
    sheet = load_workbook(io.BytesIO(taken(world, "adviser", "round_file", round_.pk, "xlsx").content)).active
    assert sheet is not None and [cell.data_type for cell in sheet[3]][5] == "s" and sheet[3][2].value == 1
    for who in ("observer", "other.adviser", "cluster.lead", "cluster.member"):
        assert taken(world, who, "round_file", round_.pk).status_code == 404
    for who in ("observer", "other.lead", "aor.lead"):
        assert taken(world, who, "reply_file", asked.pk).status_code == 404
    told = (
        "SELECT DISTINCT audience FROM journal_entry JOIN access_compartment room ON room.id = compartment_id"
        " WHERE verb = 'take_replies' ORDER BY 1"
    )
    assert [row[0] for row in world.query(told)] == ["civilian", "cluster_lead"]
    with world.acting("adviser") as actor:
        for _ in range(MOST_AN_HOUR - 2):
            take_replies(actor=actor, of=round_for(actor, round_.pk), form="csv")
    answer = taken(world, "adviser", "round_file", round_.pk)
    assert answer.status_code == 400 and "within an hour" in answer.content.decode()
