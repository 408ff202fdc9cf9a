"""The lines of the action plan as a table with Brå's six columns, three of which are written in place."""

from __future__ import annotations

from enum import IntEnum
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal

from trygg_desktop.desktop.measures.plan import PlanLine, Sort
from trygg_desktop.desktop.tables import Index, RowsModel, TableColumn
from trygg_desktop.i18n import N_, _


class Column(IntEnum):
    """The six columns, in Brå's order."""

    CAUSE = 0
    MEASURE = 1
    GOALS = 2
    WHEN = 3
    WHO = 4
    FOLLOW_UP = 5


_COLUMNS: tuple[TableColumn[PlanLine], ...] = (
    TableColumn(
        N_("Cause"), lambda line: line.cause_title, spoken=lambda line: _spoken(line), edit="cause_title"
    ),
    TableColumn(N_("Measure"), lambda line: line.title, spoken=lambda line: _measure(line), edit="title"),
    TableColumn(N_("Operational goals"), lambda line: line.operational_goals, edit="operational_goals"),
    TableColumn(N_("When"), lambda line: line.when),
    TableColumn(N_("By whom"), lambda line: line.who),
    TableColumn(N_("Follow-up"), lambda line: ", ".join(filter(None, (_state(line), line.news)))),
)
FIELD = {
    Column.CAUSE: "title",
    Column.MEASURE: "title",
    Column.GOALS: "operational_goals",
    Column.WHEN: "from_on",
    Column.WHO: "responsible",
    Column.FOLLOW_UP: "status",
}
"""Where in its form a cell is written."""


class PlanModel(RowsModel[PlanLine]):
    """`field_written` carries the record, the field and the text that was written in place."""

    field_written = Signal(object, str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_COLUMNS, lambda line: line.key, parent)

    def line(self, row: int) -> PlanLine:
        """One of the lines."""
        return self._rows[row]

    def may_edit(self, row: PlanLine, column: int) -> bool:
        """A cause where it is told, and a measure's title and goals."""
        if column == Column.CAUSE:
            return row.cause is not None and not row.again
        return row.sort is Sort.MEASURE and column in (Column.MEASURE, Column.GOALS)

    def record_in(self, line: PlanLine, column: int) -> UUID | None:
        """The record that a cell tells of."""
        return line.cause if column == Column.CAUSE and line.cause is not None else line.record

    def write(self, row: PlanLine, field: str, value: Any) -> bool:
        """Passes on what was written; a title is never written away."""
        text = str(value).strip()
        record = row.cause if field == "cause_title" else row.measure
        if text == getattr(row, field) or record is None or (not text and field != "operational_goals"):
            return False
        self.field_written.emit(record, "title" if field == "cause_title" else field, text)
        return True

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._rows[index.row()]
        text_roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if role in text_roles and line.sort is not Sort.MEASURE:
            return _spoken(line) if _is_told_in(line, index.column()) else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.data(index, Qt.ItemDataRole.DisplayRole)
        return super().data(index, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return super().headerData(section, orientation, role)


def gap_words(line: PlanLine) -> str:
    """What is missing in a line that is a gap."""
    return _("Cause missing") if line.sort is Sort.NO_CAUSE else _("Measure missing")


def heading_words(line: PlanLine) -> str:
    """`Problem 2`, or what stands over what belongs to no problem."""
    if line.problem is None:
        return _("Without a problem")
    return _("Problem {number}", number=line.number) if line.number else _("Problem")


def _is_told_in(line: PlanLine, column: int) -> bool:
    return column == 0 or (line.sort is Sort.NO_MEASURE and column == Column.MEASURE)


def _spoken(line: PlanLine) -> str:
    """A line's first cell in full, for someone who hears it."""
    cause = f"{line.number} {line.cause_title}".strip()
    if line.sort is Sort.MEASURE:
        return cause or _("Cause missing")
    if line.sort is Sort.NO_MEASURE:
        return f"{cause}, {gap_words(line)}"
    if line.sort is Sort.NO_CAUSE:
        return gap_words(line)
    heading = f"{heading_words(line)} {line.problem_title}".strip()
    return ", ".join(filter(None, (heading, line.chips.words, line.place)))


def _measure(line: PlanLine) -> str:
    """A measure with all that is marked on it."""
    return ", ".join(filter(None, (line.title, line.chips.words, line.review)))


def _state(line: PlanLine) -> str:
    return line.state.words if line.sort is Sort.MEASURE else ""
