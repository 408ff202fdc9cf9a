"""What is under way with a file in the import window: one thing at a time, with a bar that tells how far it is."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QWidget
from shiboken6 import isValid

from trygg_desktop.desktop.background import Progress

_EVERY = 100
"""Milliseconds between two looks at how far it has come."""


class Errand(QProgressBar):
    """The bar. Whoever begins takes a number; an answer with an earlier number comes too late for anybody."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.progress: Progress | None = None
        """Of what is under way; set by what does it."""
        self._number = 0
        self.setTextVisible(False)
        self.setFixedHeight(6)
        self.hide()
        self._ticking = QTimer(self)
        self._ticking.setInterval(_EVERY)
        self._ticking.timeout.connect(self._tick)

    def begin(self) -> int:
        """Begins another; gives its number."""
        self._number += 1
        self._ticking.start()
        return self._number

    def is_answered(self, number: int) -> bool:
        """Whether an answer is still waited for, by a window that is still there; then the errand is done."""
        if not isValid(self) or number != self._number:
            return False
        self._ticking.stop()
        self.hide()
        self.progress = None
        return True

    def cancel(self) -> None:
        """Breaks off what is under way."""
        if self.progress is not None:
            self.progress.cancel()

    @property
    def under_way(self) -> bool:
        """Whether something is."""
        return self._ticking.isActive()

    def _tick(self) -> None:
        if self.progress is not None and self.progress.total:
            self.setMaximum(self.progress.total)
            self.setValue(self.progress.done)
            self.show()
