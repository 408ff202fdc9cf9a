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
_A_WIDE_WINDOW = 1096


class SideBySide(QWidget):
    """Both are made with `splitter` as their parent: what is moved to another one is dressed once more.

    Nothing is hidden on a narrow page: the pane comes after the rest.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        self._column: QVBoxLayout | None = None
        self._side: QWidget | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def hold(
        self, main: QScrollArea, column: QVBoxLayout, side: QWidget, *, shares: tuple[int, int] = (4, 3)
    ) -> None:
        """Shows both.

        Args:
            column: the layout of the inside of `main`, which takes the pane in where there is no room.
            shares: how the width is parted until the user moves the line between them.
        """
        self._column, self._side = column, side
        self.splitter.addWidget(main)
        self.splitter.addWidget(side)
        for place, share in enumerate(shares):
            self.splitter.setStretchFactor(place, share)
        self.splitter.setSizes([share * _A_WIDE_WINDOW // sum(shares) for share in shares])

    @property
    def is_beside(self) -> bool:
        """Whether the pane stands beside the page."""
        return self._side is not None and self._side.parentWidget() is self.splitter

    def minimumSizeHint(self) -> QSize:
        """Small enough to be made narrow, where the pane goes under the page and both fit again."""
        return QSize(480, 300)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        if self._side is None or self._column is None:
            return
        letters = LETTERS_BESIDE * self.fontMetrics().averageCharWidth()
        beside = self.width() >= max(BESIDE_FROM, letters)
        if beside == self.is_beside:
            return
        if beside:
            self._side.setMinimumHeight(0)
            self.splitter.addWidget(self._side)
        else:
            self._side.setMinimumHeight(UNDER_HEIGHT)
            self._column.addWidget(self._side)
        self._side.show()
