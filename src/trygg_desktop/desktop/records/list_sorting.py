"""Sorts a list by a click on a heading, and shows by which."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from trygg_desktop.desktop.records.list_model import RecordLines
from trygg_desktop.desktop.records.list_table import RecordTable


class ListSorting(QObject):
    """The order of one list; `wanted` carries the field that was clicked, `-` before it for the largest first."""

    wanted = Signal(str)

    def __init__(self, table: RecordTable, lines: RecordLines) -> None:
        super().__init__(table)
        self._table, self._lines = table, lines
        table.horizontalHeader().sectionClicked.connect(self._clicked)
        self.show()

    @property
    def _now(self) -> str:
        return self._lines.question.sort or next(iter(self._lines.question.kind.about.order), "")

    def _clicked(self, section: int) -> None:
        fields = self._lines.fields
        if section >= len(fields) or fields[section].many:
            self.show()
            return
        name = fields[section].name
        self.wanted.emit(f"-{name}" if self._now == name else name)

    def show(self) -> None:
        """Shows in the heading by which field the list is sorted."""
        name = self._now.lstrip("-")
        place = self._lines.names.index(name) if name in self._lines.names else -1
        falling = self._now.startswith("-")
        order = Qt.SortOrder.DescendingOrder if falling else Qt.SortOrder.AscendingOrder
        self._table.horizontalHeader().setSortIndicator(place, order)
