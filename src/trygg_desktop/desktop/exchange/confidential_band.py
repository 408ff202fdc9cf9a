"""A band in the colour of protection, as wide as the page: what is confidential can't be overlooked."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.icons import paint_icon

_LEAST = 32


class ConfidentialBand(QWidget):
    """Solid, with a lock and a sentence; hidden when there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.notice().changed.connect(self.update)
        self.hide()

    def show_text(self, text: str) -> None:
        """Shows a sentence, or nothing."""
        self._text = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setFixedHeight(max(_LEAST, QFontMetrics(theme.bold()).height() + 12))
        self.setVisible(bool(text))
        self.update()

    @property
    def text(self) -> str:
        """The sentence."""
        return self._text

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("protected"))
        painter.drawRoundedRect(self.rect(), 4, 4)
        on_ground = theme.color("on_protected")
        paint_icon(painter, QRect(12, self.rect().center().y() - 8, 16, 16), "lock-fill", on_ground)
        painter.setPen(on_ground)
        painter.setFont(theme.bold())
        room = self.rect().adjusted(38, 0, -12, 0)
        shown = painter.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)
