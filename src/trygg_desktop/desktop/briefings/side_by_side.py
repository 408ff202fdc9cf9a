"""A page that scrolls with a pane beside it, or under it where the page is narrow."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSplitter, QVBoxLayout, QWidget

BESIDE_FROM = 900
"""Pixels of page width from which the pane stands beside the page."""
UNDER_HEIGHT = 620


class SideBySide(QWidget):
    """`main` scrolls; `column` is the layout of its inside, which takes the pane in where there is no room.

    Nothing is hidden on a narrow page: the pane comes after the rest.
    """

    def __init__(
        self, main: QScrollArea, column: QVBoxLayout, side: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._main, self._column, self._side = main, column, side
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
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

    def event(self, event: QEvent) -> bool:
        """Texts that have grown or shrunk may change what there is room for."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return done

    def _place(self) -> None:
        beside = self.width() >= max(BESIDE_FROM, self._both_need())
        if beside == self.is_beside:
            return
        if beside:
            self._side.setMinimumHeight(0)
            self._splitter.addWidget(self._side)
        else:
            self._side.setMinimumHeight(UNDER_HEIGHT)
            self._column.addWidget(self._side)
        self._side.show()

    def _both_need(self) -> int:
        """The width at which neither is cut off; it grows with the system's font."""
        inner = self._main.widget()
        bar = self._main.verticalScrollBar().sizeHint().width()
        wide = inner.minimumSizeHint().width() + bar if inner is not None and self.is_beside else 0
        if wide:
            self._main.setMinimumWidth(wide)
        return self._main.minimumWidth() + self._side.minimumSizeHint().width() + self._splitter.handleWidth()
