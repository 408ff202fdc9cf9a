"""A bar over a list that gives one field the same value in all marked records, in one undoable step."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.parts import LinkLabel, Words
from trygg_desktop.desktop.records.alive import if_alive
from trygg_desktop.desktop.records.editors import make_editor
from trygg_desktop.desktop.records.field_editor import FieldEditor
from trygg_desktop.domain.fields import FieldKind
from trygg_desktop.domain.record import Record
from trygg_desktop.errors import TryggError
from trygg_desktop.i18n import N_, _, ngettext, sentence

_NOT_IN_MANY = frozenset({FieldKind.JSON, FieldKind.FILE})


class ChangeManyBar(QWidget):
    """Which field, which value, and a button."""

    def __init__(self, desk: Desk, kind: type[Record]) -> None:
        super().__init__()
        self.desk, self.kind = desk, kind
        self._ids: list[UUID] = []
        self.editor: FieldEditor | None = None
        self._words = Words("", "side", "text2")
        self._error = Words("", "side", "alert")
        self._error.setWordWrap(True)
        self._error.hide()
        self.fields = QComboBox()
        self.fields.setAccessibleName(_("Field to change"))
        for field in kind.fields().values():
            if self._can_be_shared(field.name):
                self.fields.addItem(field.title, field.name)
        self.fields.currentIndexChanged.connect(lambda _place: self._offer())
        self.button = QPushButton(_("Change all"))
        self.button.clicked.connect(lambda _checked=False: self.change())
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._words)
        row.addWidget(self.fields)
        self._place = QHBoxLayout()
        row.addLayout(self._place, 1)
        row.addWidget(self.button)
        row.addWidget(LinkLabel(_("Cancel"), self.hide))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._error)
        self.setFocusProxy(self.fields)
        self._offer()

    def _can_be_shared(self, name: str) -> bool:
        field = self.kind.fields()[name]
        if (
            field.internal
            or field.kind in _NOT_IN_MANY
            or name in ("ground", "marked_on", "marked_by", "protection")
        ):
            return False
        return name != self.kind.about.naming and name not in self.kind.about.natural_key

    def set_ids(self, ids: list[UUID]) -> None:
        """The records that will be changed."""
        self._ids = ids
        self._words.setText(ngettext("{n} record:", "{n} records:", len(ids)))
        self.button.setEnabled(bool(ids) and self.editor is not None)

    def _offer(self) -> None:
        name = self.fields.currentData()
        if self.editor is not None:
            self._place.removeWidget(self.editor)
            self.editor.deleteLater()
            self.editor = None
        if name is None:
            return
        self.editor = make_editor(self.desk, self.kind.fields()[name], in_place=False)
        self.editor.show_value(None, {})
        self._place.addWidget(self.editor)
        self._error.hide()

    def change(self) -> None:
        """Changes the field of all marked records."""
        if self.editor is None or not self._ids:
            return
        field = self.editor.field
        try:
            value = self.editor.read()
        except TryggError as error:
            self._fail(error)
            return
        ids, made = list(self._ids), self.editor.new_records()

        def write(tx: Any) -> None:
            for new in made:
                new.make(tx)
            for id in ids:
                tx.change(id, **{field.name: value})

        self.desk.command(
            N_("Change {field} of {n} records"),
            write,
            if_alive(self, lambda _done: self.hide()),
            failed=self._fail,
            field=field.label,
            n=len(ids),
        )

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, TryggError) and isValid(self):
            self._error.setText(sentence(error))
            self._error.show()
        else:
            self.desk.fault(error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
