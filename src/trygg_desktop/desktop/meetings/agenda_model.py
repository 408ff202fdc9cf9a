"""The agenda of one meeting as rows: order, clock times and numbers, worked out as soon as anything moves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal

from trygg_desktop.desktop.tables import RowsModel, TableColumn
from trygg_desktop.domain.agenda import moved, running_order
from trygg_desktop.domain.council import AgendaItem, ItemForm
from trygg_desktop.domain.record import Protection
from trygg_desktop.i18n import N_, _, clock, ngettext

LONGEST = 600
"""Minutes: what an item may take at the most."""


class Column(IntEnum):
    """The columns of the agenda, left to right."""

    HANDLE = 0
    TIME = 1
    NUMBER = 2
    TITLE = 3
    PRESENTER = 4
    MINUTES = 5


@dataclass(frozen=True, slots=True)
class About:
    """A record that an item is about, by its kind's icon and by what may be said of it on a screen."""

    id: UUID
    icon: str
    words: str


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One item as the agenda shows it; `number` is empty for a break."""

    id: UUID
    title: str
    form: str = ItemForm.INFORMATION
    minutes: int = 0
    presenter: str = ""
    position: str | None = None
    has_proposal: bool = True
    draft: bool = False
    confidential: bool = False
    starts: datetime | None = None
    number: int | None = None
    about: tuple[About, ...] = ()

    @property
    def is_break(self) -> bool:
        """Whether this is a pause and not an item."""
        return self.form == ItemForm.BREAK


def form_label(form: str, decision_word: str = "") -> str:
    """The word for an item's form; the council chooses its own word for a decision."""
    if form == ItemForm.DECISION and decision_word:
        return decision_word
    return ItemForm(form).label if form in set(ItemForm) else form


def marks_of(row: AgendaRow) -> list[str]:
    """What an item is marked as, in words: such an item is not in every briefing."""
    words = [_("draft")] if row.draft else []
    return [*words, _("confidential")] if row.confidential else words


def row_of_item(item: AgendaItem, about: tuple[About, ...] = ()) -> AgendaRow:
    """An item of the workspace as a row, still without number and clock time."""
    return AgendaRow(
        id=item.id or UUID(int=0),
        title=item.title or "",
        form=item.form or ItemForm.INFORMATION,
        minutes=item.minutes or 0,
        presenter=item.presenter or "",
        position=item.position,
        has_proposal=bool(item.proposal),
        draft=bool(item.draft),
        confidential=item.protection == Protection.PROTECTED,
        about=about,
    )


def with_times(rows: Iterable[AgendaRow], starts: datetime | None) -> list[AgendaRow]:
    """The rows in order, with the numbers and clock times that follow from the start and the minutes."""
    by_id = {row.id: row for row in rows}
    slots = running_order(starts, [_as_item(row) for row in by_id.values()])
    return [
        replace(by_id[slot.item.id], number=slot.number, starts=slot.starts) for slot in slots if slot.item.id
    ]


def _as_item(row: AgendaRow) -> AgendaItem:
    return AgendaItem(id=row.id, form=row.form, minutes=row.minutes, position=row.position)


class AgendaModel(RowsModel[AgendaRow]):
    """The rows of the agenda. A change by the user shows at once and is told with a signal for saving."""

    item_moved = Signal(object, object, object)
    """An item's id, the positions that change by id (as a rule only its own), and its number until now."""
    item_edited = Signal(object, str, object)
    """An item's id, the field and the new value."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(self._described(), key=lambda row: row.id, parent=parent)
        self._starts: datetime | None = None
        self.decision_word = ""

    def _described(self) -> list[TableColumn[AgendaRow]]:
        columns: dict[Column, TableColumn[AgendaRow]] = {
            Column.HANDLE: TableColumn(),
            Column.TIME: TableColumn(N_("Time"), lambda row: clock(row.starts) if row.starts else ""),
            Column.NUMBER: TableColumn(text=lambda row: str(row.number or ""), spoken=_number_spoken),
            Column.TITLE: TableColumn(
                N_("Agenda item"),
                lambda row: row.title,
                tooltip=lambda row: row.title,
                spoken=lambda row: title_spoken(row, self.decision_word),
                edit="title",
            ),
            Column.PRESENTER: TableColumn(
                N_("Presenter"), lambda row: row.presenter, spoken=_presenter_spoken, edit="presenter"
            ),
            Column.MINUTES: TableColumn(
                N_("Min"),
                lambda row: str(row.minutes),
                align=Qt.AlignmentFlag.AlignRight,
                spoken=lambda row: ngettext("{n} minute", "{n} minutes", row.minutes),
                edit="minutes",
            ),
        }
        return [columns[column] for column in Column]

    @property
    def total_minutes(self) -> int:
        """The length of the whole meeting."""
        return sum(row.minutes for row in self._rows)

    @property
    def ends(self) -> datetime | None:
        """When the last item is over, if it is known when the meeting starts."""
        return self._starts + timedelta(minutes=self.total_minutes) if self._starts else None

    def show(self, rows: Iterable[AgendaRow], starts: datetime | None) -> None:
        """Shows these rows. Rows that stay keep their selection and focus; nothing is reset."""
        self._starts = starts
        self.show_rows(with_times(rows, starts))

    def move(self, source: int, target: int) -> bool:
        """Moves a row to another place, counted from 0 among all of them."""
        if source == target or not (0 <= source < len(self._rows) and 0 <= target < len(self._rows)):
            return False
        lifted = self._rows[source]
        places = moved([_as_item(row) for row in self._rows], lifted.id, target)
        self.shift(source, target)
        placed = [replace(row, position=places.get(row.id, row.position)) for row in self._rows]
        self.replace_rows(with_times(placed, self._starts))
        self.item_moved.emit(lifted.id, places, lifted.number)
        return True

    def change(self, id: UUID, field: str, value: Any) -> bool:
        """Changes one field of one item: `title`, `presenter`, `minutes` or `form`."""
        number = self.row_of(id)
        if number < 0 or getattr(self._rows[number], field) == value:
            return False
        changed = list(self._rows)
        changed[number] = replace(changed[number], **{field: value})
        self.replace_rows(with_times(changed, self._starts))
        self.item_edited.emit(id, field, value)
        return True

    def write(self, row: AgendaRow, field: str, value: Any) -> bool:
        if field == "minutes":
            return self.change(row.id, field, min(max(int(value), 0), LONGEST))
        text = str(value).strip()
        return bool(text or field != "title") and self.change(row.id, field, text)

    def may_edit(self, row: AgendaRow, column: int) -> bool:
        return super().may_edit(row, column) and not (row.is_break and column == Column.PRESENTER)


def title_spoken(row: AgendaRow, decision_word: str) -> str:
    """A title as a screen reader says it: with its form, its marks and what it is about, which are drawn beside it."""
    words = [form_label(row.form, decision_word), *marks_of(row)]
    said = _("{form}: {title}", form=", ".join(words), title=row.title)
    return ", ".join([said, *(_("about {title}", title=each.words) for each in row.about)])


def _number_spoken(row: AgendaRow) -> str:
    return _("Item {number}", number=row.number) if row.number else ""


def _presenter_spoken(row: AgendaRow) -> str:
    return row.presenter or ("" if row.is_break else _("presenter missing"))
