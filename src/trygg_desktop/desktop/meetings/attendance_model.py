"""Who was at the meeting, as rows: the members with a seat that day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from trygg_desktop.domain.council import Presence
from trygg_desktop.i18n import N_, _

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns of the attendance list."""

    NAME = 0
    BODY = 1
    PRESENCE = 2
    SUBSTITUTE = 3


HEADINGS = {
    Column.NAME: N_("Member"),
    Column.BODY: N_("Body"),
    Column.PRESENCE: N_("At the meeting"),
    Column.SUBSTITUTE: N_("Replaced by"),
}
CHOICES = ("", *(presence.value for presence in Presence))


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One member at one meeting; `presence` is empty until it is noted."""

    member: UUID
    name: str
    body: str = ""
    presence: str = ""
    substitute: str = ""


class AttendanceModel(QAbstractTableModel):
    """The members and whether they were there."""

    attendance_noted = Signal(object, object)
    """The member's id and the changed values (`presence`, `substitute`)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[AttendanceRow] = []

    @property
    def rows(self) -> Sequence[AttendanceRow]:
        """The members in order."""
        return tuple(self._rows)

    def show(self, rows: Iterable[AttendanceRow]) -> None:
        """Shows these members; where they are the same ones only the changed cells are drawn anew."""
        wanted = list(rows)
        if [row.member for row in wanted] != [row.member for row in self._rows]:
            self.beginResetModel()
            self._rows = wanted
            self.endResetModel()
            return
        for number, row in enumerate(wanted):
            if row != self._rows[number]:
                self._rows[number] = row
                self._tell(number)

    def note(self, number: int, **values: str) -> bool:
        """Notes whether a member was there, or who came instead."""
        row = replace(self._rows[number], **values)  # type: ignore[arg-type]
        if row == self._rows[number]:
            return False
        self._rows[number] = row
        self._tell(number)
        self.attendance_noted.emit(row.member, values)
        return True

    def _tell(self, number: int) -> None:
        self.dataChanged.emit(self.index(number, 0), self.index(number, Column.SUBSTITUTE))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(HEADINGS[Column(section)])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.EditRole:
            return row.presence if column is Column.PRESENCE else row.substitute
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return {
                Column.NAME: row.name,
                Column.BODY: row.body,
                Column.PRESENCE: presence_label(row.presence),
                Column.SUBSTITUTE: row.substitute,
            }[column]
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        name = "presence" if index.column() == Column.PRESENCE else "substitute"
        return self.note(index.row(), **{name: str(value or "").strip()})

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() in (Column.PRESENCE, Column.SUBSTITUTE):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags


def presence_label(value: str) -> str:
    """Whether someone was there, in words."""
    if not value:
        return _("not noted")
    return Presence(value).label if value in set(Presence) else value
