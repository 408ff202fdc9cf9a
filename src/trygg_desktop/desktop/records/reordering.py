"""Moves a record to another place in a list whose order people choose: by dragging, or with Alt and the arrows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.records.list_model import RecordLines
from trygg_desktop.desktop.records.list_table import RecordTable
from trygg_desktop.desktop.records.row_drag import RowDrag
from trygg_desktop.domain.agenda import position_between, positions
from trygg_desktop.domain.fields import Field, FieldKind
from trygg_desktop.domain.record import Record
from trygg_desktop.i18n import N_
from trygg_desktop.workspace import Transaction, Workspace

Placed = tuple[UUID, str | None]


def place_field(kind: type[Record]) -> Field | None:
    """The field that holds a record's place among others: its kind is ordered by it and nobody types in it."""
    field = kind.fields().get(next(iter(kind.about.order), ""))
    return field if field is not None and field.internal and field.kind is FieldKind.TEXT else None


def _owner_field(kind: type[Record]) -> Field | None:
    """The field that says within what a record has its place, as an item has its own within one meeting."""
    fields = kind.fields().values()
    return next((field for field in fields if field.kind is FieldKind.REFERENCE and field.listed), None)


def new_places(order: Sequence[Placed], id: UUID, index: int) -> dict[UUID, str]:
    """The places that change when a record comes to stand as number `index` among the others.

    As a rule only its own. Where there is no room between its neighbours, all get new ones.
    """
    rest = [each for each in order if each[0] != id]
    before = rest[index - 1][1] if index > 0 else None
    after = rest[index][1] if index < len(rest) else None
    if (before or index == 0) and (after or index >= len(rest)):
        try:
            return {id: position_between(before, after)}
        except ValueError:
            pass
    ids = [each for each, _place in rest]
    ids.insert(index, id)
    had = dict(order)
    return {
        each: place for each, place in zip(ids, positions(len(ids)), strict=True) if had.get(each) != place
    }


def siblings(workspace: Workspace, kind: type[Record], id: UUID) -> list[Placed]:
    """The records that this one has its place among, itself too, in their order."""
    place, owner = place_field(kind), _owner_field(kind)
    assert place is not None
    names = [place.name, owner.name] if owner else [place.name]
    found = workspace.rows(kind, names)
    own = next((row[2:] for row in found if row[0] == id), None)
    return [(row[0], row[1]) for row in found if row[2:] == own]


class Reordering(QObject):
    """Lets the lines of one list be moved while it stands in its kind's own order."""

    def __init__(self, desk: Desk, kind: type[Record], table: RecordTable, lines: RecordLines) -> None:
        super().__init__(table)
        self._desk, self._kind, self._table, self._lines = desk, kind, table, lines
        self._place = place_field(kind)
        if self._place is not None:
            table.installEventFilter(self)
            drag = RowDrag(table, may_drag=lambda: self.possible)
            drag.row_dropped.connect(self.move_row)

    @property
    def possible(self) -> bool:
        """Whether the order that is shown is the one that people choose."""
        sort = self._lines.question.sort
        read_only = self._desk.workspace.read_only
        return self._place is not None and not read_only and sort in ("", self._place.name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt and an arrow move the line one step."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}.get(event.key())
            if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.step(step)
                return True
        return super().eventFilter(watched, event)

    def step(self, step: int) -> None:
        """Moves the line that is looked at up (-1) or down (1)."""
        id = self._lines.id_at(self._table.currentIndex().row())
        if id is not None and self.possible:
            self._move(id, lambda shown: shown.index(id) + step)

    def move_row(self, row: int, before: int) -> None:
        """Moves a line before another one, both counted as they stand."""
        id = self._lines.id_at(row)
        above = {self._lines.id_at(each) for each in range(before)} - {id}
        if id is not None and self.possible:
            self._move(id, lambda shown: sum(each in above for each in shown))

    def _move(self, id: UUID, index_among: Callable[[list[UUID]], int]) -> None:
        """Writes the new place. The order is read just then, so that two quick steps are two.

        Args:
            index_among: given the ids among which it has its place, as far as they are listed: its new number.
        """
        place, kind, workspace = self._place, self._kind, self._desk.workspace
        listed = {self._lines.id_at(row) for row in range(self._lines.rowCount())}
        assert place is not None

        def write(tx: Transaction) -> None:
            order = siblings(workspace, kind, id)
            shown = [each for each, _place in order if each in listed]
            index = index_among(shown)
            if not 0 <= index < len(shown) or shown[index] == id:
                return
            others = [each for each in shown if each != id]
            rest = [each for each, _place in order if each != id]
            at = rest.index(others[index]) if index < len(others) else rest.index(others[-1]) + 1
            for each, position in new_places(order, id, at).items():
                tx.change(each, **{place.name: position})

        self._desk.command(N_("Move {kind}"), write, kind=kind.about.noun)
