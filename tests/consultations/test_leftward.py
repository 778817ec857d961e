"""Words that run from right to left on what a consultation hands out: each in its own direction, in its own voice."""

import io
from typing import Any

import docx
import pytest
from django.urls import reverse
from docx.oxml.ns import qn
from pypdf import PdfReader

from leadership.web.views import brief
from strategies.domain.dispositions import dispose
from strategies.domain.inner import comment_inside
from strategies.domain.margin import answer_on_draft, comment_on_draft
from strategies.domain.positions import state_position
from strategies.domain.rows import add_threat
from strategies.models import Comment, Position
from strategies.queries.replies import requests_to
from strategies.queries.strategies import section_for, sections_of
from strategies.templatetags.set_text import apart, as_lines
from tests.consultations import stage
from tests.leadership.stage import place
from tests.picture.stage import group
from tests.world import World

TITLE = "حماية المدنيين (PoC)"
TEXT = "تبقى الدوريات على طريق Besh Valley حتى إغلاق السوق."
SAID = "الطريق غير آمن بعد الغروب (Besh Valley)."
OBJECTS = "نعترض: لا يكفي هذا!"
ANSWER = "غير مقبول: القوة محدودة (3 كم)."
LEFTWARD = ' dir="rtl" lang="ar">'


@pytest.fixture
def answered(world: World, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An objection and a comment in Arabic on a text in Arabic, and their answers."""
    monkeypatch.setattr(stage, "TITLE", TITLE)
    monkeypatch.setattr(stage, "TEXT", TEXT)
    stage.opened(world)
    stage.released(world, SAID)
    with world.acting("cluster.lead") as actor:
        asked = requests_to(actor).get()
        state_position(actor=actor, request=asked, word="objection", reason=OBJECTS)
    with world.acting("adviser") as actor:
        for model in (Comment, Position):
            dispose(actor=actor, subject=model.objects.visible_to(actor).get(), word="not_accepted", reason=ANSWER)
    return asked


def voices(data: bytes) -> int:
    """How many tagged elements of a PDF are read aloud in Arabic."""
    objects = PdfReader(io.BytesIO(data)).trailer["/Root"]["/StructTreeRoot"]
    left, found = [objects], 0
    while left:
        one = left.pop().get_object()
        if isinstance(one, list):
            left += one
        elif isinstance(one, dict):
            found += one.get("/Lang") == "ar"
            left += [one["/K"]] if "/K" in one and not isinstance(one["/K"], int) else []
    return found


def test_certificate_and_letter_set_each_line_in_its_direction(world: World, answered: Any) -> None:
    client = world.client("cluster.lead")
    for name in ("certificate", "letter"):
        page = client.get(reverse(f"consultations:{name}", args=[answered.pk])).content.decode()
        for words in (SAID, OBJECTS):
            assert f"<blockquote{LEFTWARD}<p{LEFTWARD}{words}</p></blockquote>" in page
        assert page.count(f"<bdi{LEFTWARD}{ANSWER}</bdi>") >= 2 and f"<bdi{LEFTWARD}{TITLE}</bdi>" in page
        file = client.get(reverse(f"consultations:{name}_pdf", args=[answered.pk])).content
        assert voices(file) >= 5, name


def test_response_forms_do_so_for_the_title_and_in_word(world: World, answered: Any) -> None:
    round_ = world.query("SELECT id FROM strategies_round")[0][0]
    adviser = world.client("adviser")
    assert voices(adviser.get(reverse("consultations:response_form", args=[round_])).content) == 1
    file = adviser.get(reverse("consultations:round_form", args=[round_])).content
    lines = {line.text: line for line in docx.Document(io.BytesIO(file)).paragraphs}
    title = lines[TITLE].paragraph_format.element
    assert title.pPr is not None and title.pPr.find(qn("w:bidi")) is not None


def test_the_brief_sets_names_of_places_apart(world: World) -> None:
    group(world)
    place(world, "معسكرات <b>(IDP)", 18400)
    with world.acting("srsg") as actor:
        html = brief.sheet(actor, world.hat("srsg"), "confidential")
    assert f"<strong><bdi{LEFTWARD}معسكرات &lt;b&gt;(IDP)" in html
    assert "<bdi" not in html.replace(f"<bdi{LEFTWARD}معسكرات", "")


@pytest.mark.parametrize("text", ["<script>", "a & b", "", "<script>سوق"])
def test_what_is_set_apart_or_in_lines_stays_escaped(text: str) -> None:
    assert "<script>" not in apart(text) + as_lines(text) and "&amp;amp;" not in apart(apart(text))
    assert ("<bdi" in apart(text)) == ("سوق" in text and not text.startswith("<s"))


def test_what_is_said_beside_texts_and_in_rows_runs_as_its_letters_do(world: World) -> None:
    stage.opened(world)
    strategy = stage.drafted(world)
    with world.acting("adviser") as actor:
        section = sections_of(actor, strategy)[0]
        row = comment_on_draft(actor=actor, section=section_for(actor, section.pk), words=SAID)
        answer_on_draft(actor=actor, comment=row, words="From the cluster.")
        add_threat(actor=actor, strategy=strategy, fields={"title": TITLE, "risk": "abduction", "exposed": SAID})
    adviser, lead = world.client("adviser"), world.client("cluster.lead")
    drafting = adviser.get(reverse("strategies:section", args=[section.pk])).text
    assert f"<p{LEFTWARD}{SAID}</p>" in drafting and "<p>From the cluster.</p>" in drafting
    rows = adviser.get(reverse("strategies:activities", args=[strategy.pk])).text
    assert f"<bdi{LEFTWARD}{TITLE}</bdi>" in rows and f"<bdi{LEFTWARD}{SAID}</bdi>" in rows
    text = stage.inside(world)
    with world.acting("cluster.member") as actor:
        comment_inside(actor=actor, text=text, words=SAID, suggestion=TEXT)
        comment_inside(actor=actor, text=text, words=f"{SAID} " * 40)
    for address in ("inner", "prepare_release"):
        page = lead.get(reverse(f"consultations:{address}", args=[text.pk])).text
        assert page.count(f"<p{LEFTWARD}{SAID}") == 2 and f'<p class="quote"{LEFTWARD}<ins>' in page
