"""The lines of a list: ids of all records in their order, and the values of those that are looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.parts import chip_text
from trygg_desktop.desktop.records import order
from trygg_desktop.desktop.records.id_order import IdOrder
from trygg_desktop.desktop.records.list_steps import OrderedLines
from trygg_desktop.desktop.records.order import Question
from trygg_desktop.domain.fields import Field, FieldKind
from trygg_desktop.domain.values import show
from trygg_desktop.i18n import _

FIRST = 200
"""Lines fetched at once, before the order of all the rest is known."""
PAGE = 100
KEPT = 3000
"""Lines whose values are kept; those looked at longest ago are let go."""

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
FIELD_ROLE = Qt.ItemDataRole.UserRole + 2
STATE_ROLE = Qt.ItemDataRole.UserRole + 3
_ALWAYS = ("protection", "ground", "draft")
_Index = QModelIndex | QPersistentModelIndex


class RecordLines(OrderedLines):
    """All records of one kind as a table whose last column is the protection."""

    loaded = Signal()
    """The order of all records is known."""

    def __init__(
        self, desk: Desk, question: Question, columns: Sequence[str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self.question = question
        self.fields: list[Field] = []
        self.beside: list[Field] = []
        """Fields that are read too, since they say why one that is shown has no value."""
        self._rows: OrderedDict[str, tuple[Any, ...]] = OrderedDict()
        self._titles: dict[UUID, str] = {}
        self._asked: set[str] = set()
        self._turn = 0
        self.complete = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fetch_asked)
        self.set_columns(columns)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.fields) + 1

    def id_at(self, row: int) -> UUID | None:
        """The record in a line."""
        return UUID(self._ids.at(row)) if 0 <= row < len(self._ids) else None

    def row_of(self, id: UUID) -> int | None:
        """The line a record stands in."""
        return self._ids.row_of(id.hex)

    def known_state(self, row: int) -> tuple[Any, ...] | None:
        """Protection, ground and draft of a line, where it has been read already."""
        values = self._rows.get(self._ids.at(row))
        return values[-3:] if values else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, FIELD_ROLE, STATE_ROLE):
            return None
        values = self._values(self._ids.at(index.row()))
        if role == STATE_ROLE:
            return values[-3:] if values else None
        if index.column() >= len(self.fields):
            return self._state_words(values)
        field = self.fields[index.column()]
        if role == FIELD_ROLE:
            return field
        if not values:
            return ""
        words = show(field, values[index.column()], titles=self._titles) or field.means_when_empty
        return self._line(words or self._why(field, values, role))

    def _why(self, field: Field, values: tuple[Any, ...], role: int) -> str:
        """Why there is no value: a sign in the cell, the words on the tip."""
        for why, value in zip(self.beside, values[len(self.fields) :], strict=False):
            if why.name == field.instead and why.options is not None and value in list(why.options):
                option = why.options(value)
                return option.label if role == Qt.ItemDataRole.ToolTipRole else option.sign
        return ""

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.fields[section].title if section < len(self.fields) else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.fields[section].title if section < len(self.fields) else _("Protection")
        if role == Qt.ItemDataRole.ToolTipRole and section < len(self.fields):
            return self.fields[section].hint or None
        return None

    @staticmethod
    def _line(words: str) -> str:
        return " ".join(words.split())

    def _state_words(self, values: tuple[Any, ...] | None) -> str:
        if not values:
            return ""
        protection, ground, draft = values[-3:]
        words = chip_text(protection, ground)
        return f"{_('Draft')}, {words}" if draft else words

    def _alignment(self, column: int) -> Any:
        right = column < len(self.fields) and self.fields[column].kind in (
            FieldKind.INTEGER,
            FieldKind.NUMBER,
            FieldKind.DURATION,
        )
        return (
            Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        ) | Qt.AlignmentFlag.AlignVCenter

    def _values(self, id: str) -> tuple[Any, ...] | None:
        values = self._rows.get(id)
        if values is None:
            self._asked.add(id)
            self._soon.start()
        else:
            self._rows.move_to_end(id)
        return values

    @property
    def names(self) -> list[str]:
        """The fields that are shown, in their order."""
        return [field.name for field in self.fields]

    @property
    def _read(self) -> list[str]:
        """The fields that are read of each record."""
        return [*self.names, *(field.name for field in self.beside), *_ALWAYS]

    def set_columns(self, columns: Sequence[str]) -> None:
        """Shows other fields; those that the kind does not have are passed over."""
        known = self.question.kind.fields()
        self.beginResetModel()
        self.fields = [known[name] for name in columns if name in known]
        self.beside = [known[each.instead] for each in self.fields if each.instead not in ("", *self.names)]
        self._rows.clear()
        self.endResetModel()

    def ask(self, question: Question, done: Callable[[], None] | None = None) -> None:
        """Shows what a question finds: the first lines at once, the rest as soon as its order is known."""
        self.question = question
        self._turn += 1
        turn, names, fields = self._turn, self._read, list(self.fields)

        def read(workspace: Any) -> Any:
            found = order.ids(workspace, question, limit=FIRST)
            values = order.rows(workspace, question.kind, names, found.span(0, FIRST))
            return found, values, order.titles_for(workspace, fields, values)

        def shown(outcome: Any) -> None:
            found, values, titles = outcome
            if turn != self._turn or fields != self.fields:
                return
            self._take_values(values, titles)
            if len(found) < FIRST:
                self._take_order(found)
                self._finish(done)
                return
            if not self._ids:
                self._take_order(found)
            self._ask_for_rest(turn, done)

        self._desk.query(read, shown, owner=self)

    def _ask_for_rest(self, turn: int, done: Callable[[], None] | None) -> None:
        question = self.question

        def shown(found: IdOrder) -> None:
            if turn == self._turn:
                self._take_order(found)
                self._finish(done)

        self._desk.query(lambda workspace: order.ids(workspace, question), shown, owner=self)

    def _finish(self, done: Callable[[], None] | None) -> None:
        self.complete = True
        self.loaded.emit()
        if done is not None:
            done()

    def forget(self, touched: frozenset[UUID] | None) -> None:
        """Reads the values of some records anew when they are looked at again; of all where nothing is said.

        Values on screen stay until the new ones have come.
        """
        stale = [id for id in self._rows if touched is None or UUID(id) in touched]
        self._asked.update(stale)
        if stale:
            self._soon.start()

    def values_of(
        self, wanted: Sequence[str], show_them: Callable[[dict[str, tuple[Any, ...]], dict[UUID, str]], None]
    ) -> None:
        """Reads the shown fields of some records and hands them over together with the titles referred to."""
        names, fields, kind = self._read, list(self.fields), self.question.kind

        def read(workspace: Any) -> Any:
            found: dict[str, tuple[Any, ...]] = {}
            for start in range(0, len(wanted), 5000):
                found |= order.rows(workspace, kind, names, wanted[start : start + 5000])
            return found, order.titles_for(workspace, fields, found)

        self._desk.query(read, lambda outcome: show_them(*outcome), owner=self)

    def _fetch_asked(self) -> None:
        wanted = [id for id in self._asked if self._ids.row_of(id) is not None]
        self._asked.clear()
        if not wanted:
            return
        fields = list(self.fields)

        def arrived(values: dict[str, tuple[Any, ...]], titles: dict[UUID, str]) -> None:
            if fields == self.fields:
                self._take_values(values, titles)

        self.values_of(self._with_neighbours(wanted), arrived)

    def _with_neighbours(self, wanted: list[str]) -> list[str]:
        """A whole page around a few lines, so that scrolling on finds them there."""
        rows = [row for id in wanted if (row := self._ids.row_of(id)) is not None]
        first, last = max(0, min(rows) - PAGE // 2), max(rows) + PAGE // 2
        if last - first > len(rows) + 3 * PAGE:
            return wanted
        around = self._ids.span(first, last)
        return list(dict.fromkeys([*wanted, *(id for id in around if id not in self._rows)]))

    def _take_values(self, values: dict[str, tuple[Any, ...]], titles: dict[UUID, str]) -> None:
        self._titles |= titles
        rows = []
        for id, row in values.items():
            self._rows[id] = row
            self._rows.move_to_end(id)
            place = self._ids.row_of(id)
            if place is not None:
                rows.append(place)
        while len(self._rows) > KEPT:
            self._rows.popitem(last=False)
        if rows:
            self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), self.columnCount() - 1))
