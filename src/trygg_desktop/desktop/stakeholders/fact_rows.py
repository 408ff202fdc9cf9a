"""Short lists under a heading: a day or a name, what it is about, a fact at the right; each opens its record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.parts import Mark, chip_width, paint_chip, paint_mark

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
RowRole = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class FactRow:
    """One line.

    Args:
        left: a day, in a column of its own; empty for none.
        fact: at the right, with `mark` before it in the same colour.
        protection: shown as a chip where it is confidential.
    """

    id: UUID
    text: str
    left: str = ""
    fact: str = ""
    mark: Mark | None = None
    color: str = "text2"
    protection: str | None = None
    ground: str | None = None

    @property
    def words(self) -> str:
        """All of it, as a screen reader says it."""
        return ", ".join(part for part in (self.left, self.text, self.fact) if part)


class _Rows(QAbstractListModel):
    """The lines."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[FactRow] = ()

    def show(self, rows: Sequence[FactRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == RowRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.words
        return row.text if role == Qt.ItemDataRole.ToolTipRole else None


class _Look(QStyledItemDelegate):
    """Hairlines; the text between day and fact is shortened."""

    def __init__(self, view: FactRows) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: FactRow = index.data(RowRole)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if self._view.hasFocus() and state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("tint"))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height() - 1), theme.color("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("alt"))
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(6, 0, -2, -1)
        inner = self._fact(painter, row, inner)
        painter.setFont(theme.font("side"))
        if self._view.left_width:
            painter.setPen(theme.color("text2"))
            painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), row.left)
            inner.setLeft(inner.left() + self._view.left_width)
        painter.setFont(theme.font())
        painter.setPen(theme.color("text"))
        shown = painter.fontMetrics().elidedText(row.text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()

    def _fact(self, painter: QPainter, row: FactRow, inner: QRect) -> QRect:
        """Draws what stands at the right; gives what is left of the line."""
        if row.protection == "protected":
            width = chip_width(row.protection, row.ground)
            paint_chip(
                painter,
                QRect(inner.right() - width, inner.center().y() - 10, width, 20),
                row.protection,
                row.ground,
            )
            inner.setRight(inner.right() - width - 10)
        if row.fact:
            painter.setFont(theme.font("side"))
            width = min(painter.fontMetrics().horizontalAdvance(row.fact) + 2, inner.width() // 2)
            painter.setPen(theme.color(row.color))
            box = QRect(inner.right() - width, inner.top(), width + 1, inner.height())
            shown = painter.fontMetrics().elidedText(row.fact, Qt.TextElideMode.ElideRight, width)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), shown)
            inner.setRight(inner.right() - width - 10)
            if row.mark is not None:
                paint_mark(
                    painter,
                    QRect(inner.right() - 8, inner.center().y() - 5, 12, 12),
                    row.mark,
                    theme.color(row.color),
                )
                inner.setRight(inner.right() - 16)
        return inner

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme.row_height())


class FactRows(QListView):
    """As high as its lines. Enter or a click opens the record."""

    record_opened = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._model = _Rows()
        self.left_width = 0
        self.setModel(self._model)
        self.setItemDelegate(_Look(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setUniformItemSizes(True)
        self.clicked.connect(self._open)
        theme.notice().changed.connect(self._measure)
        self._measure()

    def show_rows(self, rows: Sequence[FactRow]) -> None:
        """Shows other lines."""
        self._model.show(rows)
        self._measure()

    def rows(self) -> Sequence[FactRow]:
        """The lines that are shown."""
        return self._model.rows

    def _measure(self) -> None:
        metrics = QFontMetrics(theme.font("side"))
        widths = [metrics.horizontalAdvance(row.left) for row in self._model.rows if row.left]
        self.left_width = max(widths) + 14 if widths else 0
        self.setFixedHeight(len(self._model.rows) * theme.row_height() + 1)
        self.viewport().update()

    def _open(self, index: Index) -> None:
        if index.isValid():
            self.record_opened.emit(self._model.rows[index.row()].id)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.rows:
            self.setCurrentIndex(self._model.index(0))
        self.viewport().update()
