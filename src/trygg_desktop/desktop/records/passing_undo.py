"""Lets Ctrl+Z in a field where nothing was typed take back what was done last, as it does everywhere else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit


class _Passing(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.ShortcutOverride:
            return False
        if not (isinstance(watched, QLineEdit) and isinstance(event, QKeyEvent)):
            return False
        idle_undo = event.matches(QKeySequence.StandardKey.Undo) and not watched.isUndoAvailable()
        idle_redo = event.matches(QKeySequence.StandardKey.Redo) and not watched.isRedoAvailable()
        if idle_undo or idle_redo:
            event.ignore()
            return True
        return False


def let_undo_pass(*fields: QLineEdit) -> None:
    """Such a field keeps Ctrl+Z to itself only while there is something typed in it to take back.

    Once its text is saved it is emptied with `setText`: `clear` would itself be something to take back.
    """
    for field in fields:
        field.installEventFilter(_Passing(field))
