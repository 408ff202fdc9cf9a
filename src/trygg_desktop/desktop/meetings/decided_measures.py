"""The measures that follow from a decision, under its form: those there are, a new one, and one to connect."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.meetings import deciding
from trygg_desktop.desktop.meetings.deciding import Decided, DecidedMeasure, read_decided
from trygg_desktop.desktop.meetings.link_line import link_line
from trygg_desktop.desktop.parts import LinkLabel, Words
from trygg_desktop.desktop.records.alive import if_alive
from trygg_desktop.desktop.records.elided_link import ElidedLink
from trygg_desktop.desktop.records.picker import RecordPicker
from trygg_desktop.desktop.records.reference_editors import small_button
from trygg_desktop.domain.council import Decision
from trygg_desktop.domain.measures import Measure
from trygg_desktop.domain.record import Record
from trygg_desktop.i18n import N_, _
from trygg_desktop.workspace import Transaction

_SHOWN = frozenset({"measure", "link", "decision", "agenda-item"})
"""Kinds whose changes may change what is shown."""


class DecidedMeasures(QWidget):
    """Shows and changes what a decision leads to; each step can be undone."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._decision: Decision | None = None
        self._nothing = Words(_("No measure follows from the decision yet."), "side", "text2")
        self._lines: list[QWidget] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.new = LinkLabel(_("New measure from the decision"), self._new)
        self.connect_one = LinkLabel(_("Connect a measure"), self._search)
        self.search = RecordPicker(desk, "measure", allow_new=False)
        self.search.setAccessibleName(_("Search for a measure that the decision is on"))
        self.search.picked.connect(self._connect)
        self.search.given_up.connect(self.search.hide)
        self.search.left.connect(self._close_search)
        self.search.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._nothing)
        column.addLayout(self._rows)
        column.addLayout(link_line(self.new, self.connect_one))
        column.addWidget(self.search)
        desk.changed.connect(self.refresh)

    def show_record(self, record: Record | None) -> None:
        """Shows what follows from a decision; from one that is only begun nothing can follow yet."""
        self._decision = record if isinstance(record, Decision) and record.id is not None else None
        for link in (self.new, self.connect_one):
            link.setEnabled(self._decision is not None)
        self.search.hide()
        self._read()

    def refresh(self, changes: Changes | None) -> None:
        """Reads anew what the changes touch."""
        if self._decision is not None and (changes is None or changes.kinds & _SHOWN):
            self._read()

    def _read(self) -> None:
        decision = self._id
        if decision is None:
            self._show(Decided((), None))
            return

        def arrived(found: Decided) -> None:
            if decision == self._id:
                self._show(found)

        self._desk.query(lambda workspace: read_decided(workspace, decision), arrived, owner=self)

    @property
    def _id(self) -> UUID | None:
        return self._decision.id if self._decision else None

    def _show(self, found: Decided) -> None:
        self._nothing.setVisible(not found.measures)
        for line in self._lines:
            self._rows.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(each) for each in found.measures]
        if found.offered is not None:
            words = _("Connect “{title}”, which the item is about", title=found.offered.words)
            self._lines.append(ElidedLink(words, partial(self._connect, found.offered.id)))
        for line in self._lines:
            self._rows.addWidget(line)
        self.search.without = frozenset(each.id for each in found.measures)

    def _line(self, each: DecidedMeasure) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 1, 0, 1)
        row.setSpacing(4)
        row.addWidget(ElidedLink(each.words, partial(self._desk.open, each.id)))
        row.addStretch(1)
        label = _("Take away {title}", title=each.words)
        row.addWidget(small_button("x", label, partial(self._take_off, each.id)))
        return line

    # What is done

    def _new(self) -> None:
        decision = self._decision
        if decision is not None:
            self._desk.command(
                N_("New measure from a decision"),
                lambda tx: deciding.new_measure(tx, decision),
                if_alive(self, self._desk.open),
            )

    def _search(self) -> None:
        self.search.clear()
        self.search.show()
        self.search.setFocus()
        self.search.search()

    def _close_search(self) -> None:
        if not self.search.offering and not self.search.hasFocus():
            self.search.hide()

    def _connect(self, measure: UUID) -> None:
        self.search.hide()
        self._with(measure, N_("Connect a measure with a decision"), deciding.decide_on)

    def _take_off(self, measure: UUID) -> None:
        self._with(measure, N_("Take a measure off a decision"), deciding.take_off)

    def _with(self, id: UUID, message: str, write: Callable[[Transaction, UUID, Measure], Any]) -> None:
        decision = self._id
        if decision is None:
            return

        def found(measure: Record | None) -> None:
            if isinstance(measure, Measure):
                self._desk.command(message, lambda tx: write(tx, decision, measure))

        self._desk.query(lambda workspace: workspace.find(id), found, owner=self)
