"""Columns of tables in Word: room for their words first, and then for long texts."""

import io

import docx
from docx.oxml.ns import qn

from strategies.documents.export import export_docx
from strategies.documents.widths import CHARACTER, SMALL, widths
from tests.strategies.documents.test_export import block, body

TOTAL = 80 * CHARACTER


def test_columns_add_up_and_no_word_breaks_where_there_is_room():
    texts = [(0, "Approved posts"), (1, "7"), (2, "Subtotal"), (2, "1 200")]
    found = widths(texts, 3, TOTAL)
    assert sum(found) == TOTAL
    assert all(width >= len(word) * CHARACTER for width, word in zip(found, ("Approved", "7", "Subtotal"), strict=True))


def test_what_is_left_goes_where_texts_are_long():
    number, text = widths([(0, "1"), (1, "A long sentence on what is done and by whom, word after word.")], 2, TOTAL)
    assert text > 8 * number


def test_without_room_for_the_words_they_share_it_by_their_length():
    found = widths([(at, "w" * (3 + at)) for at in range(30)], 30, 20 * CHARACTER)
    assert sum(found) == 20 * CHARACTER
    assert found[:-1] == sorted(found[:-1]) and min(found) > 0


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
