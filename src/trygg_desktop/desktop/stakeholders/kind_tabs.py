"""Which kind the page lists: words in a row with one edge around them, the chosen one tinted and underlined."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from trygg_desktop.desktop import theme

RADIUS = 5


class KindTabs(QTabBar):
    """A tab bar drawn as one control; keys and accessibility are Qt's own."""

    def __init__(self, name: str, tabs: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for key, label in tabs:
            self.setTabData(self.addTab(label), key)
        theme.notice().changed.connect(self.update)

    @property
    def key(self) -> str:
        """The tab that is chosen."""
        return str(self.tabData(self.currentIndex()))

    def choose(self, key: str) -> None:
        """Chooses a tab."""
        for index in range(self.count()):
            if self.tabData(index) == key:
                self.setCurrentIndex(index)

    def tabSizeHint(self, index: int) -> QSize:
        metrics = QFontMetrics(theme.bold("side"))
        return QSize(metrics.horizontalAdvance(self.tabText(index)) + 22, max(28, metrics.height() + 10))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.tabRect(0).united(self.tabRect(self.count() - 1))).adjusted(0.5, 0.5, -0.5, -0.5)
        edge = QPainterPath()
        edge.addRoundedRect(whole, RADIUS, RADIUS)
        painter.save()
        painter.setClipPath(edge)
        for index in range(self.count()):
            self._tab(painter, index)
        painter.restore()
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.drawPath(edge)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.tabRect(self.currentIndex())).adjusted(1, 1, -1, -1), 4, 4)

    def _tab(self, painter: QPainter, index: int) -> None:
        rect, chosen = self.tabRect(index), index == self.currentIndex()
        painter.fillRect(rect, theme.color("tint" if chosen else "base"))
        if chosen:
            painter.fillRect(rect.adjusted(0, rect.height() - 2, 0, 0), theme.color("accent"))
        if index:
            painter.setPen(theme.color("line2"))
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        painter.setFont(theme.bold("side") if chosen else theme.font("side"))
        painter.setPen(theme.color("text" if chosen else "text2"))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), self.tabText(index))
