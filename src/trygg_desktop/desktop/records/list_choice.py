"""Which record of a list is looked at and which are marked: kept by record while lines come and go."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QObject, Signal
from PySide6.QtWidgets import QAbstractItemView

from trygg_desktop.desktop.records.list_model import RecordLines
from trygg_desktop.desktop.records.list_table import RecordTable

_LINE = QItemSelectionModel.SelectionFlag.Rows
_PUT_BACK = 1000
"""So many marks are put back one by one at the most."""


class ListChoice(QObject):
    """The choice in one list. It is made before the table is given its lines, and follows them.

    `changed` carries the id of the record that is looked at, or None when there is none any more.
    """

    changed = Signal(object)

    def __init__(self, table: RecordTable, lines: RecordLines) -> None:
        super().__init__(table)
        self._table, self._lines = table, lines
        self._id: UUID | None = None
        self._held = False
        self._neighbour: UUID | None = None
        self._kept: tuple[list[UUID], UUID | None] = ([], None)
        self.narrowing = False
        """Whether lines that go away now are only left out, and not deleted."""
        # Before the table's own: Qt moves to a neighbour as soon as it hears of lines that go away.
        lines.rowsAboutToBeRemoved.connect(self._note_neighbour)
        table.setModel(lines)
        table.selectionModel().currentRowChanged.connect(lambda *_: self._current_changed())
        lines.modelAboutToBeReset.connect(self._keep)
        lines.modelReset.connect(self._put_back)
        lines.rowsRemoved.connect(lambda *_: self._choose_neighbour())

    @property
    def id(self) -> UUID | None:
        """The record that is looked at."""
        return self._id

    def marked(self) -> list[UUID]:
        """All records that are marked, in the list's order."""
        return [id for row in self._table.marked_rows() if (id := self._lines.id_at(row)) is not None]

    def choose(self, id: UUID | None) -> None:
        """Looks at a record, or at none; one that is not listed (yet) is looked at all the same."""
        if id is None or not self.mark(id):
            self._held = True
            self._mark_none()
            self._held = False
            self._tell(id)

    def mark(self, id: UUID) -> bool:
        """Marks the line of a record alone; answers whether there is one."""
        row = self._lines.row_of(id)
        if row is None:
            return False
        index = self._lines.index(row, 0)
        marks = self._table.selectionModel()
        if self._table.currentIndex().row() != row or not marks.isRowSelected(row, QModelIndex()):
            marks.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect | _LINE)
            self._table.scrollTo(index)
        return True

    def _mark_none(self) -> None:
        self._table.clearSelection()
        self._table.setCurrentIndex(QModelIndex())

    def _current_changed(self) -> None:
        id = self._lines.id_at(self._table.currentIndex().row())
        if id is not None and not self._held:
            self._tell(id)

    def _tell(self, id: UUID | None) -> None:
        if id != self._id:
            self._id = id
            self.changed.emit(id)

    def _keep(self) -> None:
        self._kept = (self.marked(), self._lines.id_at(self._table.rowAt(0)))
        self._held = True

    def _put_back(self) -> None:
        self._held = False
        ids, top = self._kept
        if top is not None and (row := self._lines.row_of(top)) is not None:
            place = self._lines.index(row, 0)
            self._table.scrollTo(place, QAbstractItemView.ScrollHint.PositionAtTop)
        if self._id is not None:
            self.mark(self._id)
        for id in ids if 1 < len(ids) < _PUT_BACK else ():
            if (row := self._lines.row_of(id)) is not None:
                also = QItemSelectionModel.SelectionFlag.Select | _LINE
                self._table.selectionModel().select(self._lines.index(row, 0), also)

    def _note_neighbour(self, _parent: QModelIndex, first: int, last: int) -> None:
        """The line that is looked at when the one that is looked at now goes away."""
        row = self._lines.row_of(self._id) if self._id else None
        self._neighbour = None
        if row is not None and first <= row <= last:
            self._held = True
            self._neighbour = self._lines.id_at(last + 1) or self._lines.id_at(first - 1)

    def _choose_neighbour(self) -> None:
        if not self._held:
            return
        if self.narrowing:
            # It was not deleted, only left out of the list: it stays in the form.
            self._mark_none()
            self._held = False
            return
        self._held = False
        there = self._neighbour is not None and self.mark(self._neighbour)
        self._tell(self._neighbour if there else None)
