"""A Word file goes in without losing a word, whatever its makers did to it."""

import io
import zipfile
from collections import Counter
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from hypothesis import given, settings
from hypothesis import strategies as st

from strategies.documents.clean import clean, plain, words
from strategies.documents.errors import UnusableFile
from strategies.documents.word import LONGEST, read_docx
from tests.strategies.documents.counting import all_words, running_words
from tests.strategies.documents.faults import BOLD, CASES, ITEM, cell, table
from tests.strategies.documents.files import p, part, run, word_file, zipped

REAL = Path(__file__).parents[4] / "shared" / "data" / "05_strategy_A-80-621_unmiss.docx"


def saved(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def assert_every_word_is_there(data):
    """As an ordered multiset: the blocks follow the running text, and nothing is missing or doubled."""
    found = read_docx(data)
    assert Counter(found.words()) == Counter(all_words(data))
    rest = iter(running_words(data))
    for block in found.blocks:
        for word in words(block.html):
            assert any(word == other for other in rest), f"“{word}” is not in its place"
    return found


def assert_blocks_are_clean(found):
    for block in found.blocks:
        assert len(block.html) < LONGEST * 1.5
        assert words(clean(block.html)) == words(block.html)
        signs = block.html.count("<sup data-note=")
        assert signs == len(block.notes)


# The published file


@pytest.fixture(scope="module")
def real():
    if not REAL.exists():
        pytest.skip("the shared data folder does not lie beside the project")
    return REAL.read_bytes()


@pytest.mark.realdata
def test_every_word_of_a_published_document_is_found_again(real):
    found = assert_every_word_is_there(real)
    assert found.word_count > 20_000
    assert_blocks_are_clean(found)


@pytest.mark.realdata
def test_a_published_document_keeps_its_build(real):
    found = read_docx(real)
    titles = [section.title for section in found.sections]
    assert "A. Mandate" in titles
    assert "Component 1: protection of civilians" in titles
    levels = {section.title: section.level for section in found.sections}
    assert levels["II. Financial resources"] < levels["A. Overall"] < levels["Trend of the unencumbered balance"]
    assert Counter(block.kind for block in found.blocks)["table"] >= 45
    assert len(found.footnotes) == 5
    assert {one.kind for one in found.unplaced} >= {"header", "footer", "image", "comment"}


@pytest.mark.realdata
def test_progress_rises_to_the_end(real):
    told = []
    read_docx(real, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 100
    assert len(told) > 10


# Files made with python-docx


def test_headings_paragraphs_lists_and_tables():
    document = docx.Document()
    document.add_paragraph("Before all.")
    document.add_heading("Purpose", 1)
    line = document.add_paragraph("Protect ")
    line.add_run("all").bold = True
    line.add_run(" civilians.").italic = True
    document.add_heading("Scope", 2)
    document.add_paragraph("First", style="List Bullet")
    document.add_paragraph("Deeper", style="List Bullet 2")
    document.add_paragraph("One", style="List Number")
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Wide"
    table.cell(0, 2).merge(table.cell(1, 2)).text = "High"
    table.cell(1, 0).text = "x < y & z"
    found = assert_every_word_is_there(saved(document))
    assert [(one.level, one.title) for one in found.sections] == [(0, ""), (1, "Purpose"), (2, "Scope")]
    assert found.sections[1].blocks[0].html == "<p>Protect <strong>all</strong><em> civilians.</em></p>"
    kinds = [one.kind for one in found.sections[2].blocks]
    assert kinds == ["list", "table"]
    assert found.sections[2].blocks[1].html == (
        '<table><tbody><tr><td colspan="2">Wide</td><td rowspan="2">High</td></tr>'
        "<tr><td>x &lt; y &amp; z</td><td></td></tr></tbody></table>"
    )
    assert_blocks_are_clean(found)


def test_a_heading_by_outline_level_and_by_a_style_based_on_a_heading():
    document = docx.Document()
    style = document.styles.add_style("Chapitre", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Heading 2"]
    document.add_paragraph("Contexte", style="Chapitre")
    found = assert_every_word_is_there(saved(document))
    assert [one.level for one in found.sections] == [2]
    outlined = word_file(
        p("Mandat", properties='<w:outlineLvl w:val="2"/>') + p("x", properties='<w:outlineLvl w:val="9"/>')
    )
    assert [(one.level, one.title) for one in read_docx(outlined).sections] == [(3, "Mandat")]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["Normal", "Heading 1", "List Bullet", "List Number", "Title", "table"]),
                          st.text("abc é<&>\"’\u00a0\u200f-", max_size=30)), max_size=8))  # fmt: skip
def test_any_plain_document_keeps_its_words(lines):
    document = docx.Document()
    for style, text in lines:
        if style == "table":
            document.add_table(1, 2).cell(0, 1).text = text
        else:
            document.add_paragraph(text, style=style)
    assert_blocks_are_clean(assert_every_word_is_there(saved(document)))


# Markup with the faults of real files


@pytest.mark.parametrize("name", CASES)
def test_every_word_is_found_in(name):
    assert_blocks_are_clean(assert_every_word_is_there(word_file(CASES[name])))


def test_words_in_a_cell_that_was_joined_away_go_to_the_cell_that_remains():
    rows = [
        cell(p("top"), "<w:vMerge w:val='restart'/>") + cell(p("x")),
        cell(p("below"), "<w:vMerge/>") + cell(p("y")),
    ]
    found = read_docx(word_file(table(*rows)))
    assert found.blocks[0].html == (
        '<table><tbody><tr><td rowspan="2">top<br>below</td><td>x</td></tr><tr><td>y</td></tr></tbody></table>'
    )


def texts(found, kind):
    return [one.text for one in found.unplaced if one.kind == kind]


def test_what_is_laid_aside_and_what_stays():
    changed = read_docx(word_file(CASES["tracked changes"]))
    assert [plain(one.html) for one in changed.blocks] == ["Troops must stay"]
    assert texts(changed, "deleted") == ["may"]
    assert texts(read_docx(word_file(CASES["text box in two forms"])), "text_box") == ["In the box"]
    assert texts(read_docx(word_file(CASES["hidden text"])), "hidden") == ["secret"]
    fields = read_docx(word_file(CASES["fields"]))
    assert [plain(one.html) for one in fields.blocks] == ["17 May"]


def test_footnotes_stay_with_their_block_and_no_word_of_them_is_lost():
    notes = part(
        "footnotes",
        f'<w:footnote w:id="2">{p("Source one.")}</w:footnote><w:footnote w:id="3">{p("Two")}{p("lines")}</w:footnote>'
        f'<w:footnote w:id="9">{p("Nobody points here")}</w:footnote>',
    )
    ends = part("endnotes", f'<w:endnote w:id="2">{p("At the end")}</w:endnote>')
    sign = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    cells = "".join(f"<w:tc>{p(text, runs=sign.format(key))}</w:tc>" for text, key in (("a", 3), ("b", 2)))
    body = p("First", runs='<w:r><w:endnoteReference w:id="2"/></w:r>') + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    data = word_file(body, footnotes=notes, endnotes=ends)
    found = assert_every_word_is_there(data)
    assert_blocks_are_clean(found)
    assert [one.notes for one in found.blocks] == [["At the end"], ["Two<br>lines", "Source one."]]
    assert '<td>b<sup data-note="2">2</sup></td>' in found.blocks[1].html
    assert texts(found, "note") == ["Nobody points here"]


def test_one_note_cited_twice_is_not_doubled():
    notes = part("footnotes", f'<w:footnote w:id="2">{p("Once.")}</w:footnote>')
    sign = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    found = assert_every_word_is_there(word_file(p("a", runs=sign) + p("b", runs=sign), footnotes=notes))
    assert_blocks_are_clean(found)


def test_headers_footers_and_comments_are_listed():
    data = word_file(
        p("Text"), header1=part("hdr", p("Confidential")), footer1=part("ftr", p("Page 1")),
        comments=part("comments", f'<w:comment w:id="1">{p("Who wrote this?")}</w:comment>'),
    )  # fmt: skip
    found = assert_every_word_is_there(data)
    assert sorted((one.kind, one.text) for one in found.unplaced) == [
        ("comment", "Who wrote this?"), ("footer", "Page 1"), ("header", "Confidential"),
    ]  # fmt: skip


def test_links_keep_their_words_and_only_harmless_targets_and_nothing_outside_is_followed():
    body = p(
        runs=f'<w:hyperlink r:id="a">{run("site")}</w:hyperlink><w:hyperlink r:id="b">{run(" bad")}</w:hyperlink>'
        f'<w:hyperlink w:anchor="x">{run(" inner")}</w:hyperlink>'
    )
    outside = {
        "a": ("hyperlink", "https://example.org/?a=1&amp;b=%22"), "b": ("hyperlink", "javascript:alert(1)"),
        "c": ("attachedTemplate", "file:///share/template.dotm"),
    }  # fmt: skip
    found = assert_every_word_is_there(word_file(body, external=outside))
    assert found.blocks[0].html == '<p><a href="https://example.org/?a=1&amp;b=%22">site</a> bad inner</p>'
    assert texts(found, "link") == ["file:///share/template.dotm"]


def test_pictures_are_listed_with_their_words_for_those_who_cannot_see():
    drawing = '<w:r><w:drawing><wp:inline><wp:docPr id="1" descr="Map of the sector"/><a:graphic><a:graphicData>'
    found = read_docx(
        word_file(p("x", runs=f"{drawing}<pic:pic/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"))
    )
    assert [str(one) for one in found.unplaced] == ["Picture: Map of the sector"]
    assert "Map" not in list(found.words())


def test_bold_numbered_lines_are_headings_where_no_style_says_so():
    bold = ["1. Mandate", "1.1 Legal basis", "IV. Threats", "B. Sites", "Early warning"]
    bold += ["Note well", "2. We will do all this and more."]
    lines = "".join(p(runs=run(text, BOLD)) for text in bold)
    found = assert_every_word_is_there(word_file(lines + p("3. Not bold")))
    assert [(one.level, one.title) for one in found.sections] == [
        (1, "1. Mandate"), (2, "1.1 Legal basis"), (1, "IV. Threats"), (2, "B. Sites"), (1, "Early warning"),
    ]  # fmt: skip


def test_numbering_of_lists_is_kept():
    numbering = part(
        "numbering",
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>',
    )
    body = p("x", properties=ITEM(0)) + p("y", properties=ITEM(1)) + p("z", properties=ITEM(0))
    found = assert_every_word_is_there(word_file(body, numbering=numbering))
    assert [one.html for one in found.blocks] == ['<ol start="3"><li>x<ol type="a"><li>y</li></ol></li><li>z</li></ol>']
    long = "".join(p("word " * 100, properties=ITEM(0)) for _ in range(2))
    assert [one.html[:14] for one in read_docx(word_file(long, numbering=numbering)).blocks] == [
        '<ol start="3">',
        '<ol start="4">',
    ]


def test_what_is_longer_than_a_block_is_divided_and_keeps_its_words():
    row = f"<w:tr><w:tc>{p('word ' * 200)}</w:tc></w:tr>"
    body = f"<w:tbl>{row * 150}</w:tbl>" + p("long " * 30_000) + p("item " * 20, properties=ITEM(0)) * 1500
    found = assert_every_word_is_there_but_cut(word_file(body + p("x" * 150_000)))
    assert Counter(one.kind for one in found.blocks)["table"] >= 2


def assert_every_word_is_there_but_cut(data):
    """As above, for a file with one word of 150,000 letters, which may be cut."""
    found = read_docx(data)
    assert "".join(found.words()) == "".join(all_words(data))
    assert_blocks_are_clean(found)
    return found


def test_a_character_that_turns_the_reading_direction_is_refused_with_its_place():
    with pytest.raises(UnusableFile) as caught:
        read_docx(word_file(p("Rules", properties='<w:outlineLvl w:val="0"/>') + p("Never\u202eagain")))
    assert "Rules" in str(caught.value)
    assert "202E" in str(caught.value)


def test_a_byte_order_mark_is_dropped_and_said():
    found = read_docx(word_file(p("mis\ufeffsion")))
    assert list(found.words()) == ["mission"]
    assert texts(found, "invisible") == ["U+FEFF"]


def test_a_style_based_on_itself_does_not_go_round_for_ever():
    styles = part("styles", '<w:style w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="A"/></w:style>')
    assert_every_word_is_there(word_file(p("x", style="A"), styles=styles))


def test_a_strict_file_is_read_alike():
    data = word_file(p("Strict words", properties='<w:outlineLvl w:val="0"/>'))
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"

    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        usual, b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    assert [one.title for one in read_docx(zipped(parts)).sections] == ["Strict words"]


def test_what_is_no_word_file_is_refused():
    with pytest.raises(UnusableFile):
        read_docx(b"nothing")


def test_macros_are_left_out_and_said():
    data = io.BytesIO(word_file(p("Words.")))
    with zipfile.ZipFile(data, "a") as packed:
        packed.writestr("word/vbaProject.bin", b"x")
    found = read_docx(data.getvalue())
    assert [str(one) for one in found.unplaced] == ["Macro, a program: left out: word/vbaProject.bin"]
    assert found.word_count == 1
