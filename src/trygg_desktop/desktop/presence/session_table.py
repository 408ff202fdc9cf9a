"""The sessions of one presence action as a small table, each cell editable where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from trygg_desktop.desktop.presence.clock_times import day_of, moment_on, read_times, shown_times
from trygg_desktop.domain import parsing
from trygg_desktop.domain.fields import Field, FieldKind
from trygg_desktop.domain.presence import PresenceSession
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_, _, local, long_date, short_date, weekday_and_day

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
DAY, TIME, ADULTS, SEEN = range(4)
HEADINGS = (N_("Day"), N_("Time"), N_("Adults"), N_("Seen"))


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session as the table shows it."""

    id: UUID
    started: datetime | None
    duration: int | None
    adults: int | None
    text: str


class SessionsModel(QAbstractTableModel):
    """Sessions, latest first. `edited` tells a session's new values by field; `refused` what was not read."""

    edited = Signal(object, object)
    refused = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[SessionRow] = []
        self.today = date.min

    def show(self, rows: Sequence[SessionRow], *, today: date) -> None:
        """Takes the sessions as they now are; those that stay keep selection and open editor."""
        self.today = today
        if [row.id for row in rows] == [row.id for row in self.rows]:
            self.rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, SEEN))
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(HEADINGS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(row, index.column())
        if role == Qt.ItemDataRole.EditRole:
            return _written(row, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.text if index.column() == SEEN else long_date(day_of(row.started) or self.today)
        return None

    def _shown(self, row: SessionRow, column: int) -> str:
        if column == DAY:
            day = day_of(row.started)
            return (
                ""
                if day is None
                else weekday_and_day(day)
                if day.year == self.today.year
                else short_date(day)
            )
        if column == TIME:
            return shown_times(row.started, row.duration)
        if column == ADULTS:
            return "" if row.adults is None else str(row.adults)
        return " ".join(row.text.split())

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.rows[index.row()]
        if (
            role != Qt.ItemDataRole.EditRole
            or str(value).strip() == str(_written(row, index.column())).strip()
        ):
            return False
        try:
            changed = _READERS[index.column()](row, str(value).strip(), self.today)
        except UserError as error:
            self.refused.emit(error)
            return False
        self.edited.emit(row.id, changed)
        return True


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignHCenter if column == ADULTS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _written(row: SessionRow, column: int) -> str:
    """The cell as its editor begins with it."""
    day = day_of(row.started)
    return {
        DAY: day.isoformat() if day else "",
        TIME: shown_times(row.started, row.duration),
        ADULTS: "" if row.adults is None else str(row.adults),
        SEEN: row.text,
    }[column]


def _read_day(row: SessionRow, written: str, today: date) -> dict[str, Any]:
    day = parsing.parse(_DAY, written, today=today)
    if day is None:
        return {"started": None}
    return {"started": moment_on(day, local(row.started).time() if row.started else datetime.min.time())}


def _read_time(row: SessionRow, written: str, today: date) -> dict[str, Any]:
    start, length = read_times(written)
    return {"started": moment_on(day_of(row.started) or today, start), "duration": length}


def _read_adults(row: SessionRow, written: str, today: date) -> dict[str, Any]:
    return {"adults": parsing.parse(PresenceSession.fields()["adults"], written)}


def _read_seen(row: SessionRow, written: str, today: date) -> dict[str, Any]:
    return {"text": written}


_DAY = Field(kind=FieldKind.DATE, label=HEADINGS[DAY])
_READERS: dict[int, Callable[[SessionRow, str, date], dict[str, Any]]] = {
    DAY: _read_day,
    TIME: _read_time,
    ADULTS: _read_adults,
    SEEN: _read_seen,
}
