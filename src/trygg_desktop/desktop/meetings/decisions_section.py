"""Decisions taken under one item: those that were noted, and a line to note another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from trygg_desktop.desktop.meetings.points_model import Point
from trygg_desktop.desktop.meetings.points_table import PointsTable
from trygg_desktop.desktop.records.passing_undo import let_undo_pass
from trygg_desktop.desktop.typed_since import typed_since
from trygg_desktop.i18n import _

UNSET = QDate(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class NotedDecision:
    """What was decided, who sees to it, and by when."""

    what: str
    who: str
    due: date | None


_NOTHING = NotedDecision("", "", None)


class DecisionsSection(QWidget):
    """What was decided under an item, who sees to it and by when.

    What is written stands until `written` says that it is safe; `not_written` leaves it there. What is begun under
    one item waits there while another is looked at: a decision is as confidential as its item.
    """

    decision_noted = Signal(str, str, object)
    """What was decided, who sees to it, and by when (or None)."""
    point_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item: UUID | None = None
        """The item that decisions are noted under."""
        self._begun: dict[UUID, NotedDecision] = {}
        self._under_way: tuple[UUID | None, NotedDecision] | None = None
        self.table = PointsTable(_("Decisions under this item"), with_who=True, removable=True, parent=self)
        self.what = QLineEdit()
        self.what.setPlaceholderText(_("New decision, in brief"))
        self.what.setAccessibleName(_("New decision, in brief"))
        self.who = QLineEdit()
        self.who.setPlaceholderText(_("Who sees to it"))
        self.who.setAccessibleName(_("Who sees to the decision"))
        let_undo_pass(self.what, self.who)
        self.due = QDateEdit()
        self.due.setCalendarPopup(True)
        self.due.setDisplayFormat("yyyy-MM-dd")
        self.due.setMinimumDate(UNSET)
        self.due.setSpecialValueText(_("no day"))
        self.due.setDate(UNSET)
        self.due.setAccessibleName(_("By which day"))
        self.note = QPushButton(_("Note the decision"))
        self.note.setEnabled(False)
        self.what.textChanged.connect(lambda text: self.note.setEnabled(bool(text.strip())))
        self.what.returnPressed.connect(self._note)
        self.who.returnPressed.connect(self._note)
        self.note.clicked.connect(lambda checked: self._note())
        below = QHBoxLayout()
        below.setSpacing(6)
        below.addWidget(self.who, 1)
        below.addWidget(self.due)
        below.addWidget(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.table)
        column.addWidget(self.what)
        column.addLayout(below)
        self.table.point_opened.connect(self.point_opened)

    def show_decisions(self, points: Iterable[Point], today: date) -> None:
        """Shows the decisions under an item."""
        found = list(points)
        self.table.points.show(found, today)
        self.table.setVisible(bool(found))

    def show_item(self, item: UUID | None) -> None:
        """Decisions are noted under another item from now on."""
        if item == self.item:
            return
        if self.item is not None and (self.what.text() or self.who.text()):
            self._begun[self.item] = self._written_here()
        self.item = item
        self._write_here(self._begun.pop(item, _NOTHING) if item is not None else _NOTHING)

    def _written_here(self) -> NotedDecision:
        picked = self.due.date()
        due = None if picked == UNSET else date(picked.year(), picked.month(), picked.day())
        return NotedDecision(self.what.text().strip(), self.who.text().strip(), due)

    def _write_here(self, noted: NotedDecision) -> None:
        self.what.setText(noted.what)
        self.who.setText(noted.who)
        due = noted.due
        self.due.setDate(UNSET if due is None else QDate(due.year, due.month, due.day))

    def _note(self) -> None:
        noted = self._written_here()
        if not noted.what or self._under_way is not None:
            return
        self._under_way = self.item, noted
        self.decision_noted.emit(noted.what, noted.who, noted.due)

    def written(self) -> None:
        """The decision is safe: the line is empty for the next one, which may be begun already."""
        under_way, self._under_way = self._under_way, None
        if under_way is None:
            return
        item, noted = under_way
        if item == self.item:
            if left := typed_since(self.what.text(), noted.what):
                self.what.setText(left)
                return
            self._write_here(_NOTHING)
            self.what.setFocus()
        elif item in self._begun and self._begun[item].what == noted.what:
            del self._begun[item]

    def not_written(self) -> None:
        """Nothing was written; what was typed stands."""
        self._under_way = None
