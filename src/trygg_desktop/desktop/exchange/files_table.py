"""A register of files as a plain table: read, copied into a spreadsheet, walked with arrows."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.table_manners import in_rows
from trygg_desktop.desktop.tables import RowsModel, TableColumn

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
PADDING = 8
MOST_SHOWN = 12
"""Rows that are seen at once; more are scrolled."""


class _Look(QStyledItemDelegate):
    """A cell in line with its heading, over a hairline; the line that has the focus in a ring."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        text = QFontMetrics(theme.font()).horizontalAdvance(str(index.data() or ""))
        return QSize(text + 2 * PADDING, theme.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("tint"))
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        room = rect.adjusted(PADDING, 0, -PADDING, 0)
        painter.setFont(theme.font())
        painter.setPen(theme.color("text"))
        shown = painter.fontMetrics().elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()


class FilesTable(QTableView, Generic[R]):
    """Columns told as data; the widest gives way."""

    def __init__(
        self,
        name: str,
        columns: Sequence[TableColumn[R]],
        key: Callable[[R], Hashable],
        *,
        wide: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._wide = wide
        self.files: RowsModel[R] = RowsModel(columns, key, self)
        self.setModel(self.files)
        self.setAccessibleName(name)
        in_rows(self, read_only=True)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Look(self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.row_height())
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def show_files(self, rows: Iterable[R]) -> None:
        """Shows these lines; the table is as high as they are, up to a limit."""
        self.files.show_rows(rows)
        shown = min(self.files.rowCount(), MOST_SHOWN)
        height = self.horizontalHeader().sizeHint().height() + shown * theme.row_height() + 16
        self.setFixedHeight(height)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        used = 0
        for column in range(self.files.columnCount()):
            if column != self._wide:
                width = max(self.sizeHintForColumn(column), self.horizontalHeader().sectionSizeHint(column))
                self.setColumnWidth(column, width + 16)
                used += width + 16
        self.setColumnWidth(self._wide, max(140, self.viewport().width() - used))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self.as_text())
        else:
            super().keyPressEvent(event)

    def as_text(self) -> str:
        """The chosen lines, or all, as a table for a spreadsheet."""
        chosen = sorted({index.row() for index in self.selectionModel().selectedRows()})
        rows = chosen or range(self.files.rowCount())
        columns = range(self.files.columnCount())
        heads = [str(self.files.headerData(column, Qt.Orientation.Horizontal) or "") for column in columns]
        lines = [
            "\t".join(
                str(
                    self.files.index(row, column).data(Qt.ItemDataRole.ToolTipRole)
                    or self.files.index(row, column).data()
                    or ""
                )
                for column in columns
            )
            for row in rows
        ]
        return "\n".join(["\t".join(heads), *lines])
