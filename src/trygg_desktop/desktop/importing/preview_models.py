"""The rows of a file as they will be taken in: a table's cells, or one line for each record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.importing.looking import new_title
from trygg_desktop.domain.values import show
from trygg_desktop.i18n import _, number

if TYPE_CHECKING:
    from trygg_desktop.formats.importing import Addition, ImportPlan, Problem, Update
    from trygg_desktop.formats.tables import Table

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_Role = Qt.ItemDataRole


class TableRows(QAbstractTableModel):
    """A table's cells as they stand in the file; those with a problem on a ground of their own."""

    def __init__(self, table: Table, mapping: Mapping[str, str], problems: tuple[Problem, ...]) -> None:
        super().__init__()
        self.table = table
        self._mapping = mapping
        self._problems: dict[int, dict[str, str]] = {}
        for problem in problems:
            self._problems.setdefault(problem.row, {})[problem.column] = problem.message
        self._row_of = {row.number: at for at, row in enumerate(table.rows)}

    def row_of(self, number: int) -> int | None:
        """Where the row with this number of the file stands."""
        return self._row_of.get(number)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.table.columns)

    def problem(self, row: int, column: int) -> str:
        """What is wrong with a cell; a problem of the whole row is told at its first cell."""
        found = self._problems.get(self.table.rows[row].number, {})
        name = self.table.columns[column]
        if name in found:
            return found[name]
        others = [message for where, message in found.items() if where not in self.table.columns]
        return others[0] if others and column == 0 else ""

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == _Role.DisplayRole:
            return self._words(index.row(), index.column())
        if role in (_Role.ToolTipRole, _Role.AccessibleDescriptionRole):
            return self.problem(index.row(), index.column()) or None
        if role == _Role.BackgroundRole:
            return theme.color("warn_ground") if self.problem(index.row(), index.column()) else None
        if role == _Role.ForegroundRole:
            if self.problem(index.row(), index.column()):
                return theme.color("alert")
            taken = self._mapping.get(self.table.columns[index.column()])
            return theme.color("text" if taken else "placeholder")
        return None

    def _words(self, row: int, column: int) -> str:
        """A cell on one line; numbers as the language writes them."""
        from trygg_desktop.formats.tables import as_text

        cell = self.table.rows[row].cells[column]
        words = " ".join(as_text(cell)[:300].split())
        return words.replace(".", number(0.5, decimals=1)[1]) if isinstance(cell, float) else words

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        if role == _Role.DisplayRole:
            if orientation is Qt.Orientation.Horizontal:
                return self.table.columns[section]
            return str(self.table.rows[section].number)
        if role == _Role.ForegroundRole and orientation is Qt.Orientation.Vertical:
            bad = self.table.rows[section].number in self._problems
            return theme.color("alert" if bad else "text2")
        return None


class PlannedRecords(QAbstractTableModel):
    """One line for each record that is new or will be other than it is."""

    def __init__(self, plan: ImportPlan, titles: Mapping[UUID, str]) -> None:
        super().__init__()
        self._lines: list[Addition | Update] = [*plan.additions, *plan.updates]
        self._new = len(plan.additions)
        self._titles = titles

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == _Role.DisplayRole:
            return self._words(index.row(), index.column())
        if role == _Role.ForegroundRole:
            return theme.color("text" if index.column() == 1 else "text2")
        return None

    def _words(self, row: int, column: int) -> str:
        line = self._lines[row]
        if column == 0:
            return _("New") if row < self._new else _("Changed")
        if column == 1:
            return self._titles.get(line.id) or new_title(line) or line.kind.about.title
        return self._values(line)

    def _values(self, line: Addition | Update) -> str:
        fields = line.kind.fields()
        words = []
        for name, value in line.values.items():
            field = fields.get(name)
            if field is None or field.internal or name == line.kind.about.naming:
                continue
            words.append(
                f"{field.title}: {' '.join(show(field, value, titles=dict(self._titles))[:60].split())}"
            )
        return " · ".join(words[:4])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        if role == _Role.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return ("", _("Name"), _("Values"))[section]
        return None
