"""Every follow-up and every evaluation of every measure, each as a list, the latest first."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.measures.views import EVALUATIONS, LOOKS, empty_page
from trygg_desktop.desktop.parts import lead_focus
from trygg_desktop.desktop.records.list import RecordList
from trygg_desktop.desktop.stakeholders.kind_tabs import KindTabs
from trygg_desktop.domain.follow_up import Evaluation, FollowUp
from trygg_desktop.domain.record import Record
from trygg_desktop.i18n import _

_KINDS: dict[str, tuple[str, type[Record], tuple[str, ...]]] = {
    "follow-up": (LOOKS, FollowUp, ("on", "measure", "status", "text")),
    "evaluation": (EVALUATIONS, Evaluation, ("done_on", "measure", "title", "result")),
}
"""The words for an empty list, the kind and its columns."""


class Looks(QWidget):
    """Two lists, one at a time. `field_wanted` carries what is opened with the field to go to."""

    record_chosen = Signal(object)
    counted = Signal()
    field_wanted = Signal(object, str)
    begin_wanted = Signal(str, object)

    def __init__(self, desk: Desk, begin: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._begin = desk, begin
        self.lists: dict[str, RecordList] = {}
        self.tabs = KindTabs(
            _("What is listed"), [("follow-up", _("Follow-ups")), ("evaluation", _("Evaluations"))]
        )
        self._stack = QStackedWidget()
        row = QHBoxLayout()
        row.addWidget(self.tabs)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 8, 8, 0)
        column.addLayout(row)
        column.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(lambda _at: self._turn())
        self._turn()

    @property
    def kind(self) -> str:
        """The kind that is listed."""
        return self.tabs.key

    @property
    def list(self) -> RecordList:
        """The list that is looked at."""
        return self.list_of(self.kind)

    def list_of(self, kind: str) -> RecordList:
        """The list of a kind, made when it is first looked at."""
        if kind not in self.lists:
            words, record, columns = _KINDS[kind]
            made = RecordList(
                self._desk,
                record,
                columns,
                name=f"measures.{kind}",
                empty=empty_page(words, self._begin),
            )
            made.record_chosen.connect(lambda id: self.record_chosen.emit(id) if id else None)
            made.counted.connect(lambda _n: self.counted.emit())
            made.record_opened.connect(lambda id: self.field_wanted.emit(id, record.about.naming))
            made.new_wanted.connect(lambda: self.begin_wanted.emit(kind, {}))
            self.lists[kind] = made
            self._stack.addWidget(made)
        return self.lists[kind]

    def _turn(self) -> None:
        before, wanted = self._stack.currentWidget(), self.list
        had_focus = before is not None and before.isAncestorOf(self.window().focusWidget() or self)
        self._stack.setCurrentWidget(wanted)
        lead_focus(self, wanted)
        if had_focus and before is not wanted:
            wanted.setFocus()
        self.counted.emit()

    def chosen_or_latest(self) -> UUID | None:
        """What is chosen in the list that is looked at; the latest is chosen where nothing is."""
        first = self.list.lines.id_at(0)
        if first is not None and self.list.chosen() is None:
            with QSignalBlocker(self.list):
                self.list.choose(first)
        return self.list.chosen()

    def choose(self, record: Record) -> None:
        """Shows a record in its list, without taking the keyboard."""
        if record.id is not None and record.about.name in self.lists:
            found = self.lists[record.about.name]
            with QSignalBlocker(found):
                found.choose(record.id)
