"""Who was at the meeting, as rows: the members with a seat that day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from trygg_desktop.desktop.tables import RowsModel, TableColumn
from trygg_desktop.domain.council import Presence
from trygg_desktop.i18n import N_, _


class Column(IntEnum):
    """The columns of the attendance list."""

    NAME = 0
    BODY = 1
    PRESENCE = 2
    SUBSTITUTE = 3


CHOICES = ("", *(presence.value for presence in Presence))


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One member at one meeting; `presence` is empty until it is noted."""

    member: UUID
    name: str
    body: str = ""
    presence: str = ""
    substitute: str = ""


class AttendanceModel(RowsModel[AttendanceRow]):
    """The members and whether they were there."""

    attendance_noted = Signal(object, object)
    """The member's id and the changed values (`presence`, `substitute`)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, key=lambda row: row.member, parent=parent)

    def note(self, number: int, **values: str) -> bool:
        """Notes whether a member was there, or who came instead."""
        row = replace(self._rows[number], **values)  # type: ignore[arg-type]
        if not self.replace_row(number, row):
            return False
        self.attendance_noted.emit(row.member, values)
        return True

    def write(self, row: AttendanceRow, field: str, value: Any) -> bool:
        return self.note(self.row_of(row.member), **{field: str(value or "").strip()})


def presence_label(value: str) -> str:
    """Whether someone was there, in words."""
    if not value:
        return _("not noted")
    return Presence(value).label if value in set(Presence) else value


def _column(title: str, text: Callable[[AttendanceRow], str], edit: str = "") -> TableColumn[AttendanceRow]:
    return TableColumn(title, text, tooltip=text, edit=edit)


COLUMNS = (
    _column(N_("Member"), lambda row: row.name),
    _column(N_("Body"), lambda row: row.body),
    _column(N_("At the meeting"), lambda row: presence_label(row.presence), edit="presence"),
    _column(N_("Replaced by"), lambda row: row.substitute, edit="substitute"),
)
"""In the order of `Column`."""
