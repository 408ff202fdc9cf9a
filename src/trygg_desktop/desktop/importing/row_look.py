"""How the rows of a file are drawn: like the rows of a list, with what is wrong on a ground of its own."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from trygg_desktop.desktop import theme

Index = QModelIndex | QPersistentModelIndex
PADDING = 8


class FileRowLook(QStyledItemDelegate):
    """Hairlines, tint for the chosen row, and the model's own colours."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if isinstance(ground, QColor):
            painter.fillRect(rect, ground)
        elif chosen:
            painter.fillRect(rect, theme.color("tint"))
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        color = index.data(Qt.ItemDataRole.ForegroundRole)
        painter.setPen(color if isinstance(color, QColor) else theme.color("text"))
        painter.setFont(theme.font("side"))
        inner = rect.adjusted(PADDING, 0, -PADDING, -1)
        words = str(index.data() or "")
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()
