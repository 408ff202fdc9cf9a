"""Lines under headings that fold: the records that would go or come, each with its icon and its chip."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from trygg_desktop.desktop.parts import chip_text

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Line:
    """One record: what it is called, what is said under it, and its chip if it is confidential.

    Args:
        key: what it is known by, so that it stays chosen.
        what: what it stands for, for whoever shows it in full.
    """

    key: Hashable
    title: str
    under: str
    icon: str
    color: str = "text2"
    protected: bool = False
    ground: str | None = None
    veiled: bool = False
    what: Any = None


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a heading.

    Args:
        folds: whether it can be folded; one that can't is always open.
    """

    key: str
    title: str
    lines: tuple[Line, ...]
    folds: bool = False
    color: str = "text"


Entry = Group | Line


class GroupedModel(QAbstractListModel):
    """The headings, and the lines of those that are open."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.groups: tuple[Group, ...] = ()
        self._folded: set[str] = set()
        self._entries: list[Entry] = []

    def show(self, groups: Sequence[Group], *, folded: Sequence[str] = ()) -> None:
        """Shows these groups; some of them folded."""
        self.beginResetModel()
        self.groups = tuple(group for group in groups if group.lines)
        self._folded = {group.key for group in self.groups if group.folds and group.key in folded}
        self._lay_out()
        self.endResetModel()

    def _lay_out(self) -> None:
        self._entries = []
        for group in self.groups:
            self._entries.append(group)
            self._entries += () if group.key in self._folded else group.lines

    def is_open(self, group: Group) -> bool:
        """Whether the lines of a group are shown."""
        return group.key not in self._folded

    def turn(self, group: Group) -> None:
        """Folds a group, or opens it."""
        if not group.folds:
            return
        row = self._entries.index(group)
        first, last = row + 1, row + len(group.lines)
        if self.is_open(group):
            self.beginRemoveRows(QModelIndex(), first, last)
            self._folded.add(group.key)
            self._lay_out()
            self.endRemoveRows()
        else:
            self.beginInsertRows(QModelIndex(), first, last)
            self._folded.discard(group.key)
            self._lay_out()
            self.endInsertRows()
        self.dataChanged.emit(self.index(row), self.index(row))

    def entry(self, row: int) -> Entry | None:
        """What stands in a row."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def row_of(self, key: Hashable) -> int:
        """Where a line stands; -1 if it is not shown."""
        return next(
            (row for row, each in enumerate(self._entries) if isinstance(each, Line) and each.key == key), -1
        )

    def first_line(self) -> int:
        """The first line that is shown; -1 if there is none."""
        return next((row for row, each in enumerate(self._entries) if isinstance(each, Line)), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(entry)
        return entry.title if role == Qt.ItemDataRole.ToolTipRole and isinstance(entry, Line) else None


def spoken(entry: Entry) -> str:
    """What a screen reader says of a line or a heading."""
    if isinstance(entry, Group):
        return f"{entry.title}, {len(entry.lines)}"
    chip = chip_text("protected", entry.ground) if entry.protected else ""
    return ", ".join(part for part in (entry.title, entry.under, chip) if part)
