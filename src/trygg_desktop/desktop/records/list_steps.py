"""Brings the lines of a list from one order into another with as few steps as possible, so that places are kept."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject

from trygg_desktop.desktop.records.id_order import WIDTH, IdOrder, same_at_both_ends

FEW, MANY = 40, 5000
"""Beyond so many separate changes of the order, or lines they concern, it is cheaper to begin anew."""


class OrderedLines(QAbstractTableModel):
    """The ids of all records in the order in which they stand."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids = IdOrder()

    def _take_order(self, found: IdOrder) -> None:
        """Goes from the order that is shown to another one with as few steps as possible."""
        if found == self._ids:
            return
        first, end = same_at_both_ends(self._ids, found)
        leaving, coming = len(self._ids) - first - end, len(found) - first - end
        if not leaving:
            self._insert(first, found.slice(first, first + coming - 1))
        elif not coming:
            self._remove(first, first + leaving - 1)
        elif leaving + coming > MANY or not self._step_by_step(first, leaving, coming, found):
            self._begin_anew(found)

    def _step_by_step(self, start: int, leaving: int, coming: int, found: IdOrder) -> bool:
        """Takes lines out, moves and puts lines in; says no where that would be too many steps."""
        before, after = self._ids.span(start, start + leaving - 1), found.span(start, start + coming - 1)
        wanted, present = set(after), set(before)
        gone = _runs([start + row for row, id in enumerate(before) if id not in wanted])
        new = _runs([start + row for row, id in enumerate(after) if id not in present])
        if len(gone) + len(new) > FEW:
            return False
        for first, last in reversed(gone):
            self._remove(first, last)
        staying = [id for id in after if id in present]
        head, tail = self._ids.slice(0, start - 1), self._ids.slice(start + len(staying), len(self._ids) - 1)
        self._sort_as(IdOrder(head + "".join(staying) + tail))
        for first, last in new:
            self._insert(first, found.slice(first, last))
        return True

    def _insert(self, first: int, added: str) -> None:
        self.beginInsertRows(QModelIndex(), first, first + len(added) // WIDTH - 1)
        self._ids = self._ids.with_at(first, added)
        self.endInsertRows()

    def _remove(self, first: int, last: int) -> None:
        self.beginRemoveRows(QModelIndex(), first, last)
        self._ids = self._ids.without(first, last)
        self.endRemoveRows()

    def _sort_as(self, wanted: IdOrder) -> None:
        if wanted == self._ids:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        moved = [(self._ids.at(index.row()), index.column()) for index in before]
        self._ids = wanted
        rows = {id: wanted.row_of(id) for id, _column in moved}
        after = [
            QModelIndex() if (row := rows[id]) is None else self.index(row, column) for id, column in moved
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _begin_anew(self, found: IdOrder) -> None:
        self.beginResetModel()
        self._ids = found
        self.endResetModel()


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    """Numbers in rising order as spans of neighbours."""
    spans: list[tuple[int, int]] = []
    for row in rows:
        if spans and row == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], row)
        else:
            spans.append((row, row))
    return spans
