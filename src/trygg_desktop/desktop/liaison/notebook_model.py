"""The notes of the liaison notebook, newest first under their days, as many as the filters let through."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from trygg_desktop.domain.record import Protection
from trygg_desktop.domain.sides import Sides
from trygg_desktop.i18n import _, clock, day_and_month, local, long_date, week, weekday_day_month

Index = QModelIndex | QPersistentModelIndex
EntryRole = Qt.ItemDataRole.UserRole
PREVIEW_LENGTH = 400
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class NoteRow:
    """What the list shows of one note."""

    id: UUID
    text: str
    noted: datetime | None
    side: str | None
    protection: str | None
    ground: str | None
    draft: bool
    follow_up_on: date | None
    followed_up: bool
    districts: tuple[UUID, ...]
    sought: str = field(default="", compare=False)

    @property
    def day(self) -> date | None:
        """The day it was noted, by the clock on the wall."""
        return local(self.noted).date() if self.noted else None

    @property
    def waits(self) -> bool:
        """Whether someone still has to follow it up."""
        return self.follow_up_on is not None and not self.followed_up

    @property
    def preview(self) -> str:
        """The beginning of the text on one line; the delegate breaks and shortens it."""
        return " ".join(self.text[:PREVIEW_LENGTH].split())


@dataclass(frozen=True, slots=True)
class DayHeading:
    """The day that the notes below it were made."""

    day: date | None

    @property
    def id(self) -> date | None:
        """What tells it apart from other entries."""
        return self.day


Entry = NoteRow | DayHeading


@dataclass(frozen=True, slots=True)
class NoteFilter:
    """Which notes are shown: of some districts, still to follow up, holding all words of a text."""

    districts: frozenset[UUID] | None = None
    to_follow_up: bool = False
    text: str = ""

    def lets_through(self, row: NoteRow) -> bool:
        """Whether a note is shown."""
        return (
            (self.districts is None or not self.districts.isdisjoint(row.districts))
            and (row.waits or not self.to_follow_up)
            and all(word in row.sought for word in self.text.casefold().split())
        )


class NotebookModel(QAbstractListModel):
    """Notes grouped by day. Changed notes are changed in place, so that selection and scroll stay."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[NoteRow] = []
        self._entries: list[Entry] = []
        self._filter = NoteFilter()
        self.today = date.min

    def show(self, rows: Sequence[NoteRow], *, today: date) -> None:
        """Takes the notes as they now are, in any order."""
        self.today = today
        self._all = sorted(map(_searchable, rows), key=_newest_first)
        self._update()

    def patch(self, rows: Sequence[NoteRow], touched: Collection[UUID]) -> None:
        """Takes what became of the notes that were touched: those without a row are gone."""
        untouched = [row for row in self._all if row.id not in touched]
        self._all = sorted([*untouched, *map(_searchable, rows)], key=_newest_first)
        self._update()

    def filter(self, filter: NoteFilter) -> None:
        """Shows only the notes that the filter lets through."""
        self._filter = filter
        self._update()

    @property
    def waiting(self) -> int:
        """How many notes there are to follow up, whatever the filter says."""
        return sum(row.waits for row in self._all)

    @property
    def total(self) -> int:
        """How many notes there are in all."""
        return len(self._all)

    @property
    def shown(self) -> int:
        """How many notes the filter lets through."""
        return sum(isinstance(entry, NoteRow) for entry in self._entries)

    def _update(self) -> None:
        through = [row for row in self._all if self._filter.lets_through(row)]
        entries: list[Entry] = []
        for day, notes in groupby(through, key=lambda row: row.day):
            entries.append(DayHeading(day))
            entries.extend(notes)
        self._replace(entries)

    def _replace(self, entries: list[Entry]) -> None:
        """Swaps only the stretch that differs; a reset would lose selection and scroll."""
        before = self._entries
        start = _common_start(before, entries)
        end = _common_start(before[start:][::-1], entries[start:][::-1])
        gone, come = len(before) - start - end, len(entries) - start - end
        if gone:
            self.beginRemoveRows(_NOWHERE, start, start + gone - 1)
            self._entries = before[:start] + before[start + gone :]
            self.endRemoveRows()
        if come:
            self.beginInsertRows(_NOWHERE, start, start + come - 1)
            self._entries = entries[: start + come] + self._entries[start:]
            self.endInsertRows()
        changed = [n for n, pair in enumerate(zip(self._entries, entries, strict=True)) if pair[0] != pair[1]]
        self._entries = entries
        for number in changed:
            self.dataChanged.emit(self.index(number), self.index(number))

    def row_of(self, id: UUID | None) -> int | None:
        """Which row a note stands in, if the filter lets it through."""
        return next((n for n, e in enumerate(self._entries) if isinstance(e, NoteRow) and e.id == id), None)

    def at(self, index: Index) -> Entry | None:
        """The note or heading of a row."""
        return self._entries[index.row()] if index.isValid() and index.row() < len(self._entries) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.at(index), NoteRow):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.at(index)
        if entry is None:
            return None
        if role == EntryRole:
            return entry
        if isinstance(entry, DayHeading):
            return heading_words(entry.day, self.today) if role in _SPOKEN_OR_SHOWN else None
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.preview
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(entry)
        return None


def _searchable(row: NoteRow) -> NoteRow:
    return replace(row, sought=(row.sought or row.text).casefold())


def _newest_first(row: NoteRow) -> float:
    return -row.noted.timestamp() if row.noted else float("-inf")


_SPOKEN_OR_SHOWN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


def _common_start(one: Sequence[Entry], other: Sequence[Entry]) -> int:
    """How many entries two lists have in common from the start."""
    length = 0
    for first, second in zip(one, other, strict=False):
        if first.id != second.id:
            break
        length += 1
    return length


def heading_words(day: date | None, today: date) -> str:
    """`Fredag 20 november`, with its year when that is not this year."""
    if day is None:
        return _("Without a date")
    words = weekday_day_month(day) if day.year == today.year else long_date(day)
    return words[:1].upper() + words[1:]


def heading_week(day: date | None) -> str:
    """The week that stands beside a day's heading."""
    return week(day) if day else ""


def side_word(side: str | None) -> str:
    """The side that told the other, in one word for the narrow column."""
    if side == Sides.BOTH:
        return _("Both")
    return Sides(side).label if side in set(Sides) else (side or "")


def spoken(row: NoteRow) -> str:
    """A note in words for screen readers: the marking first, since it decides how the rest is handled."""
    marking = Protection(row.protection).label if row.protection in set(Protection) else row.protection
    parts = [
        marking,
        row.ground,
        _("Draft") if row.draft else "",
        clock(row.noted) if row.noted else "",
        side_word(row.side),
        row.preview,
    ]
    if row.waits and row.follow_up_on:
        parts.append(_("To follow up on {day}", day=day_and_month(row.follow_up_on)))
    return ". ".join(part for part in parts if part)
