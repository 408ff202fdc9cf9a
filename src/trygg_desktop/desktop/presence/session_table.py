"""The sessions of one presence action as a small table, each cell editable where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal

from trygg_desktop.desktop.presence.clock_times import day_of, moment_on, read_times, shown_times
from trygg_desktop.desktop.tables import RowsModel, TableColumn
from trygg_desktop.domain import parsing
from trygg_desktop.domain.fields import Field, FieldKind
from trygg_desktop.domain.presence import PresenceSession
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_, local, long_date, short_date, weekday_and_day

DAY, TIME, ADULTS, SEEN = range(4)


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session as the table shows it."""

    id: UUID
    started: datetime | None
    duration: int | None
    adults: int | None
    text: str

    @property
    def day(self) -> str:
        """The day as its field begins with it."""
        day = day_of(self.started)
        return day.isoformat() if day else ""

    @property
    def times(self) -> str:
        """From when to when."""
        return shown_times(self.started, self.duration)

    @property
    def count(self) -> str:
        """How many adults there were, where that was noted."""
        return "" if self.adults is None else str(self.adults)


class SessionsModel(RowsModel[SessionRow]):
    """Sessions, latest first. `edited` tells a session's new values by field; `refused` what was not read."""

    edited = Signal(object, object)
    refused = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        columns: list[TableColumn[SessionRow]] = [
            TableColumn(N_("Day"), self._day, tooltip=self._whole_day, edit="day"),
            TableColumn(N_("Time"), lambda row: row.times, tooltip=self._whole_day, edit="times"),
            TableColumn(
                N_("Adults"), lambda row: row.count, align=middle, tooltip=self._whole_day, edit="count"
            ),
            TableColumn(N_("Seen"), _on_one_line, tooltip=lambda row: row.text, edit="text"),
        ]
        super().__init__(columns, key=lambda row: row.id, parent=parent)
        self.today = date.min

    def show(self, rows: Sequence[SessionRow], *, today: date) -> None:
        """Takes the sessions as they now are; those that stay keep selection and open editor."""
        self.today = today
        self.show_rows(rows)

    def _day(self, row: SessionRow) -> str:
        day = day_of(row.started)
        if day is None:
            return ""
        return weekday_and_day(day) if day.year == self.today.year else short_date(day)

    def _whole_day(self, row: SessionRow) -> str:
        return long_date(day_of(row.started) or self.today)

    def write(self, row: SessionRow, field: str, value: Any) -> bool:
        written = str(value).strip()
        if written == getattr(row, field).strip():
            return False
        try:
            changed = _READERS[field](row, written, self.today)
        except UserError as error:
            self.refused.emit(error)
            return False
        self.edited.emit(row.id, changed)
        return True


def _on_one_line(row: SessionRow) -> str:
    return " ".join(row.text.split())


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


_DAY = Field(kind=FieldKind.DATE, label=N_("Day"))
_READERS: dict[str, Callable[[SessionRow, str, date], dict[str, Any]]] = {
    "day": _read_day,
    "times": _read_time,
    "count": _read_adults,
    "text": _read_seen,
}
