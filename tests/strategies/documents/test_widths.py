"""Columns of tables in Word: room for their words first, and then for long texts."""

import io

import docx
from docx.oxml.ns import qn

from strategies.documents.export import export_docx
from strategies.documents.widths import CHARACTER, NARROWEST, SMALL, room_for_words, widths
from tests.strategies.documents.test_export import block, body

TOTAL = 80 * CHARACTER


def test_columns_add_up_and_no_word_breaks_where_there_is_room():
    texts = [(range(1), "Approved posts"), (range(1, 2), "7"), (range(2, 3), "Subtotal"), (range(2, 3), "1 200")]
    found = widths(texts, 3, TOTAL)
    assert sum(found) == TOTAL
    assert all(width >= len(word) * CHARACTER for width, word in zip(found, ("Approved", "7", "Subtotal"), strict=True))


def test_what_is_left_goes_where_texts_are_long():
    number, text = widths(
        [(range(1), "1"), (range(1, 2), "A long sentence on what is done and by whom, word after word.")], 2, TOTAL
    )
    assert text > 8 * number


def test_without_room_for_the_words_they_share_it_by_their_length():
    found = widths([(range(at, at + 1), "w" * (3 + at)) for at in range(30)], 30, 20 * CHARACTER)
    assert sum(found) == 20 * CHARACTER
    assert found[:-1] == sorted(found[:-1]) and min(found) > 0


def test_a_word_over_joined_columns_has_room_in_them_together():
    texts = [(range(2), "International"), (range(2, 3), "1"), (range(3), "A title over all of them")]
    left, right, last = widths(texts, 3, 20 * CHARACTER)
    assert left + right >= len("International") * CHARACTER and left == right > last
    assert room_for_words(texts, 3) == (len("International") + 1 + NARROWEST) * CHARACTER


def test_long_words_side_by_side_are_set_in_small_type():
    for word, size in (("International", SMALL), ("Staff", None)):
        html = f"<table><tr>{f'<td>{word}</td>' * 6}</tr></table>"
        table = docx.Document(io.BytesIO(export_docx(body(block(html))))).tables[0]
        assert {run.font.size for cell in table._cells for line in cell.paragraphs for run in line.runs} == {size}


def test_a_table_in_a_file_has_them_and_its_properties_stand_in_their_order():
    head = "".join(f"<th>H{at}</th>" for at in range(7))
    cells = "<td>Approved posts of the year</td>" + "<td>7</td>" * 6
    html = f'<table><tr>{head}</tr><tr>{cells}</tr><tr><td colspan="7">All</td></tr></table>'
    table = docx.Document(io.BytesIO(export_docx(body(block(html))))).tables[0]
    columns = [one.w.twips for one in table._tbl.tblGrid.gridCol_lst]
    assert columns[0] > 3 * columns[1]
    assert table.rows[2].cells[0].width.twips == sum(columns)
    sizes = {run.font.size for cell in table._cells for line in cell.paragraphs for run in line.runs}
    assert sizes == {SMALL}
    names = [one.tag.rpartition("}")[2] for one in table._tbl.tblPr]
    order = ["tblStyle", "tblW", "tblLayout", "tblCellMar", "tblLook"]
    assert [name for name in order if name in names] == [name for name in names if name in order]
    assert table._tbl.tblPr.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"
