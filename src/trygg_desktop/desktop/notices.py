"""The quiet lines of the window: what was done and can be undone, what went wrong, how far a job has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.parts import LinkLabel, Words
from trygg_desktop.i18n import _

if TYPE_CHECKING:
    from trygg_desktop.desktop.background import Progress

SHOWN_FOR = 8000
"""Milliseconds that a quiet line stays."""


def _announce(notice: QWidget) -> None:
    """Has a screen reader say what a notice says."""
    from PySide6.QtGui import QAccessible, QAccessibleEvent

    QAccessible.updateAccessibility(QAccessibleEvent(notice, QAccessible.Event.Alert))


class MessageLine(QWidget):
    """At the foot of the page: what was just done, with an offer to undo it."""

    undo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self._words = Words("", "side", "text2")
        self._undo = LinkLabel(_("Undo"), self.undo_wanted.emit)
        self._undo.setToolTip("Ctrl+Z")
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 2, 16, 2)
        row.addWidget(self._words)
        row.addWidget(self._undo)
        row.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, text: str, *, undoable: bool = False) -> None:
        """Shows a line for a while."""
        self._words.setText(text)
        self._undo.setVisible(undoable)
        self.setAccessibleName(text)
        self.show()
        _announce(self)
        self._timer.start(SHOWN_FOR)


class FaultBar(QWidget):
    """On top of the page: what went wrong, what is safe, what to do. Stays until it is closed."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Words("", "body", "text")
        self._words.setWordWrap(True)
        close = QPushButton(_("Close"))
        close.clicked.connect(lambda _checked=False: self.hide())
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 8, 16, 8)
        row.setSpacing(16)
        row.addWidget(self._words, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def say(self, text: str) -> None:
        """Shows a sentence until it is closed."""
        self._words.setText(text)
        self.setAccessibleName(text)
        self.show()
        _announce(self)

    def text(self) -> str:
        """The sentence that is shown, if any."""
        return "" if self.isHidden() else self._words.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("warn_ground"))
        painter.fillRect(0, 0, 4, self.height(), theme.color("alert"))


class JobBar(QWidget):
    """How far a job has come, and a way to break it off."""

    def __init__(self) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self._words = Words("", "side", "text2")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(180, 6)
        self._cancel = LinkLabel(_("Cancel"), self._break_off)
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 2, 16, 2)
        row.setSpacing(12)
        for each in (self._words, self._bar, self._cancel):
            row.addWidget(each)
        row.addStretch(1)
        self._progress: Progress | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self.hide()

    def begin(self, title: str, progress: Progress) -> None:
        """Shows a job."""
        self._progress = progress
        self._words.setText(title)
        self.setAccessibleName(title)
        self._look()
        self._timer.start(100)
        self.show()

    def end(self) -> None:
        """The job is over."""
        self._timer.stop()
        self._progress = None
        self.hide()

    def _look(self) -> None:
        if self._progress is not None:
            self._bar.setMaximum(self._progress.total)
            self._bar.setValue(self._progress.done)

    def _break_off(self) -> None:
        if self._progress is not None:
            self._progress.cancel()
