"""A table as high as its rows, for a page that scrolls as a whole; it is edited in place."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from trygg_desktop.desktop.table_manners import in_rows
from trygg_desktop.desktop.tables import RowsModel


class RowsTable(QTableView):
    """The rows of one model; what columns there are and how they share the width is for each table to say."""

    wide: ClassVar[int] = 320
    narrowest: ClassVar[int] = 200
    """Pixels."""
    begins_in: ClassVar[int] = 0
    """The column in which the keyboard begins."""

    def __init__(self, rows: RowsModel[Any], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(rows)
        self.setAccessibleName(name)
        in_rows(self, one=True)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(16)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for signal in (rows.rowsInserted, rows.rowsRemoved, rows.dataChanged, rows.rowsMoved):
            signal.connect(lambda *about: self._resized())

    def _fit_columns(self) -> None:
        """Shares the width among the columns, where the header does not do so by itself."""

    def _resized(self) -> None:
        self._fit_columns()
        self.resizeRowsToContents()
        self.updateGeometry()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, self.begins_in))
        super().focusInEvent(event)

    def sizeHint(self) -> QSize:
        header = self.horizontalHeader()
        rows = sum(self.rowHeight(row) for row in range(self.model().rowCount()))
        return QSize(self.wide, rows + (0 if header.isHidden() else header.sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.narrowest, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resized()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.model().rowCount():
            self._resized()
