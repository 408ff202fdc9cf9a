"""The register of files: what was made, when, for whom, how it is protected and its fingerprint."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject

from trygg_desktop.desktop.briefings.held import held_words
from trygg_desktop.desktop.briefings.left_out import not_counted_words
from trygg_desktop.desktop.tables import RowsModel, TableColumn
from trygg_desktop.domain.values import sort_key
from trygg_desktop.i18n import N_, _, date_and_clock, ngettext, number, short_date
from trygg_desktop.workspace import MadeFile

SHOWN_FINGERPRINT = 12
NAMED = 4
"""So many of those a file was mailed to are named."""


class Column(IntEnum):
    """The columns of the register."""

    MADE = 0
    NAME = 1
    AUDIENCE = 2
    PROTECTION = 3
    LEFT_OUT = 4
    FINGERPRINT = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the register, with the day of its meeting."""

    file: MadeFile
    meeting_day: date | None = None

    @property
    def audience(self) -> str:
        """For whom it was made, in words."""
        from trygg_desktop.briefings.covering_letter import for_whom

        return for_whom(self.file.audience, about_a_person=self.file.person is not None)

    @property
    def name(self) -> str:
        """What it is called."""
        name = self.file.title or self.file.name
        if self.meeting_day and str(self.meeting_day.year) not in name:
            return f"{name}, {short_date(self.meeting_day)}"
        return name

    @property
    def facts(self) -> str:
        """For whom, what is confidential in it, how much was left out, and the beginning of the fingerprint."""
        mailed = _("e-mailed") if self.file.mailed_to else ""
        return self._facts(mailed, in_groups(self.file.fingerprint, SHOWN_FINGERPRINT))

    @property
    def in_full(self) -> str:
        """The same with what it is called, to whom it was mailed, and the whole fingerprint."""
        to = ", ".join(address or _("erased address") for address in self.file.mailed_to[:NAMED])
        if (more := len(self.file.mailed_to) - NAMED) > 0:
            to = f"{to} {ngettext('and {n} more', 'and {n} more', more)}"
        mailed = _("e-mailed to {to}", to=to) if to else ""
        mark = _("fingerprint {mark}", mark=in_groups(self.file.fingerprint))
        figures = not_counted_words(self.file.left_out, self.file.not_counted)
        return f"{self.name}\n{self._facts(mailed, mark, figures)}"

    def _facts(self, mailed: str, mark: str, figures: str = "") -> str:
        left_out = ngettext("{n} record left out", "{n} records left out", self.file.left_out)
        held = held_words(self.file.confidential, self.file.grounds)
        locked = _("locked") if self.file.plain else ""
        left_out = ", ".join(filter(None, (left_out if self.file.left_out else "", figures)))
        parts = (self.audience, mailed, locked, held, left_out, mark)
        return " · ".join(part for part in parts if part)


def in_groups(fingerprint: str, length: int | None = None) -> str:
    """A fingerprint as people compare it: groups of four signs."""
    shown = fingerprint[:length]
    return " ".join(shown[start : start + 4] for start in range(0, len(shown), 4))


def protection_words(protection: str | None) -> str:
    """The highest protection of what is in a file, in words; a file with nothing marked is open."""
    from trygg_desktop.domain.record import Protection

    level = protection or Protection.OPEN
    return Protection(level).label if level in set(Protection) else level


COLUMNS: tuple[TableColumn[Entry], ...] = (
    TableColumn(N_("Made"), lambda entry: date_and_clock(entry.file.made_at)),
    TableColumn(N_("Briefing"), lambda entry: entry.name, tooltip=lambda entry: entry.in_full),
    TableColumn(N_("For"), lambda entry: entry.audience),
    TableColumn(N_("Protection"), lambda entry: protection_words(entry.file.protection)),
    TableColumn(N_("Left out"), lambda entry: number(entry.file.left_out)),
    TableColumn(
        N_("Fingerprint"),
        lambda entry: in_groups(entry.file.fingerprint, SHOWN_FINGERPRINT),
        tooltip=lambda entry: in_groups(entry.file.fingerprint),
    ),
)
"""In the order of `Column`."""


class RegisterModel(RowsModel[Entry]):
    """The lines of the register, newest first. A file that was saved and then mailed has a line for each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            COLUMNS, key=lambda entry: (entry.file.fingerprint, entry.file.made_at), parent=parent
        )

    def row_with(self, fingerprint: str) -> int:
        """The newest line with a fingerprint; -1 if there is none."""
        rows = (row for row, entry in enumerate(self._rows) if entry.file.fingerprint == fingerprint)
        return next(rows, -1)

    @property
    def entries(self) -> Sequence[Entry]:
        """The lines in order."""
        return self.rows

    def show(self, entries: Iterable[Entry]) -> None:
        """Shows these lines; those that were there already stay chosen."""
        self.show_rows(entries)

    def sort_value(self, row: int, column: int) -> Any:
        """What a column is sorted by."""
        entry = self._rows[row]
        if column == Column.MADE:
            return entry.file.made_at
        if column == Column.LEFT_OUT:
            return entry.file.left_out
        return sort_key(COLUMNS[column].text(entry)) or ""
