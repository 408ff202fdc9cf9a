"""Offers to erase what a field has said in the field's own menu, which the menu key opens as well."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QWidget

from trygg_desktop.desktop.records.field_rows import FieldRow
from trygg_desktop.i18n import _


class FieldMenu(QObject):
    """The menu of one field and its label: what Qt offers for its text, and erasing its past.

    Args:
        possible: whether the record is written, so that there is something to erase.
    """

    def __init__(self, row: FieldRow, erase: Callable[[], None], possible: Callable[[], bool]) -> None:
        super().__init__(row.editor)
        self._erase, self._possible = erase, possible
        self._target = row.editor.control
        watched: list[QWidget] = [row.label, row.editor, self._target]
        if isinstance(self._target, QPlainTextEdit):
            watched.append(self._target.viewport())
        for each in watched:
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QContextMenuEvent) or not self._possible():
            return False
        self.menu().popup(event.globalPos())
        return True

    def menu(self) -> QMenu:
        """What can be done with the field."""
        target = self._target
        menu = (
            target.createStandardContextMenu()
            if isinstance(target, QLineEdit | QPlainTextEdit)
            else QMenu(target)
        )
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if not menu.isEmpty():
            menu.addSeparator()
        menu.addAction(_("Erase what the field has said …")).triggered.connect(
            lambda _checked=False: self._erase()
        )
        return menu
