"""The mark of what has not left this computer."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.parts import draft_chip_width, paint_draft_chip
from trygg_desktop.i18n import _


class DraftChip(QWidget):
    """A dashed outline, a pencil and the word."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Draft"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.notice().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(draft_chip_width(), max(20, QFontMetrics(theme.font("small")).height() + 4))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_draft_chip(QPainter(self), self.rect())
