"""A page that scrolls with a pane beside it, or under it where the page is narrow."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSplitter, QVBoxLayout, QWidget

BESIDE_FROM = 900
"""Pixels of page width from which the pane stands beside the page,"""
LETTERS_BESIDE = 128
"""and letters of the system's font, where that needs more."""
UNDER_HEIGHT = 620


class SideBySide(QWidget):
    """`main` scrolls; `column` is the layout of its inside, which takes the pane in where there is no room.

    Nothing is hidden on a narrow page: the pane comes after the rest.
    """

    def __init__(
        self, main: QScrollArea, column: QVBoxLayout, side: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._column, self._side = column, side
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(main)
        self._splitter.addWidget(side)
        self._splitter.setStretchFactor(0, 4)
        self._splitter.setStretchFactor(1, 3)
        self._splitter.setSizes([640, 456])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._splitter)

    @property
    def is_beside(self) -> bool:
        """Whether the pane stands beside the page."""
        return self._side.parentWidget() is self._splitter

    def minimumSizeHint(self) -> QSize:
        """Small enough to be made narrow, where the pane goes under the page and both fit again."""
        return QSize(480, 300)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        letters = LETTERS_BESIDE * self.fontMetrics().averageCharWidth()
        beside = self.width() >= max(BESIDE_FROM, letters)
        if beside == self.is_beside:
            return
        if beside:
            self._side.setMinimumHeight(0)
            self._splitter.addWidget(self._side)
        else:
            self._side.setMinimumHeight(UNDER_HEIGHT)
            self._column.addWidget(self._side)
        self._side.show()
