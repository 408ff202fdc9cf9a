"""Things to be done, as rows that can be ticked off: open decisions and the checklist before a meeting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from trygg_desktop.i18n import N_, _, day_and_month, short_date

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns of such a list, left to right."""

    TITLE = 0
    WHO = 1
    DUE = 2


HEADINGS = {Column.TITLE: N_("What"), Column.WHO: N_("Who sees to it"), Column.DUE: N_("By")}
NAMES = {Column.TITLE: "title", Column.WHO: "who", Column.DUE: "due"}


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to be done: what, who sees to it, by when, and whether it is done.

    With a `key` it follows from the meeting itself: it is mended where it arises and cannot be ticked off.
    """

    id: UUID
    title: str
    who: str = ""
    due: date | None = None
    done: bool = False
    key: str = ""


class PointsModel(QAbstractTableModel):
    """The rows of a list of things to be done. A change shows at once and is told with a signal."""

    point_edited = Signal(object, str, object)
    """The id, the field (`title`, `who`, `due`, `done`) and the new value."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._points: list[Point] = []
        self.today = date.min

    @property
    def points(self) -> Sequence[Point]:
        """The rows in order."""
        return tuple(self._points)

    def is_late(self, point: Point) -> bool:
        """Whether its day has passed without it being done."""
        return point.due is not None and not point.done and point.due < self.today

    def row_of(self, id: UUID) -> int:
        """Where a point stands, from 0; -1 if it is not here."""
        return next((number for number, point in enumerate(self._points) if point.id == id), -1)

    def show(self, points: Iterable[Point], today: date) -> None:
        """Shows these points; those that stay keep selection and focus."""
        self.today, wanted = today, list(points)
        keep = {point.id for point in wanted}
        for number in reversed(range(len(self._points))):
            if self._points[number].id not in keep:
                self.beginRemoveRows(QModelIndex(), number, number)
                del self._points[number]
                self.endRemoveRows()
        for number, point in enumerate(wanted):
            there = self.row_of(point.id)
            if there < 0:
                self.beginInsertRows(QModelIndex(), number, number)
                self._points.insert(number, point)
                self.endInsertRows()
            elif there != number:
                self.beginMoveRows(QModelIndex(), there, there, QModelIndex(), number)
                self._points.insert(number, self._points.pop(there))
                self.endMoveRows()
            if self._points[number] != point:
                self._points[number] = point
                self._tell(number)

    def change(self, id: UUID, field: str, value: Any) -> bool:
        """Changes one field of one point."""
        number = self.row_of(id)
        if number < 0 or getattr(self._points[number], field) == value:
            return False
        self._points[number] = replace(self._points[number], **{field: value})
        self._tell(number)
        self.point_edited.emit(id, field, value)
        return True

    def _tell(self, number: int) -> None:
        self.dataChanged.emit(self.index(number, 0), self.index(number, Column.DUE))

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._points)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(HEADINGS[Column(section)])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        point, column = self._points[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.UserRole:
            return point
        if role == Qt.ItemDataRole.CheckStateRole and column is Column.TITLE:
            return Qt.CheckState.Checked if point.done else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.EditRole:
            return getattr(point, NAMES[column])
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(point, column)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._in_full(point, column)
        return None

    def _text(self, point: Point, column: Column) -> str:
        if column is Column.TITLE:
            return point.title
        if column is Column.WHO:
            return point.who
        if self.is_late(point):
            return _("late")
        if point.due is None:
            return _("show") if point.key and not point.done else ""
        return day_and_month(point.due) if point.due.year == self.today.year else short_date(point.due)

    def _in_full(self, point: Point, column: Column) -> str:
        if column is Column.DUE and point.due and self.is_late(point):
            return _("late, was due {day}", day=short_date(point.due))
        return self._text(point, column)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        point, column = self._points[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.CheckStateRole and column is Column.TITLE:
            return self.change(point.id, "done", Qt.CheckState(value) is Qt.CheckState.Checked)
        if role != Qt.ItemDataRole.EditRole:
            return False
        if column is Column.DUE:
            return self.change(point.id, "due", value)
        text = str(value).strip()
        if column is Column.TITLE and not text:
            return False
        return self.change(point.id, NAMES[column], text)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self._points[index.row()].key:
            return flags
        flags |= Qt.ItemFlag.ItemIsEditable
        if index.column() == Column.TITLE:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags
