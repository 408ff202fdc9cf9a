"""The agenda of one meeting as rows: order, clock times and numbers, worked out as soon as anything moves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from trygg_desktop.domain.agenda import moved, running_order
from trygg_desktop.domain.council import AgendaItem, ItemForm
from trygg_desktop.domain.record import Protection
from trygg_desktop.i18n import N_, _, clock, ngettext

LONGEST = 600
Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns of the agenda, left to right."""

    HANDLE = 0
    TIME = 1
    NUMBER = 2
    TITLE = 3
    PRESENTER = 4
    MINUTES = 5


HEADINGS = {
    Column.TIME: N_("Time"),
    Column.TITLE: N_("Agenda item"),
    Column.PRESENTER: N_("Presenter"),
    Column.MINUTES: N_("Min"),
}
EDITABLE = {Column.TITLE: "title", Column.PRESENTER: "presenter", Column.MINUTES: "minutes"}


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


def row_of_item(item: AgendaItem) -> AgendaRow:
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


class AgendaModel(QAbstractTableModel):
    """The rows of the agenda. A change by the user shows at once and is told with a signal for saving."""

    item_moved = Signal(object, object)
    """An item's id, and the positions that change by id (as a rule only its own)."""
    item_edited = Signal(object, str, object)
    """An item's id, the field and the new value."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[AgendaRow] = []
        self._starts: datetime | None = None
        self.decision_word = ""

    # What is on the agenda

    @property
    def rows(self) -> Sequence[AgendaRow]:
        """The rows in order."""
        return tuple(self._rows)

    @property
    def total_minutes(self) -> int:
        """The length of the whole meeting."""
        return sum(row.minutes for row in self._rows)

    @property
    def ends(self) -> datetime | None:
        """When the last item is over, if it is known when the meeting starts."""
        return self._starts + timedelta(minutes=self.total_minutes) if self._starts else None

    def row_of(self, id: UUID | None) -> int:
        """Where an item stands, from 0; -1 if it is not on the agenda."""
        return next((number for number, row in enumerate(self._rows) if row.id == id), -1)

    def show(self, rows: Iterable[AgendaRow], starts: datetime | None) -> None:
        """Shows these rows. Rows that stay keep their selection and focus; nothing is reset."""
        self._starts = starts
        wanted = with_times(rows, starts)
        keep = {row.id for row in wanted}
        for number in reversed(range(len(self._rows))):
            if self._rows[number].id not in keep:
                self.beginRemoveRows(QModelIndex(), number, number)
                del self._rows[number]
                self.endRemoveRows()
        for number, row in enumerate(wanted):
            there = self.row_of(row.id)
            if there < 0:
                self.beginInsertRows(QModelIndex(), number, number)
                self._rows.insert(number, row)
                self.endInsertRows()
            elif there != number:
                self._shift(there, number)
        self._replace(wanted)

    def _replace(self, wanted: list[AgendaRow]) -> None:
        for number, (old, new) in enumerate(zip(self._rows, wanted, strict=True)):
            if old != new:
                self._rows[number] = new
                self.dataChanged.emit(self.index(number, 0), self.index(number, Column.MINUTES))

    def _shift(self, source: int, target: int) -> None:
        """Moves a row so that it ends up as number `target`."""
        before = target + 1 if target > source else target
        self.beginMoveRows(QModelIndex(), source, source, QModelIndex(), before)
        self._rows.insert(target, self._rows.pop(source))
        self.endMoveRows()

    # What the user does

    def move(self, source: int, target: int) -> bool:
        """Moves a row to another place, counted from 0 among all of them."""
        if source == target or not (0 <= source < len(self._rows) and 0 <= target < len(self._rows)):
            return False
        id = self._rows[source].id
        places = moved([_as_item(row) for row in self._rows], id, target)
        self._shift(source, target)
        placed = [replace(row, position=places.get(row.id, row.position)) for row in self._rows]
        self._replace(with_times(placed, self._starts))
        self.item_moved.emit(id, places)
        return True

    def change(self, id: UUID, field: str, value: Any) -> bool:
        """Changes one field of one item: `title`, `presenter`, `minutes` or `form`."""
        number = self.row_of(id)
        if number < 0 or getattr(self._rows[number], field) == value:
            return False
        changed = list(self._rows)
        changed[number] = replace(changed[number], **{field: value})
        self._replace(with_times(changed, self._starts))
        self.item_edited.emit(id, field, value)
        return True

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = Column(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return _(HEADINGS[column]) if column in HEADINGS else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column is Column.MINUTES else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.EditRole:
            return getattr(row, EDITABLE[column]) if column in EDITABLE else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and column is Column.TITLE:
            return row.title
        return None

    def _text(self, row: AgendaRow, column: Column) -> str:
        texts: dict[Column, Callable[[], str]] = {
            Column.TIME: lambda: clock(row.starts) if row.starts else "",
            Column.NUMBER: lambda: str(row.number or ""),
            Column.TITLE: lambda: row.title,
            Column.PRESENTER: lambda: row.presenter,
            Column.MINUTES: lambda: str(row.minutes),
        }
        return texts[column]() if column in texts else ""

    def _spoken(self, row: AgendaRow, column: Column) -> str:
        """What a screen reader says, where it must say more than the figure that is drawn."""
        if column is Column.TITLE:
            words = [form_label(row.form, self.decision_word), *marks_of(row)]
            return _("{form}: {title}", form=", ".join(words), title=row.title)
        if column is Column.NUMBER and row.number:
            return _("Item {number}", number=row.number)
        if column is Column.MINUTES:
            return ngettext("{n} minute", "{n} minutes", row.minutes)
        if column is Column.PRESENTER and not row.presenter and not row.is_break:
            return _("presenter missing")
        return self._text(row, column)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        column = Column(index.column())
        if role != Qt.ItemDataRole.EditRole or column not in EDITABLE:
            return False
        if column is Column.MINUTES:
            value = min(max(int(value), 0), LONGEST)
        else:
            value = str(value).strip()
            if column is Column.TITLE and not value:
                return False
        return self.change(self._rows[index.row()].id, EDITABLE[column], value)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        row, column = self._rows[index.row()], Column(index.column())
        if column in EDITABLE and not (row.is_break and column is Column.PRESENTER):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags
