"""A body goes out as Word and comes back with the same words in the same order."""

import io
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategies.documents.clean import clean, words
from strategies.documents.export import export_docx
from strategies.documents.word import read_docx
from tests.strategies.documents.test_redline import HTML
from tests.strategies.documents.test_word import REAL


def block(html, *notes, kind="paragraph"):
    return {"key": "k", "kind": kind, "html": html, "notes": list(notes)}


def body(*blocks, title="Purpose", **section):
    made = {"key": "s", "code": "purpose", "title": title, "blocks": list(blocks), "rows": [], **section}
    return {"header": {"title": "Strategy"}, "sections": [made]}


def came_back(data):
    found = read_docx(data)
    return [word for one in found.blocks for word in one.words], found


@settings(max_examples=60, deadline=None)
@given(st.lists(HTML, max_size=3))
def test_words_come_back_in_their_order(texts):
    texts = [text.replace('<sup data-note="1">1</sup>', "") for text in texts]
    seen, _ = came_back(export_docx(body(*(block(text) for text in texts))))
    assert seen == ["Strategy", "Purpose", *(word for text in texts for word in words(text))]


def test_the_build_comes_back_too():
    html = [
        "<p>All <strong>civilians</strong>, <em>everywhere</em><sup>2</sup>.</p>",
        "<ul><li>one<ul><li>deeper</li></ul></li><li>two</li></ul>",
        '<table><tbody><tr><th scope="col">A</th><th scope="col">B</th></tr><tr><td rowspan="2">x</td><td>y</td></tr>'
        "<tr><td>z</td></tr></tbody></table>",
    ]
    _, found = came_back(export_docx(body(*(block(one) for one in html))))
    assert [(one.level, one.title) for one in found.sections] == [(1, "Strategy"), (1, "Purpose")]
    assert [one.html for one in found.sections[1].blocks] == html


def test_footnotes_are_footnotes():
    text = '<p>One<sup data-note="1">1</sup> and two<sup data-note="2">2</sup>.</p>'
    data = export_docx(body(block(text, "Source <em>A</em>", "B<br>C"), block("<p>x</p>")))
    _, found = came_back(data)
    assert found.blocks[2].html == text
    assert found.blocks[2].notes == ["Source <em>A</em>", "B<br>C"]
    assert not [one for one in found.unplaced if one.kind == "note"]


def test_rows_facts_language_and_no_author():
    rows = [{"key": "1", "title": "Patrol", "phases": ["prevention", "response"], "secret": "not printed"}]
    labels = {"title": "Activité", "phases": "Phases"}
    data = export_docx(body(rows=rows), language="fr", facts=[("Référence", "PdC/1")], labels=labels)
    seen, _ = came_back(data)
    expected = ["Strategy", "Référence", "PdC/1", "Purpose", "Activité", "Phases", "Patrol", "prevention;", "response"]
    assert seen == expected
    opened = docx.Document(io.BytesIO(data))
    assert (opened.core_properties.title, opened.core_properties.author) == ("Strategy", "")
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert b"fr-FR" in packed.read("word/styles.xml")
        assert b"python-docx" not in packed.read("docProps/core.xml")


ODD = ["", "loose", "<p></p>", "<table></table>", "<ul></ul>", "<table><tbody><tr></tr></tbody></table>"]
ODD += ['<table><tbody><tr><td colspan="900" rowspan="900">x</td></tr></tbody></table>']


@pytest.mark.parametrize("html", ODD)
def test_odd_blocks_do_not_break_the_file(html):
    seen, _ = came_back(export_docx(body(block(clean(html)))))
    assert seen == ["Strategy", "Purpose", *words(html)]


@pytest.mark.realdata
def test_a_published_document_goes_out_and_comes_back():
    if not REAL.exists():
        pytest.skip("the shared data folder does not lie beside the project")
    first = read_docx(REAL)
    made = {"header": {}, "sections": [{"title": "", "blocks": [block(one.html, *one.notes) for one in first.blocks]}]}
    seen, _ = came_back(export_docx(made))
    assert seen == [word for one in first.blocks for word in one.words]


def test_a_table_of_two_hundred_columns_is_several_that_word_can_open():
    cells = "".join(f"<td>w{number}</td>" for number in range(200))
    html = f"<table><tr><th colspan='50'>One</th><th colspan='50'>Two</th></tr><tr>{cells}</tr></table>"
    data = export_docx(body(block(html)))
    tables = docx.Document(io.BytesIO(data)).tables
    assert [len(one.columns) for one in tables] == [60, 60, 60, 20]
    seen, _ = came_back(data)
    assert sorted(word for word in seen if word[:1] == "w") == sorted(f"w{n}" for n in range(200))
    assert (seen.count("One"), seen.count("Two")) == (1, 1)
