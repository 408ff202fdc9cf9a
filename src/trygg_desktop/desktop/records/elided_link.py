"""A link that gives way: a long title is shortened with … and stands whole in the tool tip."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from trygg_desktop.desktop.parts import LinkLabel

LEAST = 40
_AROUND = 10
"""Pixels that the link has beside its words."""


class ElidedLink(LinkLabel):
    """A quiet link, never wider than there is room for."""

    def __init__(self, text: str, run: Callable[[], None] | None = None) -> None:
        line = " ".join(text.split())
        super().__init__(line, run)
        self._whole = line
        self.setAccessibleName(line)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self._whole) + _AROUND
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(LEAST, self.sizeHint().width()), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - _AROUND + 2
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        if shown != self.text():
            self.setText(shown)
            self.setToolTip("" if shown == self._whole else self._whole)
