"""Editors of what is chosen and not written: an option, yes or no; and what comes with an import."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.elided_combo import ElidedCombo
from trygg_desktop.desktop.parts import Words
from trygg_desktop.desktop.records.field_editor import FieldEditor, Titles, placeholder
from trygg_desktop.domain.fields import Field
from trygg_desktop.i18n import _


class QuietCombo(ElidedCombo):
    """A choice that leaves Ctrl+Z to the window."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
            event.ignore()
        else:
            super().keyPressEvent(event)


class ChoiceEditor(FieldEditor):
    """One of a few options; one that this program does not know is shown as it is."""

    def __init__(self, desk: Desk, field: Field, *, in_place: bool = True) -> None:
        super().__init__(desk, field)
        self.combo = QuietCombo()
        self.combo.setProperty("quiet", in_place)
        # It has the program's font as it is: to give it one makes Qt build its list, which few ever open
        self.combo.setMinimumContentsLength(8)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setPlaceholderText(placeholder(field) if not in_place else "–")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.combo, 1)
        self.hand_focus_to(self.combo)
        if not field.required:
            self.combo.addItem(_("(empty)"), None)
        for option in field.options or ():
            self.combo.addItem(option.label, option.value)
        self.combo.activated.connect(lambda _place: self._chosen())

    def show_value(self, value: Any, titles: Titles) -> None:
        self._value = value
        if value is not None and self.combo.findData(value) < 0:
            self.combo.addItem(str(value), value)
        self.combo.setCurrentIndex(-1 if value is None else self.combo.findData(value))

    def read(self) -> Any:
        data = self.combo.currentData()
        return None if data is None else str(data)

    def take_text(self, text: str) -> None:
        self.combo.setCurrentIndex(self.combo.findText(text))
        self.left.emit()

    def restore(self) -> None:
        self.show_value(self._value, {})

    @property
    def dirty(self) -> bool:
        return bool(self.read() != self._value)

    def _chosen(self) -> None:
        if self.dirty:
            self.left.emit()
        elif self._value is None:
            self.combo.setCurrentIndex(-1)


class FlagEditor(FieldEditor):
    """Yes or no."""

    def __init__(self, desk: Desk, field: Field, *, in_place: bool = True) -> None:
        super().__init__(desk, field)
        self.box = QCheckBox(_("Yes"))
        self.box.setFont(theme.font("body"))
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 0, 0, 0)
        row.addWidget(self.box)
        row.addStretch(1)
        self.setMinimumHeight(theme.row_height())
        self.hand_focus_to(self.box)
        self.box.clicked.connect(lambda _checked: self.left.emit())

    def show_value(self, value: Any, titles: Titles) -> None:
        self._value = bool(value)
        self.box.setChecked(self._value)

    def read(self) -> Any:
        return self.box.isChecked()

    def take_text(self, text: str) -> None:
        self.box.setChecked(text == self.box.text())
        self.left.emit()

    def restore(self) -> None:
        self.box.setChecked(bool(self._value))

    @property
    def dirty(self) -> bool:
        return self.box.isChecked() != bool(self._value)


class StructureEditor(FieldEditor):
    """Something with parts of its own, which is filled in by an import and not written by hand."""

    def __init__(self, desk: Desk, field: Field, *, in_place: bool = True) -> None:
        super().__init__(desk, field)
        self._words = Words("", "body", "text2")
        self._words.setContentsMargins(9, 0, 0, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words)
        self.setMinimumHeight(theme.row_height())

    def show_value(self, value: Any, titles: Titles) -> None:
        self._value = value
        self._words.setText(_("Read from a file") if value else _("Comes with an import"))
