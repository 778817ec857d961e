"""The two-page brief: a tagged PDF with its marking, on record with the own side, never more than the hat reads."""

import re
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from leadership.domain.briefs import take_brief
from leadership.web.views.brief import sheet
from pocplan.access.errors import NotSeated, Refused
from pocplan.journal.domain.taking import MOST_AN_HOUR
from tests.leadership.stage import place, told
from tests.world import World

BRIEF = reverse("leadership:brief")
CONFIDENTIAL = {"classification": "confidential"}


def taken(world: World, who: str, title: str = "") -> Any:
    return world.client(who, title).post(BRIEF, CONFIDENTIAL)


def said(world: World, who: str, title: str = "") -> str:
    """The page that becomes the PDF."""
    with world.acting(who, title) as actor:
        return sheet(actor, world.hat(who, title), "confidential")


def words(html: str) -> str:
    return " ".join(unescape(re.sub("<[^>]*>", " ", html)).split())


def test_two_pages_with_their_marking(world: World) -> None:
    told(world)
    place(world, "Liwara", 3300, is_enclave=True, priority="critical")
    assert "Liwara" in world.client("srsg").get(reverse("leadership:page")).content.decode()
    answer = taken(world, "srsg")
    assert answer["Content-Type"] == "application/pdf" and "brief.pdf" in answer["Content-Disposition"]
    paper = PdfReader(BytesIO(answer.content))
    assert paper.trailer["/Root"]["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in paper.trailer["/Root"]
    assert len(paper.pages) == 2
    for number, one in enumerate(paper.pages, 1):
        text = " ".join(one.extract_text().split())
        assert re.search(r"Confidential · for Head of Mission, UNMOR · as of .*\(Africa/Kigali\)", text, re.I), text
        assert f"{number} / 2" in text
    html = said(world, "srsg")
    seen = words(html)
    assert "3 things got worse in two weeks" in seen and "18,400 people at risk at 1 place" in seen
    assert "Fewer than ten people" in seen and "Liwara" not in seen and not re.search(r"\b7 people", seen)
    assert "Protection Cluster Orvane: Not stated yet" in seen and "silence is not consent" in seen
    with translation.override("fr"):
        assert "moins de dix" in words(said(world, "srsg")).lower()


def test_it_says_no_more_than_the_hat_reads_and_is_on_record(world: World) -> None:
    told(world)
    lead = words(said(world, "cluster.lead"))
    assert "Tuleni east camps" in lead and "Child Protection" not in lead and "Force Commander" not in lead
    humanitarian = words(said(world, "dsrsg.hc", "Humanitarian"))
    assert "Tuleni" not in humanitarian and humanitarian.count("Nothing to show here") == 5
    assert taken(world, "cluster.lead").status_code == taken(world, "dsrsg.hc", "Humanitarian").status_code == 200
    for who in ("adviser", "observer", "cluster.member"):
        assert taken(world, who).status_code == 404
    assert "Brief for senior management" in world.client("cluster.lead").get("/journal/").content.decode()
    rows = world.query(
        "SELECT room.audience, facts->>'classification' FROM journal_entry"
        " JOIN access_compartment room ON room.id = compartment_id WHERE verb = 'take_brief' ORDER BY 1"
    )
    assert [tuple(row) for row in rows] == [("cluster_lead", "confidential"), ("hc", "confidential")]
    # As strict as the strictest strategy that it can name, and not without end.
    world.query("UPDATE strategies_strategy SET classification = 'strictly_confidential'")
    assert taken(world, "srsg").status_code == 400
    with world.acting("adviser") as actor, pytest.raises(NotSeated):
        take_brief(actor=actor, classification="strictly_confidential", digest="0")
    with world.acting("srsg") as actor:
        with pytest.raises(Refused, match="more strictly"):
            take_brief(actor=actor, classification="confidential", digest="0")
        for _turn in range(MOST_AN_HOUR):
            take_brief(actor=actor, classification="strictly_confidential", digest="0")
        with pytest.raises(Refused, match="within an hour"):
            take_brief(actor=actor, classification="strictly_confidential", digest="0")
