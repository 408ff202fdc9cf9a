"""Copies lines of a list so that Excel takes them as a table, with real dates and texts left as they are."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from html import escape
from typing import Any
from uuid import UUID

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.records.list_model import RecordLines
from trygg_desktop.domain.fields import Field, FieldKind
from trygg_desktop.domain.record import Protection
from trygg_desktop.domain.values import option_label, show
from trygg_desktop.i18n import _, local, ngettext

_AS_TEXT = "mso-number-format:'\\@'"
_FIGURES = frozenset(
    {FieldKind.INTEGER, FieldKind.NUMBER, FieldKind.DURATION, FieldKind.DATE, FieldKind.DATETIME}
)


def copy_as_table(desk: Desk, lines: RecordLines, ids: list[str]) -> None:
    """Puts these records' shown columns on the clipboard and says how many there were."""
    if not ids:
        return
    fields = [*lines.fields, *lines.beside]

    def arrived(values: dict[str, tuple[Any, ...]], titles: dict[UUID, str]) -> None:
        found = [values[id] for id in ids if id in values]
        QGuiApplication.clipboard().setMimeData(table(fields, found, titles))
        protected = sum(row[-3] == Protection.PROTECTED for row in found)
        told = ngettext("{n} record copied.", "{n} records copied.", len(found))
        if protected:
            told += " " + ngettext(
                "{n} of them is marked confidential.", "{n} of them are marked confidential.", protected
            )
        desk.tell(told)

    lines.values_of(ids, arrived)


def table(fields: list[Field], rows: list[tuple[Any, ...]], titles: dict[UUID, str]) -> QMimeData:
    """The same table as text with tabs and as HTML; protection is its last column."""
    heads = [*(field.title for field in fields), _("Protection")]
    cells = [
        [*(_cell(field, value, titles) for field, value in zip(fields, row, strict=False)), _level(row)]
        for row in rows
    ]
    plain = io.StringIO()
    csv.writer(plain, dialect="excel-tab", lineterminator="\n").writerows([heads, *cells])
    text_columns = [field.kind not in _FIGURES for field in fields] + [True]
    head = "".join(f"<th>{escape(each)}</th>" for each in heads)
    body = "".join(
        "<tr>"
        + "".join(_html_cell(cell, as_text) for cell, as_text in zip(row, text_columns, strict=True))
        + "</tr>"
        for row in cells
    )
    made = QMimeData()
    made.setText(plain.getvalue())
    made.setHtml(f"<meta charset='utf-8'><table><tr>{head}</tr>{body}</table>")
    return made


def _cell(field: Field, value: Any, titles: dict[UUID, str]) -> str:
    if isinstance(value, datetime):
        return local(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if field.kind is FieldKind.DURATION and isinstance(value, int):
        return str(value)
    return show(field, value, titles=titles) or field.means_when_empty


def _level(row: tuple[Any, ...]) -> str:
    protection, ground, _draft = row[-3:]
    label = option_label(Field(FieldKind.CHOICE, "", options=Protection), protection) if protection else ""
    return f"{label}, {ground}" if ground else label


def _html_cell(cell: str, as_text: bool) -> str:
    style = f' style="{_AS_TEXT}"' if as_text else ""
    return f"<td{style}>{escape(cell).replace(chr(10), '<br>')}</td>"
