"""A mission's style template: its looks are in the Word files, and nothing else of it is."""

import io
import shutil

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image

from strategies.documents.errors import UnusableFile
from strategies.documents.export import export_docx
from strategies.documents.template import LARGEST_TEMPLATE, clean_template
from strategies.documents.word import read_docx
from tests.strategies.documents import templates
from tests.strategies.documents.templates import HEAD, SECRET, everything, hostile, house, rewritten, saved
from tests.strategies.documents.test_export import block, body
from tests.strategies.documents.test_remarks import read_back, spans
from tests.strategies.documents.test_tracked import printed, through_office
from tests.strategies.documents.test_word import REAL

MARK, STAMP = "UN CONFIDENTIAL · Mission", "POC/1, version 2"
HTML = (
    '<p>Patrols<sup data-note="1">1</sup> stay.</p>',
    "<ul><li>one<ul><li>deeper</li></ul></li></ul>",
    "<ol><li>first</li></ol>",
    "<table><tbody><tr><th>A</th></tr><tr><td>b</td></tr></tbody></table>",
    "<blockquote><p>Said.</p></blockquote><h3>Below</h3>",
)


def written(template: bytes) -> bytes:
    text = body(*(block(html, "Counted.") for html in HTML))
    return export_docx(text, facts=[("Reference", "POC/1")], marking=MARK, stamp=STAMP, template=template)


def opened(data: bytes):
    return docx.Document(io.BytesIO(data))


def stories(document) -> list[str]:
    page = document.sections[0]
    heads = (page.header, page.first_page_header, page.even_page_header)
    return ["\n".join(line.text for line in story.paragraphs) for story in heads]


def read(data: bytes) -> list[list[str]]:
    return [one.words for one in read_docx(data).blocks]


def test_its_looks_are_in_the_file_and_the_words_are_ours():
    made = clean_template(saved(house()))
    data = written(made.content)
    document = opened(data)
    heading = document.styles["Heading 1"]
    assert (heading.font.name, heading.font.size.pt, str(heading.font.color.rgb)) == ("Georgia", 21, "006633")
    page = document.sections[0]
    assert (round(page.page_width.cm), round(page.left_margin.cm)) == (21, 2)
    assert read(data) == read(written(b""))
    assert (
        b'<w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r' in everything(data)
        and set(made.said) == {"place"} | PYTHON_DOCX
    )


# What the library writes into every file that it makes.
PYTHON_DOCX = {"properties", "custom"}


def test_the_marking_stands_first_on_every_kind_of_page():
    document = opened(written(clean_template(saved(house())).content))
    assert [one.splitlines()[0] for one in stories(document)] == [MARK] * 3
    assert [one.splitlines()[1] for one in stories(document)] == [HEAD, f"{HEAD} first", f"{HEAD} even"]
    page = document.sections[0]
    for foot in (page.footer, page.first_page_footer, page.even_page_footer):
        assert STAMP in foot.paragraphs[0].text
        assert "PAGE" in "".join(one.text or "" for one in foot._element.iter(qn("w:instrText")))


def test_a_first_page_without_a_header_of_its_own_is_marked_too():
    document = docx.Document()
    document.sections[0].different_first_page_header_footer = True
    assert (
        MARK
        in opened(written(clean_template(saved(document)).content)).sections[0].first_page_header.paragraphs[0].text
    )


def test_nothing_but_looks_is_kept_and_the_rest_is_said():
    made = clean_template(hostile())
    for data in (made.content, written(made.content)):
        found = everything(data)
        for gone in (SECRET, "INCLUDETEXT", "DDEAUTO", "MACROBUTTON", "HYPERLINK", "LINK", "Exif", "vbaProject",
                     "External", "thumbnail", "attachedTemplate", "w:comment ", "stylesWithEffects"):  # fmt: skip
            assert gone.encode() not in found, gone
        assert b"<w:vanish/>" not in found
    assert set(made.said) == {
        "macros", "objects", "comments", "tracked", "body", "custom", "properties", "attached", "outside", "hidden",
        "field", "place",
    }  # fmt: skip
    assert made.said["field"] == ["INCLUDETEXT", "DDEAUTO", "MACROBUTTON", "HYPERLINK", "LINK"]
    head = opened(made.content).sections[0].header
    text = "".join(one.text or "" for one in head._element.iter(qn("w:t")))
    assert text == f"{HEAD}1includedcalcpresssite1linkedcame"
    assert [one.get(qn("w:instr")) for one in head._element.iter(qn("w:fldSimple"))] == [" PAGE ", " NUMPAGES "]
    again = clean_template(made.content)
    assert set(again.said) <= PYTHON_DOCX
    assert stories(opened(again.content)) == stories(opened(made.content))


def test_a_picture_is_drawn_anew_in_the_line():
    document = opened(clean_template(saved(house())).content)
    (part,) = [one for one in document.part.package.iter_parts() if "/media/" in str(one.partname)]
    picture = Image.open(io.BytesIO(part.blob))
    assert picture.size == (60, 30) and not picture.getexif() and SECRET.encode() not in part.blob
    markup = everything(clean_template(saved(house())).content)
    assert b"wp:inline" in markup and b"wp:anchor" not in markup


STYLE = r'(<w:style [^>]*w:styleId="{key}".*?</w:style>)'


@pytest.mark.parametrize(("key", "by", "kind", "named"), [
    ("Heading1", "", "missing", "Heading 1"), ("TableGrid", "", "missing", "Table Grid"),
    ("Normal", "", "missing", "Normal"), ("ListBullet", "", "missing", "List Bullet"),
    ("Heading2", '<w:style w:type="character" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>', "broken",
     "Heading 2"),
    ("Title", '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Title"/>'
     "</w:style>", "broken", "Title"),
    ("Quote", '<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/><w:basedOn w:val="Lost"/>'
     "</w:style>", "broken", "Quote"),
    ("ListNumber", '<w:style w:type="paragraph" w:styleId="ListNumber"><w:name w:val="List Number"/><w:pPr><w:numPr>'
     '<w:numId w:val="99"/></w:numPr></w:pPr></w:style>', "broken", "List Number"),
    ("Normal", '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr>'
     '<w:outlineLvl w:val="0"/></w:pPr></w:style>', "broken", "Normal"),
    ("FootnoteText", '<w:style w:type="table" w:styleId="FootnoteText"><w:name w:val="footnote text"/></w:style>',
     "broken", "Footnote Text"),
])  # fmt: skip
def test_ours_stands_in_for_a_style_that_is_missing_or_broken(key, by, kind, named):
    made = clean_template(rewritten(saved(house()), "word/styles.xml", STYLE.format(key=key), by))
    assert made.said[kind] == [named]
    assert read(written(made.content)) == read(written(b""))


def test_the_looks_of_a_real_report_of_the_united_nations():
    made = clean_template(REAL.read_bytes())
    assert "List Number" in made.said["broken"] and made.said["field"] == ["DOCVARIABLE", "="]
    assert read(written(made.content)) == read(written(b""))
    assert [one.kind for one in read_docx(written(made.content)).blocks] == [
        one.kind for one in read_docx(written(b"")).blocks
    ]


def test_styles_that_cannot_be_told_apart_or_are_not_there_at_all():
    for by in ("", "<w:x/>"):
        bare = rewritten(saved(house()), "word/styles.xml", r"(<w:styles[^>]*>).*(</w:styles>)", rf"\1{by}\2")
        assert read(written(clean_template(bare).content)) == read(written(b""))
    twice = rewritten(saved(house()), "word/styles.xml", STYLE.format(key="Heading1"), r"\1\1")
    assert not clean_template(twice).said.get("broken")


@pytest.mark.parametrize("margin", ["-1440", "0", "31680", "x"])
def test_margins_that_would_lay_text_over_the_marking_are_ours(margin):
    data = rewritten(saved(house()), "word/document.xml", r'w:top="\d+"', f'w:top="{margin}"')
    made = clean_template(data)
    assert "page" in made.said and round(opened(made.content).sections[0].top_margin.cm, 1) == 2.5


def test_no_style_of_a_template_hides_the_marking():
    document = house()
    document.styles["Normal"].font.hidden = True
    document.styles["Normal"].font.size = docx.shared.Pt(1)
    document.styles["Normal"].font.name = "Wingdings"
    line = opened(written(clean_template(saved(document)).content)).sections[0].header.paragraphs[0]
    font = line.runs[0].font
    assert (font.hidden, font.size.pt, font.name, str(font.color.rgb)) == (False, 9, "Arial", "000000")


@pytest.mark.parametrize(("data", "says"), [
    (b"", "empty"), (b"%PDF-1", "PDF"), (b"PK\x03\x04broken", "damaged"),
    (b"x" * (LARGEST_TEMPLATE + 1), "at most 5 MB"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old version"),
])  # fmt: skip
def test_what_is_no_template_is_refused_with_a_sentence(data, says):
    with pytest.raises(UnusableFile, match=says):
        clean_template(data)


def test_a_header_without_end_is_refused():
    for more in ("word " * 250, "\n" * 20):
        document = house()
        document.sections[0].header.paragraphs[0].text = more
        with pytest.raises(UnusableFile, match="Shorten it"):
            clean_template(saved(document))
    empty = "<w:p>" + "<w:r><w:t></w:t></w:r>" * 50_000 + "</w:p></w:hdr>"
    with pytest.raises(UnusableFile, match="Shorten it"):
        clean_template(rewritten(saved(house()), "word/header1.xml", "</w:hdr>", empty))


def test_pandoc_and_libreoffice_read_it_as_they_read_ours(tmp_path):
    data = written(clean_template(hostile()).content)
    plain = written(b"")
    assert spans(read_back(tmp_path, data)["blocks"]) == spans(read_back(tmp_path, plain)["blocks"])
    assert read(through_office(data, tmp_path)) == read(plain)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="there is no pdftotext")
def test_every_printed_page_bears_the_marking(tmp_path):
    text = body(*(block(f"<p>{'Patrols stay on the road. ' * 60}</p>") for _ in range(8)))
    data = export_docx(text, marking=MARK, stamp=STAMP, template=clean_template(hostile()).content)
    pages = printed(through_office(data, tmp_path, "pdf"))
    assert len(pages) > 2 and all(MARK in one and STAMP in one for one in pages)
    assert HEAD in pages[0] and SECRET not in "".join(pages)


def test_the_library_s_own_baggage_is_not_in_a_plain_file_either():
    assert templates.everything(written(b"")).count(b"thumbnail") == 0


def test_whoever_sends_one_waits_for_less_than_there_is_time_for():
    """The cleaning runs while somebody waits: what would take seconds is left out and said, or refused."""
    document = house()
    for number, story in enumerate((document.sections[0].footer, document.sections[0].first_page_footer)):
        picture, out = Image.new("RGB", (3000, 3000), (number, 0, 0)), io.BytesIO()
        picture.save(out, "PNG")
        story.paragraphs[0].add_run().add_picture(io.BytesIO(out.getvalue()))
    assert clean_template(saved(document)).said["picture"] == ["PNG"], "the second one is one too many"
    lists = b"".join(b'<w:num w:numId="%d"><w:abstractNumId w:val="1"/></w:num>' % one for one in range(2000, 4000))
    with pytest.raises(UnusableFile, match="lists"):
        clean_template(
            rewritten(saved(house()), "word/numbering.xml", "</w:numbering>", lists.decode() + "</w:numbering>")
        )
    fonts = "".join(f'<w:font w:name="F{one}"/>' for one in range(1001)) + "</w:fonts>"
    with pytest.raises(UnusableFile, match="far more in this file than looks"):
        clean_template(rewritten(saved(house()), "word/fontTable.xml", "</w:fonts>", fonts))
