"""The register of files: what was made, when, for whom, how it is protected and its fingerprint."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from trygg_desktop.domain.record import Audience
from trygg_desktop.domain.values import sort_key
from trygg_desktop.i18n import N_, _, date_and_clock, ngettext, number, short_date
from trygg_desktop.workspace import MadeFile

Index = QModelIndex | QPersistentModelIndex
SHOWN_FINGERPRINT = 12


class Column(IntEnum):
    """The columns of the register."""

    MADE = 0
    NAME = 1
    AUDIENCE = 2
    PROTECTION = 3
    LEFT_OUT = 4
    FINGERPRINT = 5


HEADINGS = {
    Column.MADE: N_("Made"),
    Column.NAME: N_("Briefing"),
    Column.AUDIENCE: N_("For"),
    Column.PROTECTION: N_("Protection"),
    Column.LEFT_OUT: N_("Left out"),
    Column.FINGERPRINT: N_("Fingerprint"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the register, with the day of its meeting."""

    file: MadeFile
    meeting_day: date | None = None

    @property
    def audience(self) -> str:
        """For whom it was made, in words."""
        known = self.file.audience in set(Audience)
        return Audience(self.file.audience).label if known else self.file.audience

    @property
    def name(self) -> str:
        """What it is called."""
        if self.meeting_day and str(self.meeting_day.year) not in self.file.name:
            return f"{self.file.name}, {short_date(self.meeting_day)}"
        return self.file.name

    @property
    def facts(self) -> str:
        """For whom, how many records were left out, and the beginning of the fingerprint, in one line."""
        left_out = ngettext("{n} record left out", "{n} records left out", self.file.left_out)
        mark = in_groups(self.file.fingerprint, SHOWN_FINGERPRINT)
        parts = (self.audience, left_out if self.file.left_out else "", mark)
        return " · ".join(part for part in parts if part)


def in_groups(fingerprint: str, length: int | None = None) -> str:
    """A fingerprint as people compare it: groups of four signs."""
    shown = fingerprint[:length]
    return " ".join(shown[start : start + 4] for start in range(0, len(shown), 4))


class RegisterModel(QAbstractTableModel):
    """The lines of the register, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    @property
    def entries(self) -> Sequence[Entry]:
        """The lines in order."""
        return tuple(self._entries)

    def show(self, entries: Iterable[Entry]) -> None:
        """Shows these lines. Those that were added at the top leave the others where they are."""
        wanted = list(entries)
        fresh = len(wanted) - len(self._entries)
        if fresh >= 0 and wanted[fresh:] == self._entries:
            if fresh:
                self.beginInsertRows(QModelIndex(), 0, fresh - 1)
                self._entries = wanted
                self.endInsertRows()
            return
        self.beginResetModel()
        self._entries = wanted
        self.endResetModel()

    def row_of(self, fingerprint: str) -> int:
        """The newest line with a fingerprint, from 0; -1 if there is none."""
        found = (row for row, entry in enumerate(self._entries) if entry.file.fingerprint == fingerprint)
        return next(found, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._entries)

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
        entry, column = self._entries[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.UserRole:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(entry, column)
        if role == Qt.ItemDataRole.ToolTipRole and column is Column.FINGERPRINT:
            return in_groups(entry.file.fingerprint)
        if role == Qt.ItemDataRole.ToolTipRole and column is Column.NAME:
            return entry.name
        return None

    def _text(self, entry: Entry, column: Column) -> str:
        made = entry.file
        return {
            Column.MADE: lambda: date_and_clock(made.made_at),
            Column.NAME: lambda: entry.name,
            Column.AUDIENCE: lambda: entry.audience,
            Column.PROTECTION: lambda: protection_words(made.protection),
            Column.LEFT_OUT: lambda: number(made.left_out),
            Column.FINGERPRINT: lambda: in_groups(made.fingerprint, SHOWN_FINGERPRINT),
        }[column]()

    def sort_value(self, row: int, column: int) -> Any:
        """What a column is sorted by."""
        entry = self._entries[row]
        if column == Column.MADE:
            return entry.file.made_at
        if column == Column.LEFT_OUT:
            return entry.file.left_out
        return sort_key(self._text(entry, Column(column))) or ""


def protection_words(protection: str | None) -> str:
    """The highest protection of what is in a file, in words; a file with nothing marked is open."""
    from trygg_desktop.domain.record import Protection

    level = protection or Protection.OPEN
    return Protection(level).label if level in set(Protection) else level
