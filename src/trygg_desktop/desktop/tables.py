"""A table over rows of values: what its columns show is told as data, and every change shows at once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from trygg_desktop.i18n import _

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class TableColumn(Generic[R]):
    """One column.

    Args:
        title: its heading, marked for translation; empty for none.
        text: what it shows of a row.
        align: to which side.
        tooltip: the same in full, where there is more to say.
        spoken: what a screen reader says, where that must be more than what is drawn.
        edit: the field of the row that is written here; empty where nothing is.
    """

    title: str = ""
    text: Callable[[R], str] = lambda row: ""
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    tooltip: Callable[[R], str] | None = None
    spoken: Callable[[R], str] | None = None
    edit: str = ""

    def told(self, row: R, role: int) -> Any:
        """What this column answers for a row in one of Qt's roles."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row)
        if role == Qt.ItemDataRole.EditRole:
            return getattr(row, self.edit) if self.edit else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tooltip(row) if self.tooltip else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(self.align | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return (self.spoken or self.text)(row)
        return None


class RowsModel(QAbstractTableModel, Generic[R]):
    """Rows that are told apart by a key, so that those that stay keep their selection and focus.

    Args:
        columns: left to right.
        key: what a row is known by.
    """

    def __init__(
        self,
        columns: Sequence[TableColumn[R]],
        key: Callable[[R], Hashable],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._key = key
        self._rows: list[R] = []

    @property
    def rows(self) -> Sequence[R]:
        """The rows in order."""
        return tuple(self._rows)

    def row_of(self, key: Hashable) -> int:
        """Where a row stands, from 0, the first where several share the key; -1 if it is not here."""
        return self._place_of(key, 0)

    def _place_of(self, key: Hashable, first: int) -> int:
        places = range(first, len(self._rows))
        return next((number for number in places if self._key(self._rows[number]) == key), -1)

    # Showing other rows

    def show_rows(self, wanted: Iterable[R]) -> None:
        """Shows these rows with as few steps as needed; nothing is reset."""
        rows = list(wanted)
        self._remove_all_but({self._key(row) for row in rows})
        if not self._rows:
            self._insert(0, rows)
            return
        for number, row in enumerate(rows):
            there = self._place_of(self._key(row), number)
            if there < 0:
                self._insert(number, [row])
            elif there != number:
                self.shift(there, number)
        self._remove(len(rows), len(self._rows) - 1)
        self.replace_rows(rows)

    def replace_rows(self, wanted: Sequence[R]) -> None:
        """Shows other values in the rows as they stand, told once: a table may measure itself each time."""
        others = [number for number, row in enumerate(wanted) if self._rows[number] != row]
        for number in others:
            self._rows[number] = wanted[number]
        if others:
            last = len(self._columns) - 1
            self.dataChanged.emit(self.index(others[0], 0), self.index(others[-1], last))

    def replace_row(self, number: int, row: R) -> bool:
        """Shows other values in one row; answers whether they were others."""
        if self._rows[number] == row:
            return False
        self._rows[number] = row
        self.dataChanged.emit(self.index(number, 0), self.index(number, len(self._columns) - 1))
        return True

    def shift(self, source: int, target: int) -> None:
        """Moves a row so that it ends up as number `target`."""
        before = target + 1 if target > source else target
        self.beginMoveRows(QModelIndex(), source, source, QModelIndex(), before)
        self._rows.insert(target, self._rows.pop(source))
        self.endMoveRows()

    def _insert(self, first: int, added: list[R]) -> None:
        if added:
            self.beginInsertRows(QModelIndex(), first, first + len(added) - 1)
            self._rows[first:first] = added
            self.endInsertRows()

    def _remove(self, first: int, last: int) -> None:
        if first <= last:
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()

    def _remove_all_but(self, kept: set[Hashable]) -> None:
        for number in reversed(range(len(self._rows))):
            if self._key(self._rows[number]) not in kept:
                self._remove(number, number)

    # What the user does

    def may_edit(self, row: R, column: int) -> bool:
        """Whether something can be written in this place."""
        return bool(self._columns[column].edit)

    def write(self, row: R, field: str, value: Any) -> bool:
        """Takes what was written in a field of a row; answers whether it is something else than before."""
        return False

    # What Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return _(column.title) if column.title else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(column.align | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        return row if role == Qt.ItemDataRole.UserRole else self._columns[index.column()].told(row, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        field = self._columns[index.column()].edit
        if role != Qt.ItemDataRole.EditRole or not field:
            return False
        return self.write(self._rows[index.row()], field, value)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.may_edit(self._rows[index.row()], index.column()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags
