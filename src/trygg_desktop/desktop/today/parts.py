"""The sheet of the page Idag, and its sections: a heading and its lines, close together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.today.rows import Row


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


def keyed(row: Row, key: object) -> Row:
    """A row that the keyboard finds again when the page has been filled anew."""
    row.key = key
    return row


def opener(desk: Desk, id: UUID | None, otherwise: str) -> Callable[[], None]:
    """Opens a record, or the page where one would begin."""
    return (lambda: desk.go(otherwise)) if id is None else (lambda: desk.open(id))
