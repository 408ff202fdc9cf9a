"""The left side of Polissamverkan: heading with filters, the quick entry, and the notebook under it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from trygg_desktop.desktop.icons import icon
from trygg_desktop.desktop.liaison.notebook import Notebook
from trygg_desktop.desktop.liaison.notebook_model import NotebookModel, NoteFilter, NoteRow
from trygg_desktop.desktop.liaison.quick_note import COMPACT, QuickNote
from trygg_desktop.desktop.parts import EmptyPage, Words
from trygg_desktop.desktop.presence.drop_down import DropDown
from trygg_desktop.desktop.records.passing_undo import let_undo_pass
from trygg_desktop.i18n import _

TYPING_PAUSE = 120
"""Milliseconds after the last key before the notebook is narrowed."""


class NoteList(QWidget):
    """Everything but the note itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: Mapping[UUID, frozenset[UUID]] = {}
        self.model = NotebookModel(self)
        self.notebook = Notebook(self.model)
        self.notebook.setAccessibleName(_("Liaison notes"))
        self.quick = QuickNote()
        self.text = FilterField()
        self.district = DropDown(_("Only notes on a district"), 10)
        self.waiting = QToolButton()
        self.waiting.setObjectName("button")
        self.waiting.setCheckable(True)
        self.waiting.setIcon(icon("flag", "text"))
        self.waiting.setIconSize(QSize(20, 14))
        self.waiting.setStyleSheet(COMPACT)
        self.waiting.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.nothing = EmptyPage(_("No note fits these filters."), link=_("Show all notes"))
        self.empty = EmptyPage(
            _("Here stands what the municipality and the police have told each other, day by day."),
            _("Write the first note"),
        )
        self._lay_out()
        self._connect()
        self._show_waiting()

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(8)
        heading.addWidget(Words(_("Police liaison"), "page"))
        heading.addStretch(2)
        heading.addWidget(self.text, 3)
        heading.addWidget(self.district)
        heading.addWidget(self.waiting)
        top = QVBoxLayout()
        top.setContentsMargins(32, 14, 20, 0)
        top.setSpacing(12)
        top.addLayout(heading)
        top.addWidget(self.quick)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.notebook)
        for page in (self.nothing, self.empty):
            around = QWidget()
            column = QVBoxLayout(around)
            column.setContentsMargins(32, 0, 20, 0)
            column.addWidget(page)
            self.stack.addWidget(around)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(top)
        whole.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE)
        self._pause.timeout.connect(self.narrow)
        self.text.textChanged.connect(lambda _text: self._pause.start())
        self.district.currentIndexChanged.connect(lambda _number: self.narrow())
        self.waiting.toggled.connect(lambda _on: self.narrow())
        self.nothing.link_pressed.connect(self.show_all)
        self.empty.button_pressed.connect(self.quick.begin)

    # -- what is shown

    def show_notes(self, rows: Sequence[NoteRow], *, today: date) -> None:
        """Takes all notes."""
        self.model.show(rows, today=today)
        self._show_state()

    def patch_notes(self, rows: Sequence[NoteRow], touched: Collection[UUID]) -> None:
        """Takes what became of some notes."""
        self.model.patch(rows, touched)
        self._show_state()

    def offer_districts(
        self, districts: Sequence[tuple[UUID, str]], parts: Mapping[UUID, frozenset[UUID]]
    ) -> None:
        """The districts to narrow to; the chosen one stays chosen."""
        chosen, self._parts = self.district.currentData(), parts
        with QSignalBlocker(self.district):
            self.district.clear()
            self.district.addItem(_("All districts"), None)
            for id, name in districts:
                self.district.addItem(name, id)
            self.district.setCurrentIndex(max(0, self.district.place_of(chosen)))

    def narrow(self) -> None:
        """Shows only the notes that the filters let through."""
        self._pause.stop()
        district = self.district.currentData()
        self.model.filter(
            NoteFilter(
                districts=None if district is None else self._parts.get(district, frozenset({district})),
                to_follow_up=self.waiting.isChecked(),
                text=self.text.text(),
            )
        )
        self._show_state()

    def show_all(self) -> None:
        """Takes away all filters."""
        for widget in (self.text, self.district, self.waiting):
            widget.blockSignals(True)
        self.text.clear()
        self.district.setCurrentIndex(0)
        self.waiting.setChecked(False)
        for widget in (self.text, self.district, self.waiting):
            widget.blockSignals(False)
        self.narrow()

    def choose(self, id: UUID) -> None:
        """Chooses a note, without filters if they hide it."""
        if not self.notebook.choose(id):
            self.show_all()
            self.notebook.choose(id)

    def _show_state(self) -> None:
        self._show_waiting()
        self.stack.setCurrentIndex(0 if self.model.shown else 1 if self.model.total else 2)

    def _show_waiting(self) -> None:
        waiting = self.model.waiting
        self.waiting.setText(_("To follow up {n}", n=waiting) if waiting else _("To follow up"))
        self.waiting.setToolTip(_("Only notes that someone still has to follow up"))


class FilterField(QLineEdit):
    """Narrows the notebook by what is typed; Esc shows everything again."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(_("Filter"))
        self.setAccessibleName(_("Filter the notes by text"))
        self.setClearButtonEnabled(True)
        self.addAction(icon("magnifying-glass"), QLineEdit.ActionPosition.LeadingPosition)
        self.setMinimumWidth(96)
        self.setMaximumWidth(260)
        let_undo_pass(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)
