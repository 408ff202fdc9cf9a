"""One line to note that one has been in contact: the day, how, and what was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from trygg_desktop.desktop.parts import Words
from trygg_desktop.desktop.records.passing_undo import let_undo_pass
from trygg_desktop.desktop.typed_since import typed_since
from trygg_desktop.domain.parsing import parse
from trygg_desktop.domain.stakeholders import Interaction, InteractionForm
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import _, sentence


@dataclass(frozen=True, slots=True)
class NotedInteraction:
    """What is to be kept."""

    stakeholder: UUID
    on: date
    form: str
    text: str


class QuickInteraction(QWidget):
    """Enter saves. The day is written as people write it: `i går`, `3 dec`."""

    noted = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today
        self.stakeholder: UUID | None = None
        self._begun: dict[UUID, tuple[str, int, str]] = {}
        self._under_way: dict[UUID, NotedInteraction] = {}
        self.day, self.form, self.text = QLineEdit(), QComboBox(), QLineEdit()
        self.day.setText(_("today"))
        self.day.setFixedWidth(92)
        self.day.setAccessibleName(_("Day of the interaction"))
        self.day.setToolTip(_("Such as “today”, “3 Dec” or “2026-12-03”"))
        for option in InteractionForm:
            self.form.addItem(option.label, option.value)
        self.form.setAccessibleName(_("How you were in contact"))
        self.text.setPlaceholderText(_("New interaction: what was said?"))
        self.text.setAccessibleName(_("What was said"))
        self.button = QPushButton(_("Save"))
        self.button.clicked.connect(lambda _checked=False: self.save())
        self._error = Words("", "side", "alert")
        self._error.setWordWrap(True)
        self._error.hide()
        let_undo_pass(self.day, self.text)
        self._lay_out()
        self.text.returnPressed.connect(self.save)
        self.text.textChanged.connect(lambda _text: self._error.hide())

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.day)
        row.addWidget(self.form)
        row.addStretch(1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(6)
        column.addWidget(self.text)
        column.addLayout(row)
        column.addWidget(self._error)

    def begin(self) -> None:
        """Puts the cursor where one writes."""
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_stakeholder(self, id: UUID | None) -> None:
        """Notes for another stakeholder from now on; what is typed for the one before waits until one is back."""
        if id != self.stakeholder:
            if self.stakeholder is not None:
                self._begun[self.stakeholder] = (self.day.text(), self.form.currentIndex(), self.text.text())
            self.stakeholder = id
            self.clear()
            if id is not None and id in self._begun:
                day, form, text = self._begun.pop(id)
                self.day.setText(day)
                self.form.setCurrentIndex(form)
                self.text.setText(text)
        self.setEnabled(id is not None)

    def clear(self) -> None:
        """Empties the line."""
        self.day.setText(_("today"))
        self.text.setText("")
        self._error.hide()

    def error(self) -> str:
        """What is wrong with what is written, if anything."""
        return "" if self._error.isHidden() else self._error.text()

    def save(self) -> None:
        """Hands over what is written, once it can be read; `written` or `not_written` says what became of it."""
        if self.stakeholder is None or self.stakeholder in self._under_way:
            return
        if not self.text.text().strip():
            self._say(_("Write what was said."))
            self.text.setFocus()
            return
        try:
            on = parse(Interaction.fields()["on"], self.day.text(), today=self.today) or self.today
        except UserError as error:
            self._say(sentence(error))
            self.day.setFocus()
            self.day.selectAll()
            return
        noted = NotedInteraction(self.stakeholder, on, str(self.form.currentData()), self.text.text().strip())
        self._under_way[self.stakeholder] = noted
        self.noted.emit(noted)

    def written(self, noted: NotedInteraction) -> None:
        """It is safe: the line is empty for the next one, which may be begun already."""
        self._under_way.pop(noted.stakeholder, None)
        if noted.stakeholder == self.stakeholder:
            left = typed_since(self.text.text(), noted.text)
            if left:
                self.text.setText(left)
            else:
                self.clear()
                self.begin()
        elif noted.stakeholder in self._begun:
            day, form, text = self._begun.pop(noted.stakeholder)
            if left := typed_since(text, noted.text):
                self._begun[noted.stakeholder] = (day, form, left)

    def not_written(self, noted: NotedInteraction) -> None:
        """Nothing was saved; what was typed stands."""
        self._under_way.pop(noted.stakeholder, None)

    def _say(self, words: str) -> None:
        self._error.setText(words)
        self._error.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text.text():
            self.clear()
        else:
            super().keyPressEvent(event)
