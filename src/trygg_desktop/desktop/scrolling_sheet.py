"""A sheet that is longer than its room and scrolls in it, up and down alone unless it says otherwise."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class ScrollingSheet(QScrollArea):
    """The room; what it shows stands in `sheet`. The keyboard goes to what stands there and never to the room."""

    def __init__(self, parent: QWidget | None = None, *, sideways: bool = False) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if not sideways:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sheet = QWidget(self)
        self.sheet.setObjectName("page")
        self.setWidget(self.sheet)
