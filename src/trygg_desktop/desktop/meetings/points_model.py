"""Things to be done, as rows that can be ticked off: open decisions and the checklist before a meeting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal

from trygg_desktop.desktop.tables import Index, RowsModel, TableColumn
from trygg_desktop.i18n import N_, _, day_and_month, short_date


class Column(IntEnum):
    """The columns of such a list, left to right."""

    TITLE = 0
    WHO = 1
    DUE = 2


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to be done: what, who sees to it, by when, and whether it is done; its place where it has one."""

    id: UUID
    title: str
    who: str = ""
    due: date | None = None
    done: bool = False
    position: str | None = None


def day_in_brief(day: date, today: date) -> str:
    """A day with its year only where that is another."""
    return day_and_month(day) if day.year == today.year else short_date(day)


class PointsModel(RowsModel[Point]):
    """The rows of a list of things to be done. A change shows at once and is told with a signal."""

    point_edited = Signal(object, str, object)
    """The id, the field (`title`, `who`, `due`, `done`) and the new value."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns: list[TableColumn[Point]] = [
            TableColumn(
                N_("What"), lambda point: point.title, tooltip=lambda point: point.title, edit="title"
            ),
            TableColumn(
                N_("Who sees to it"), lambda point: point.who, tooltip=lambda point: point.who, edit="who"
            ),
            TableColumn(N_("By"), self._day, tooltip=self._day_in_full, spoken=self._day_in_full, edit="due"),
        ]
        super().__init__(columns, key=lambda point: point.id, parent=parent)
        self.today = date.min

    @property
    def points(self) -> Sequence[Point]:
        """The rows in order."""
        return self.rows

    def is_late(self, point: Point) -> bool:
        """Whether its day has passed without it being done."""
        return point.due is not None and not point.done and point.due < self.today

    def show(self, points: Iterable[Point], today: date) -> None:
        """Shows these points; those that stay keep selection and focus."""
        self.today = today
        self.show_rows(points)

    def change(self, id: UUID, field: str, value: Any) -> bool:
        """Changes one field of one point."""
        number = self.row_of(id)
        if number < 0 or not self.replace_row(number, replace(self._rows[number], **{field: value})):
            return False
        self.point_edited.emit(id, field, value)
        return True

    def _day(self, point: Point) -> str:
        if self.is_late(point):
            return _("late")
        return "" if point.due is None else day_in_brief(point.due, self.today)

    def _day_in_full(self, point: Point) -> str:
        if point.due and self.is_late(point):
            return _("late, was due {day}", day=short_date(point.due))
        return self._day(point)

    def write(self, row: Point, field: str, value: Any) -> bool:
        if field == "due":
            return self.change(row.id, field, value)
        text = str(value).strip()
        return bool(text or field != "title") and self.change(row.id, field, text)

    # The box to tick

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.CheckStateRole and index.isValid() and index.column() == Column.TITLE:
            done = self._rows[index.row()].done
            return Qt.CheckState.Checked if done else Qt.CheckState.Unchecked
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == Column.TITLE:
            done = Qt.CheckState(value) is Qt.CheckState.Checked
            return self.change(self._rows[index.row()].id, "done", done)
        return super().setData(index, value, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() == Column.TITLE:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags
