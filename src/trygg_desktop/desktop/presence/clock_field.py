"""A clock time as people type it: 20, 2030 or 20.30; arrow up and down go by half an hour."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from trygg_desktop.desktop.presence.clock_times import read_times
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import language

STEP = timedelta(minutes=30)


class ClockField(QLineEdit):
    """Holds a time. What can't be read when the field is left gives way to the time before."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._time = time()
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedWidth(QFontMetrics(self.font()).horizontalAdvance("00.00") + 24)

    def set_time(self, at: time) -> None:
        """Shows a time."""
        self._time = at
        self.setText(f"{at:%H.%M}" if language() == "sv" else f"{at:%H:%M}")

    def time(self) -> time:
        """The time that is written, or the one before where it can't be read."""
        try:
            self.set_time(read_times(self.text())[0])
        except UserError:
            self.set_time(self._time)
        return self._time

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if steps is None:
            super().keyPressEvent(event)
            return
        moved = datetime.combine(date.min + timedelta(days=1), self.time()) + steps * STEP
        self.set_time(moved.time())
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.time()
        super().focusOutEvent(event)
