"""Writes records as tables for people (csv, Excel) and as JSON for programs."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from trygg_desktop.domain.fields import Field, FieldKind
from trygg_desktop.domain.values import option_label
from trygg_desktop.formats.gathering import Gathered, Gatherer, record_json
from trygg_desktop.formats.mapping import ID, heading
from trygg_desktop.formats.tables import FORMULA_STARTS, column_letter
from trygg_desktop.i18n import _, language, local

_LONGEST_CELL = 32_767
_WIDEST, _NARROWEST = 60, 8
_NOT_FOR_EXCEL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def json_file(gathered: list[Gathered], *, everything: bool) -> bytes:
    """A list of records, or of all kinds an object with a list for each."""
    lists = {
        each.kind.about.name: [record_json(each.kind, id, values) for id, values in each.records]
        for each in gathered
    }
    content = lists if everything else next(iter(lists.values()))
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def csv_file(gatherer: Gatherer, gathered: Gathered) -> bytes:
    """A table that Excel opens by itself in Swedish: semicolons, UTF-8 with a mark, commas in decimals.

    A text that Excel would calculate has an apostrophe before it, which our own import takes away.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    fields = columns(gathered)
    writer.writerow([*(heading(field) for field in fields), _(ID.label)])
    for id, cells in _rows(gatherer, gathered, fields):
        writer.writerow([*(_plain(cell) for cell in cells), str(id)])
    return text.getvalue().encode("utf-8-sig")


def xlsx_file(gatherer: Gatherer, gathered: list[Gathered]) -> bytes:
    """An Excel file with a sheet for each kind: real dates, a header that stays, filter and widths."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator = ""
    for each in gathered:
        _fill_sheet(book.create_sheet(_sheet_name(each)), gatherer, each)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def columns(gathered: Gathered) -> list[Field]:
    """The fields that make the same records when the table is taken in again; the program's own come last."""
    kept = [
        field
        for field in gathered.fields
        if field.name not in ("draft", "hash") and field.kind not in (FieldKind.JSON, FieldKind.FILE)
    ]
    return sorted(kept, key=lambda field: field.internal)


def _rows(gatherer: Gatherer, gathered: Gathered, fields: list[Field]) -> Iterator[tuple[UUID, list[Any]]]:
    for id, values in gathered.records:
        yield id, [_cell(gatherer, field, values[field.name]) for field in fields]


def _cell(gatherer: Gatherer, field: Field, value: Any) -> Any:
    """A value as a cell: text, number, yes or no in words, date, or local date and time."""
    if value is None or value == "":
        # To an audience it may be empty because what it points to is kept from it
        return field.means_when_empty or None if gatherer.audience is None else None
    if field.many:
        return "; ".join(_name(gatherer, field, each, joined=True) for each in value) or None
    if field.kind is FieldKind.REFERENCE:
        return _name(gatherer, field, value)
    if field.kind is FieldKind.CHOICE:
        return option_label(field, value)
    if field.kind is FieldKind.BOOL:
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return local(value).replace(tzinfo=None)
    return value


def _name(gatherer: Gatherer, field: Field, id: UUID, *, joined: bool = False) -> str:
    """What a referred record is called; its id where a name would not lead back to it."""
    if not field.target:
        return str(id)
    kind = gatherer.workspace.kinds.named(field.target)
    name = gatherer.names(field.target).get(id)
    leads_back = gatherer.audience is not None or gatherer.is_the_only_one(field.target, id)
    plain = kind.fields()[kind.about.naming].kind is FieldKind.TEXT and not (joined and ";" in (name or ""))
    if name and plain and leads_back:
        return name
    return "" if name == "" and gatherer.audience is not None else str(id)


# csv


def _plain(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S" if cell.second else "%Y-%m-%d %H:%M")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        text = str(int(cell)) if cell.is_integer() else repr(cell)
        return text.replace(".", ",") if language() == "sv" else text
    if isinstance(cell, int):
        return str(cell)
    return f"'{cell}" if cell[:1] in FORMULA_STARTS else str(cell)


# Excel


def _fill_sheet(sheet: Any, gatherer: Gatherer, gathered: Gathered) -> None:
    from openpyxl.styles import Font

    fields = columns(gathered)
    header = [*(heading(field) for field in fields), _(ID.label)]
    rows = [[*cells, str(id)] for id, cells in _rows(gatherer, gathered, fields)]
    # A sheet that is written row by row wants all of this first
    _set_widths(sheet, header, rows)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{column_letter(len(header) - 1)}{len(rows) + 1}"
    bold = Font(bold=True)
    titles = [_excel_cell(sheet, label) for label in header]
    for title in titles:
        title.font = bold
    sheet.append(titles)
    for row in rows:
        sheet.append([_excel_cell(sheet, value) for value in row])


def _set_widths(sheet: Any, header: list[str], rows: list[list[Any]]) -> None:
    for at, label in enumerate(header):
        widest = max([len(label) + 2, *(_shown_width(row[at]) for row in rows)])
        sheet.column_dimensions[column_letter(at)].width = max(_NARROWEST, min(_WIDEST, widest + 1))


def _excel_cell(sheet: Any, value: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, _for_excel(value))
        # A text that begins with = stays a text
        cell.data_type = "s"
        if "\n" in value or len(value) > _WIDEST:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        return cell
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, datetime):
        cell.number_format = "yyyy-mm-dd hh:mm"
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    return cell


def _for_excel(text: str) -> str:
    return _NOT_FOR_EXCEL.sub("", text)[:_LONGEST_CELL]


def _shown_width(cell: Any) -> int:
    if isinstance(cell, str):
        return max(map(len, cell.splitlines()), default=0)
    return 16 if isinstance(cell, datetime) else 10 if isinstance(cell, date) else len(str(cell or ""))


def _sheet_name(gathered: Gathered) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", gathered.kind.about.titles)[:31]
