"""Two parts of a page beside one another, or one under the other where that is too narrow."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget


class Halves(QSplitter):
    """Shares its room when it is first shown and when it turns; in between it is as it was dragged.

    Args:
        share: how much of the width the first one has, from 0 to 1; one under the other they share alike.
        beside_from: pixels of width from which they stand beside one another.
    """

    turned = Signal(bool)
    """Whether they now stand beside one another."""

    def __init__(self, first: QWidget, second: QWidget, *, share: float, beside_from: float) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._share, self._beside_from = share, beside_from
        self._shared = False
        self.setChildrenCollapsible(False)
        self._parts = (first, second)
        for part in self._parts:
            self.addWidget(part)
        self.setStretchFactor(0, round(100 * share))
        self.setStretchFactor(1, round(100 * (1 - share)))

    @property
    def beside(self) -> bool:
        """Whether they stand beside one another."""
        return self.orientation() is Qt.Orientation.Horizontal

    def resizeEvent(self, event: QResizeEvent) -> None:
        wanted = Qt.Orientation.Horizontal if self.width() >= self._beside_from else Qt.Orientation.Vertical
        turns = self.orientation() is not wanted
        if turns:
            self.setOrientation(wanted)
            self.turned.emit(self.beside)
        if turns or not self._shared:
            self._shared = True
            room = self.width() if self.beside else self.height()
            first = round(room * (self._share if self.beside else 0.5))
            self.setSizes([first, room - first])
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """It fits where its parts stand under one another, though they may now stand side by side."""
        parts = [part.minimumSizeHint() for part in self._parts]
        return QSize(max(part.width() for part in parts), min(400, sum(part.height() for part in parts)))
