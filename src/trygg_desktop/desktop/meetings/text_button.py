"""Text that turns into fields when pressed: plain to look at until the pointer or the focus is on it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from trygg_desktop.desktop import theme

PADDING = 4


class TextButton(QAbstractButton):
    """A line of text that can be pressed, drawn flush with the text around it."""

    def __init__(self, role: str = "body", color: str = "text2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role, self._color = role, color
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font(self._role))
        return QSize(metrics.horizontalAdvance(self.text()) + 2 * PADDING + 2, metrics.height() + 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(edge, 4, 4)
        elif self.underMouse():
            painter.setPen(QPen(theme.color("line2"), 1))
            painter.drawRoundedRect(edge.adjusted(-0.5, -0.5, 0.5, 0.5), 4, 4)
        painter.setFont(theme.font(self._role))
        painter.setPen(theme.color(self._color))
        room = self.rect().adjusted(PADDING, 0, -PADDING, 0)
        shown = QFontMetrics(painter.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)
