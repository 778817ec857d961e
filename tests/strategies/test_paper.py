"""A version as a controlled document on paper: tagged, marked on each page, with the annexes of its requester alone."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from lxml import html as markup
from pypdf import PdfReader

from strategies.documents.direction import language_of_script
from strategies.documents.paper import Annexed, export_pdf
from strategies.documents.paper_tables import lay_tables
from strategies.domain.annexes import freeze_annex, start_annex
from strategies.domain.blocks import Typed, add_block
from strategies.models import Version
from strategies.tasks import write_export
from strategies.templatetags.set_text import runs
from strategies.templatetags.strategy_text import prose, redline
from tests.consultations.stage import TEXT, frozen
from tests.world import World


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Any) -> None:
    settings.STATE_DIR = tmp_path


def read(data: bytes) -> tuple[PdfReader, list[str]]:
    reader = PdfReader(io.BytesIO(data))
    return reader, [" ".join(page.extract_text().split()) for page in reader.pages]


def walked(node: Any, what: str) -> Iterator[str]:
    """A property of every element that a screen reader walks."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, dict):
        if what in node:
            yield str(node[what])
        children = node.get("/K", [])
        for child in children if isinstance(children, list) else [children]:
            yield from walked(child, what)


def block(html: str, *notes: str) -> dict[str, Any]:
    return {"key": "b", "kind": "paragraph", "html": html, "notes": list(notes)}


def test_each_page_says_what_it_is_and_the_file_can_be_walked_by_ear() -> None:
    sections = [
        {"title": "Purpose", "blocks": [block("<h4>Deep</h4>")], "rows": []},
        {
            "title": "Capacities",
            "blocks": [
                block('<p>Patrols<sup data-note="1">1</sup> stay.</p>', "<p>Told by the sector.</p>"),
            ],
            "rows": [{"title": "Looting", "tier": "II"}],
        },
    ]
    annex = Annexed("A Posture", "Force", {"sections": [{"blocks": [block("<p>Ford.</p>")]}]})
    data = export_pdf(
        {"header": {"title": "Protection"}, "sections": sections}, seed="a" * 64, language="fr",
        facts=[("Reference", "UNMOR/1")], labels={"title": "Title", "tier": "Tier"}, marking="Confidential · Mission",
        stamp="UNMOR/1, version 2", annexes=[annex],
    )  # fmt: skip
    reader, pages = read(data)
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "fr"
    assert reader.metadata is not None and reader.metadata.title == "Protection"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    for number, words in enumerate(pages, 1):
        assert "CONFIDENTIAL · MISSION" in words and "UNMOR/1, version 2" in words
        assert f"{number} / {len(pages)}" in words
    noted = next(words for words in pages if "Patrols" in words)
    assert "Told by the sector." in noted
    assert "Table des matières" in pages[0] and "A Posture" in pages[0] and "Ford." in pages[-1]
    kinds = set(walked(root["/StructTreeRoot"], "/S"))
    assert {
        "/H1",
        "/H2",
        "/H3",
        "/P",
        "/Table",
        "/TH",
        "/TD",
        "/L",
    } <= kinds and "/H4" not in kinds  # no level left out


def test_a_head_is_repeated_on_each_page_of_its_table() -> None:
    lines = "".join(f"<tr><td>Post {number}</td><td>Besh</td></tr>" for number in range(120))
    html = f"<table><tbody><tr><th>Where</th><th>Whose</th></tr>{lines}</tbody></table>"
    body = {"header": {"title": "T"}, "sections": [{"title": "One", "blocks": [block(html)], "rows": []}]}
    _, pages = read(export_pdf(body, seed="a" * 64))
    assert len(pages) > 2
    assert all("Where Whose" in words for words in pages if "Post" in words)


def asked(world: World, who: str, version: Version, **fields: str) -> UUID:
    address = reverse("strategies:version_file", args=[version.pk])
    page = world.client(who).post(address, {"written_as": "pdf", **fields})
    assert page.status_code == 302, page.text
    with world.acting(who) as actor:
        incumbency = str(actor.incumbency_id)
    row = UUID(page["Location"].rstrip("/").rpartition("/")[2])
    write_export(str(row), incumbency)
    return row


def test_a_version_on_paper_with_the_annexes_of_whoever_reads_them(world: World) -> None:
    strategy = frozen(world)
    with world.acting("force.planner") as actor:
        annex = start_annex(actor=actor, strategy=strategy, letter="A", title="Posture at the ford")
        add_block(actor=actor, parent=annex, typed=Typed("<p>One company.</p>"))
        version = Version.objects.visible_to(actor).select_related("strategy").get()
        freeze_annex(actor=actor, annex=annex, version=version)

    def taken(who: str, row: UUID) -> str:
        answer = world.client(who).post(reverse("strategies:download", args=[row]))
        assert (answer["Content-Type"], answer["Content-Disposition"]) == (
            "application/pdf", 'attachment; filename="text.pdf"',
        )  # fmt: skip
        return " ".join(read(answer.content)[1])

    ask = reverse("strategies:version_file", args=[version.pk])
    assert "with_annexes" in world.client("force.planner").get(ask).text
    assert "with_annexes" not in world.client("civil.affairs").get(ask).text
    mine = asked(world, "force.planner", version, with_annexes="on")
    words = taken("force.planner", mine)
    assert TEXT in words and "One company." in words and "FORCE" in words
    without = taken("force.planner", asked(world, "force.planner", version))
    assert TEXT in without and "company" not in without and "FORCE" not in without
    forged = taken("civil.affairs", asked(world, "civil.affairs", version, with_annexes="on"))
    assert TEXT in forged and "company" not in forged and "Posture" not in forged
    world.query("UPDATE strategies_export SET parts = %s WHERE id = %s", [json.dumps([str(uuid4())]), str(mine)])
    late = world.client("force.planner").post(reverse("strategies:download", args=[mine]))
    assert late.status_code == 400 and "annex that you do not read any more" in late.text


ARABIC, HEBREW = "حماية المدنيين", "הגנה"


def spoken(node: Any, language: str = "") -> Iterator[tuple[str, str]]:
    """Each kind of element with words, and the language that a screen reader takes for it."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if not isinstance(node, dict):
        return
    language = str(node.get("/Lang", language))
    children = node.get("/K", [])
    children = children if isinstance(children, list) else [children]
    if any(isinstance(child, int) for child in children):
        above = node["/P"].get_object()
        yield str(above["/S"]), language
    for child in children:
        yield from spoken(child, language)


def test_what_runs_from_right_to_left_is_read_in_its_own_language() -> None:
    rows = [{"title": ARABIC, "tier": "II"}]
    blocks = [block(f"<p>{ARABIC}</p><p>English.</p><ul><li>{HEBREW}</li></ul>"), block(f"<h3>{ARABIC}</h3>")]
    body = {"header": {"title": "Protection"}, "sections": [{"title": ARABIC, "blocks": blocks, "rows": rows}]}
    data = export_pdf(body, seed="a" * 64, labels={"title": "Title", "tier": "Tier"})
    root: Any = read(data)[0].trailer["/Root"]
    told = set(spoken(root["/StructTreeRoot"], str(root["/Lang"])))
    arabic = {(kind, "ar") for kind in ("/P", "/H2", "/H3", "/TD")}
    assert told >= arabic | {("/P", "en"), ("/TD", "en"), ("/H1", "en"), ("/LBody", "he")}
    assert ("/H1", "ar") not in told and ("/TH", "ar") not in told
    assert data == export_pdf(body, seed="a" * 64, labels={"title": "Title", "tier": "Tier"})


def test_a_page_says_it_too_and_takes_the_language_of_the_script() -> None:
    assert prose(f"<p>{ARABIC} &amp; x</p><p>Word</p>") == f'<p dir="rtl" lang="ar">{ARABIC} &amp; x</p><p>Word</p>'
    # A language that is none of ours is not kept: it would be words that no check reads.
    assert prose(f'<p lang="fa" dir="ltr" onclick="x">{ARABIC}</p>') == f'<p dir="rtl" lang="ar">{ARABIC}</p>'
    assert redline(f"<p><del>{ARABIC}</del><ins>{HEBREW}</ins></p>").startswith('<p dir="rtl" lang="ar"><del>')
    given = {f"a {ARABIC}": "", f"1. {ARABIC}": "ar", "ߒߞߏ": "nqo", "": "", "12": ""}
    assert {text: language_of_script(text) for text in given} == given
    assert runs("words") == "" and runs(ARABIC) == ' dir="rtl" lang="ar"'


def test_a_table_wider_than_a_sheet_loses_no_column() -> None:
    cells = "".join(f"<td>w{number}w</td>" for number in range(200))
    html = f"<table><tr><th colspan='200'>Years</th></tr><tr>{cells}</tr><tr>{cells}</tr></table>"
    body = {"header": {"title": "Plan"}, "sections": [{"key": "s", "title": "Figures", "blocks": [block(html)]}]}
    reader, pages = read(export_pdf(body, seed="a" * 64))
    text = "".join(" ".join(pages).split())
    assert [text.count(f"w{number}w") for number in range(200)] == [2] * 200
    assert text.count("Years") == 1 and "193–200/200" in text
    assert any(page.mediabox.width > page.mediabox.height for page in reader.pages)
    # Each of them stands on its page, and not beside it.
    for page in reader.pages:
        places: list[float] = []

        def seen(words: str, cm: Any, tm: Any, *_font: Any, places: list[float] = places) -> None:
            places += [tm[4] * cm[0] + cm[4]] if words.strip() else []

        page.extract_text(visitor_text=seen)
        assert max(places, default=0) < float(page.mediabox.width)


def sheets(*blocks: str) -> tuple[list[Any], list[str]]:
    body = {"header": {"title": "Plan"}, "sections": [{"title": "Figures", "blocks": [block(one) for one in blocks]}]}
    reader, words = read(export_pdf(body, seed="a" * 64))
    return list(reader.pages), words


def table(*rows: list[str]) -> str:
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table>{lines}</table>"


def is_lying(page: Any) -> bool:
    return bool(page.mediabox.width > page.mediabox.height)


def test_a_sheet_lies_where_the_words_of_a_table_need_it_and_its_title_stands_on_it() -> None:
    wide = table([f"International{number}" for number in range(10)])
    pages, words = sheets(
        f"<p>{'Before. ' * 20}</p>", "<h3>Posts</h3>", wide, "<h3>More posts</h3>", wide, "<p>After.</p>"
    )
    assert [is_lying(page) for page in pages] == [False, True, False]
    for place, said in ((0, "Before."), (1, "Posts"), (1, "More posts"), (1, "International9"), (2, "After.")):
        assert said in words[place]
    pages, words = sheets(table([str(number) for number in range(10)]))
    assert [is_lying(page) for page in pages] == [False]


def test_a_table_in_a_table_stays_on_the_sheet() -> None:
    inner = table([f"International{number}" for number in range(10)])
    pages, words = sheets(table(["Summary"], [inner]))
    assert [is_lying(page) for page in pages] == [False, True] and "International9" in words[1]
    html = f"<ul><li>{table([f'International{number}' for number in range(40)])}</li></ul><p>After.</p>"
    pages, words = sheets(html)
    assert "After." in words[-1] and not is_lying(pages[-1])


def test_columns_share_the_sheet_by_their_words() -> None:
    tree = markup.fragment_fromstring(table(["1", "A long sentence on what is done and by whom."]), create_parent="div")
    lay_tables(tree)
    first, last = (float(one.get("style").removeprefix("width:")[:-1]) for one in tree.iter("col"))
    assert 5 * first < last and abs(first + last - 100) < 0.1
