"""A chart as a table: the same values, to be read line by line and copied into a spreadsheet."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.table_manners import in_rows
from trygg_desktop.desktop.tables import RowsModel, TableColumn
from trygg_desktop.i18n import _
from trygg_desktop.insight.charts.sheet import Sheet

MOST_SHOWN = 12
"""Rows that are seen at once; more are scrolled."""
_WIDEST = 360

Numbered = tuple[int, tuple[str, ...]]
"""A row's number, which tells it from others alike, and its cells."""


class ChartTable(QTableView):
    """The table beside a chart. `row_opened` tells the key of a row that Enter or a double click asks for."""

    row_opened = Signal(object)

    def __init__(self, sheet: Sheet, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self.rows = RowsModel(list(map(partial(_column, sheet), range(len(sheet.heads)))), _number, self)
        self.rows.show_rows(list(enumerate(row.cells for row in sheet.rows)))
        self.setModel(self.rows)
        self.setAccessibleName(_("{title}, as a table", title=name))
        in_rows(self, read_only=True)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFont(theme.font())
        self.setStyleSheet("QTableView::item { padding: 0 8px; }")
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.row_height())
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self._fit()

    def key_of(self, row: int) -> Hashable:
        """What a row is about."""
        return self._sheet.rows[row].key

    def _fit(self) -> None:
        for column in range(self.rows.columnCount()):
            wide = max(self.sizeHintForColumn(column), self.horizontalHeader().sectionSizeHint(column))
            self.setColumnWidth(column, min(wide + 4, _WIDEST))

    def sizeHint(self) -> QSize:
        shown = min(self.rows.rowCount(), MOST_SHOWN)
        head = self.horizontalHeader().sizeHint().height()
        return QSize(super().sizeHint().width(), head + shown * theme.row_height() + 16)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def _open(self, row: int) -> None:
        key = self.key_of(row)
        if key is not None:
            self.row_opened.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Puts the chosen rows, or all, on the clipboard."""
        chosen = sorted({index.row() for index in self.selectionModel().selectedRows()})
        QApplication.clipboard().setText(as_text(self._sheet, chosen or None))


def as_text(sheet: Sheet, rows: list[int] | None = None) -> str:
    """A table as text for a spreadsheet: tabs between columns, a head first. No rows named means all."""
    wanted = range(len(sheet.rows)) if rows is None else rows
    lines = [[_(head) for head in sheet.heads], *(list(sheet.rows[number].cells) for number in wanted)]
    return "\n".join("\t".join(" ".join(cell.split("\n")) for cell in line) for line in lines)


def _number(row: Numbered) -> int:
    return row[0]


def _column(sheet: Sheet, column: int) -> TableColumn[Numbered]:
    right = column in sheet.figures
    return TableColumn(
        sheet.heads[column],
        lambda row: row[1][column],
        Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft,
        tooltip=lambda row: row[1][column],
    )
