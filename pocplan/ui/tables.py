"""Tables to take along, as CSV or as a workbook: whole, readable in any spreadsheet, and carrying out nothing."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COMMANDS = ("=", "+", "-", "@", "\t", "\r")

Row = Sequence[Any]


def csv_file(name: str, rows: Iterable[Row]) -> HttpResponse:
    """`name`.csv, with the mark by which spreadsheets know UTF-8. The name tells nothing to who sees a folder."""
    text = io.StringIO()
    csv.writer(text).writerows([harmless(cell) for cell in row] for row in rows)
    return _attached(("\ufeff" + text.getvalue()).encode(), "text/csv; charset=utf-8", f"{name}.csv")


def workbook_file(name: str, rows: Iterable[Row]) -> HttpResponse:
    """`name`.xlsx with one sheet: numbers and days as such, and every text as text."""
    from openpyxl import Workbook  # takes long, and most processes write no workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(name)
    for row in rows:
        sheet.append([_as_text(sheet, cell) if isinstance(cell, str) else cell for cell in row])
    data = io.BytesIO()
    book.save(data)
    return _attached(data.getvalue(), WORKBOOK, f"{name}.xlsx")


CSV, XLSX = "csv", "xlsx"
FORMS: dict[str, Callable[[str, Iterable[Row]], HttpResponse]] = {CSV: csv_file, XLSX: workbook_file}


class TableForm(forms.Form):
    """As what somebody takes a table along."""

    form = forms.ChoiceField(label=_("As"), choices=[(CSV, _("CSV")), (XLSX, _("Excel workbook (XLSX)"))], initial=CSV)

    def file(self, name: str, rows: Iterable[Row]) -> HttpResponse:
        return FORMS[self.cleaned_data["form"]](name, rows)


def harmless(cell: Any) -> Any:
    """A cell that a spreadsheet would carry out as a command is only text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(COMMANDS) else cell


def _as_text(sheet: Any, words: str) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell: Any = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", words))
    cell.data_type = "s"
    cell.quotePrefix = words.startswith(COMMANDS)
    return cell


def _attached(data: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
