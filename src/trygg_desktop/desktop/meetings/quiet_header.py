"""Headings over a list, each flush with the text in its column."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from trygg_desktop.desktop import theme

RIGHT_MARGIN = 20


class QuietHeader(QHeaderView):
    """A header without boxes: quiet words and one line under them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(16)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), max(28, QFontMetrics(theme.font("side")).height() + 8))

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        painter.save()
        painter.fillRect(rect, theme.color("base"))
        painter.setPen(theme.color("line2"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(theme.font("side"))
        painter.setPen(theme.color("text2"))
        words = self.model().headerData(index, Qt.Orientation.Horizontal) or ""
        asked = self.model().headerData(index, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        to_the_right = bool(asked and int(asked) & Qt.AlignmentFlag.AlignRight.value)
        room = rect.adjusted(0, 0, -RIGHT_MARGIN if to_the_right else 0, 0)
        side = Qt.AlignmentFlag.AlignRight if to_the_right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), str(words))
        painter.restore()
