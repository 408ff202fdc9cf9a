"""Tabs that are only words: the chosen one on a tinted ground with a line under it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from trygg_desktop.desktop import theme


class WordTabs(QTabBar):
    """A tab bar drawn with the theme's own means; keyboard and accessibility are Qt's."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def tabSizeHint(self, index: int) -> QSize:
        metrics = QFontMetrics(theme.bold("body"))
        return QSize(metrics.horizontalAdvance(self.tabText(index)) + 18, max(26, metrics.height() + 6))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def is_struck(self, index: int) -> bool:
        """Whether a tab's words are struck out."""
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in range(self.count()):
            self._paint_tab(painter, number)

    def _paint_tab(self, painter: QPainter, number: int) -> None:
        rect, chosen = self.tabRect(number), number == self.currentIndex()
        font = QFont(theme.bold("body") if chosen else theme.font("body"))
        font.setStrikeOut(self.is_struck(number))
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("tint"))
            painter.drawRoundedRect(QRectF(rect), 4, 4)
            painter.fillRect(rect.adjusted(2, rect.height() - 2, -2, 0), theme.color("accent"))
        painter.setFont(font)
        painter.setPen(theme.color("text" if chosen else "text2"))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), self.tabText(number))
        if chosen and self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 4, 4)
