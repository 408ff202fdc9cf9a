"""One's own card as a QR code, dark on white whatever the colours of the window, as large as there is room."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trygg_desktop.exchange.cards import Card, qr_matrix
from trygg_desktop.i18n import _

BORDER = 4
"""Modules of white that a reader needs around the code."""
LEAST = 280


class CardPicture(QWidget):
    """The code in whole pixels a module, so that a telephone reads it."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[tuple[bool, ...], ...] = ()
        self.setMinimumSize(LEAST, LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Your card as a QR code"))

    def show_card(self, card: Card) -> None:
        """Draws a card."""
        self._rows = qr_matrix(card)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(340, 340)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._rows:
            return
        painter = QPainter(self)
        modules = len(self._rows) + 2 * BORDER
        step = max(1, min(self.width(), self.height()) // modules)
        side = step * modules
        left, top = (self.width() - side) // 2, (self.height() - side) // 2
        painter.fillRect(QRect(left, top, side, side), Qt.GlobalColor.white)
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    painter.fillRect(
                        left + (x + BORDER) * step,
                        top + (y + BORDER) * step,
                        step,
                        step,
                        Qt.GlobalColor.black,
                    )
