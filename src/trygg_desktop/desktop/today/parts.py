"""The sheet of the page Idag, and its sections: a heading and its lines, close together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget


class Sheet(QWidget):
    """What scrolls; `seen` comes once, when it is on the screen for the first time."""

    seen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._was_seen = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_seen:
            self._was_seen = True
            self.seen.emit()


def section(heading: QWidget, rows: Sequence[QWidget]) -> QWidget:
    """A heading with its lines under it."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(heading)
    for row in rows:
        column.addWidget(row)
    return box
