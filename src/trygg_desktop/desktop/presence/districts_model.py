"""The districts with their weeks of presence: one model behind both the map and the heat strip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from trygg_desktop.formats.geometry import Borders
from trygg_desktop.i18n import _, ngettext, week, weekday_and_day

Index = QModelIndex | QPersistentModelIndex
RowRole = Qt.ItemDataRole.UserRole
NAME_COLUMN = 0
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """One district: where its tile lies, how long since anyone was there, the sessions of each week.

    `weeks` is None where no session is known at all. `sessions` has one figure for each week
    shown, oldest first.
    `borders` are there where the city's are loaded.
    """

    id: UUID
    name: str
    short: str
    place: tuple[int, int] | None
    weeks: int | None
    last_on: date | None
    sessions: tuple[int, ...]
    borders: Borders = field(default_factory=list)

    def late(self, limit: int) -> bool:
        """Whether nobody has been there for at least `limit` weeks."""
        return self.weeks is None or self.weeks >= limit

    @property
    def figure(self) -> str:
        """The weeks as a tile writes them."""
        return "–" if self.weeks is None else str(self.weeks)


class DistrictsModel(QAbstractTableModel):
    """Districts, longest wait first: the name, a column for each week, the weeks since the last session."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[DistrictRow] = []
        self.mondays: tuple[date, ...] = ()
        self.limit = 6
        self.around: dict[UUID, Borders] = {}

    def show(
        self,
        rows: Sequence[DistrictRow],
        *,
        mondays: Sequence[date],
        limit: int,
        around: Mapping[UUID, Borders] | None = None,
    ) -> None:
        """Takes new figures. While the districts are the same, selection and current cell stay with them.

        `around` are borders of places that belong to no area; they are drawn for orientation only.
        """
        self.around = dict(around or {})
        ordered = sorted(rows, key=lambda row: -10_000 if row.weeks is None else -row.weeks)
        self.limit = limit
        if {row.id for row in ordered} == {row.id for row in self.rows} and len(mondays) == len(self.mondays):
            self._rearrange(ordered, tuple(mondays))
            return
        self.beginResetModel()
        self.rows, self.mondays = ordered, tuple(mondays)
        self.endResetModel()

    def _rearrange(self, ordered: list[DistrictRow], mondays: tuple[date, ...]) -> None:
        self.layoutAboutToBeChanged.emit()
        where = {row.id: number for number, row in enumerate(ordered)}
        before = self.persistentIndexList()
        after = [self.index(where[self.rows[index.row()].id], index.column()) for index in before]
        self.rows, self.mondays = ordered, mondays
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()
        if ordered:
            self.dataChanged.emit(self.index(0, 0), self.index(len(ordered) - 1, self.columnCount() - 1))

    def row_of(self, id: UUID | None) -> int | None:
        """Which row a district stands in."""
        return next((number for number, row in enumerate(self.rows) if row.id == id), None)

    def at(self, index: Index) -> DistrictRow | None:
        """The district of a row or cell."""
        return self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.mondays) + 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.at(index)
        if row is None:
            return None
        if role == RowRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, index.column())
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.spoken(row, index.column())
        return None

    def _text(self, row: DistrictRow, column: int) -> str:
        if column == NAME_COLUMN:
            return row.name
        return row.figure if column > len(self.mondays) else str(row.sessions[column - 1])

    def spoken(self, row: DistrictRow, column: int = NAME_COLUMN) -> str:
        """A cell in words, for tooltips and screen readers."""
        if 1 <= column <= len(self.mondays):
            count = row.sessions[column - 1]
            happened = ngettext("{n} session", "{n} sessions", count) if count else _("no sessions")
            monday = self.mondays[column - 1]
            return _(
                "{district}, {week} from {day}: {sessions}",
                district=row.name,
                week=week(monday),
                day=weekday_and_day(monday),
                sessions=happened,
            )
        return waiting_in_words(row, self.limit)


def waiting_in_words(row: DistrictRow, limit: int) -> str:
    """How long a district has waited, as one or two sentences."""
    if row.weeks is None or row.last_on is None:
        return _("{district}: no presence recorded.", district=row.name)
    day = weekday_and_day(row.last_on)
    if row.weeks == 0:
        return _("{district}: latest presence this week, {day}.", district=row.name, day=day)
    since = ngettext("{n} week since the last presence", "{n} weeks since the last presence", row.weeks)
    told = _("{district}: {since}, {day}.", district=row.name, since=since, day=day)
    reached = _("At least {limit} weeks.", limit=limit)
    return f"{told} {reached}" if row.late(limit) else told
