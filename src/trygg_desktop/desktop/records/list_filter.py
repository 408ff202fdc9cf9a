"""The line over a list in which one types what it is narrowed to."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from trygg_desktop.desktop.icons import icon
from trygg_desktop.desktop.records.passing_undo import let_undo_pass
from trygg_desktop.i18n import _

TYPING_PAUSE = 150
"""Milliseconds after the last key before the list is narrowed."""


class FilterLine(QLineEdit):
    """`rested` tells that nothing has been typed for a moment; `passed` that the arrow down leads into the list.

    Args:
        what: what is in the list, several of them inside a sentence.
    """

    rested = Signal()
    passed = Signal()

    def __init__(self, what: str) -> None:
        super().__init__()
        self.setPlaceholderText(_("Filter {what}", what=what))
        self.setAccessibleName(_("Filter {what}", what=what))
        self.setClearButtonEnabled(True)
        self.addAction(icon("magnifying-glass"), QLineEdit.ActionPosition.LeadingPosition)
        self.setMaximumWidth(360)
        let_undo_pass(self)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self._typing.timeout.connect(self.rested)
        self.textChanged.connect(lambda _text: self._typing.start())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From the filter the arrow goes down into the list, and Esc shows everything again."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.passed.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
