"""Which columns a list shows, in which order and how wide; remembered on this laptop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.records import columns as sharing
from trygg_desktop.desktop.records.list_model import RecordLines
from trygg_desktop.desktop.records.list_table import RecordTable
from trygg_desktop.domain.fields import FieldKind
from trygg_desktop.i18n import _

REMEMBERED_AFTER = 600
"""Milliseconds after the last pull at a column's edge."""


class ColumnChoice(QObject):
    """Shares the table's width among its columns and lets the user choose them. `changed`: others are shown."""

    changed = Signal()

    def __init__(
        self, desk: Desk, table: RecordTable, lines: RecordLines, standard: Sequence[str], name: str
    ) -> None:
        super().__init__(table)
        self._desk, self._table, self._lines = desk, table, lines
        self._standard = list(standard)
        self._memory = f"columns.{name}"
        self._widths: dict[str, int] = {}
        self._fitting = False
        self._later = QTimer(self, singleShot=True, interval=REMEMBERED_AFTER)
        self._later.timeout.connect(self._remember)
        header = table.horizontalHeader()
        header.sectionResized.connect(self._note_width)
        header.sectionMoved.connect(lambda *_places: self._note_order())
        header.customContextMenuRequested.connect(self._open_menu)
        table.resized.connect(self.fit)
        for signal in (lines.modelReset, lines.rowsInserted, lines.dataChanged, lines.loaded):
            signal.connect(lambda *_: self.fit())

    def recall(self) -> None:
        """Reads what was chosen before; `changed` tells that it is there, or that nothing was chosen."""
        self._desk.query(lambda workspace: workspace.recall(self._memory), self._recalled, owner=self)

    def _recalled(self, kept: Any) -> None:
        if isinstance(kept, dict):
            self._widths = {str(name): int(width) for name, width in kept.get("widths", {}).items()}
            known = self._lines.question.kind.fields()
            shown = [name for name in kept.get("shown", []) if name in known]
            if shown and shown != self._lines.names:
                self._lines.set_columns(shown)
        self.changed.emit()

    def _remember(self) -> None:
        kept = {"shown": self._lines.names, "widths": self._widths}
        workspace = self._desk.workspace
        if not workspace.read_only:
            self._desk.courier.write(
                lambda: workspace.remember(self._memory, kept), lambda _done: None, self._desk.fault
            )

    def show(self, names: Sequence[str]) -> None:
        """Shows these fields, in this order, and remembers them."""
        self._lines.set_columns(names)
        self.changed.emit()
        self._remember()

    def menu(self) -> QMenu:
        """The fields that can be shown, ticked where they are."""
        kind = self._lines.question.kind
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for field in kind.fields().values():
            if field.internal or field.kind is FieldKind.JSON or field.name == "protection":
                continue
            action = menu.addAction(field.title)
            action.setCheckable(True)
            action.setChecked(field.name in self._lines.names)
            action.setEnabled(field.name != kind.about.naming)
            action.toggled.connect(lambda on, name=field.name: self._toggle(name, on))
        menu.addSeparator()
        menu.addAction(_("Usual columns")).triggered.connect(lambda _checked=False: self._usual())
        return menu

    def _open_menu(self, point: QPoint) -> None:
        self.menu().popup(self._table.horizontalHeader().mapToGlobal(point))

    def _toggle(self, name: str, on: bool) -> None:
        names = [*self._lines.names, name] if on else [each for each in self._lines.names if each != name]
        self.show(names)

    def _usual(self) -> None:
        self._widths = {}
        self.show(self._standard)

    def _note_order(self) -> None:
        header = self._table.horizontalHeader()
        sections = [header.logicalIndex(place) for place in range(header.count())]
        fields = self._lines.fields
        names = [fields[section].name for section in sections if section < len(fields)]
        if names != self._lines.names:
            QTimer.singleShot(0, self, lambda: self._use_order(names))

    def _use_order(self, names: list[str]) -> None:
        """Gives the model the order that the header was pulled into, and the header its own order back."""
        header = self._table.horizontalHeader()
        header.blockSignals(True)
        for section in range(header.count()):
            header.moveSection(header.visualIndex(section), section)
        header.blockSignals(False)
        self.show(names)

    def _note_width(self, section: int, _before: int, width: int) -> None:
        pulled = self._table.horizontalHeader().underMouse() and not self._fitting
        if pulled and section < len(self._lines.fields):
            self._widths[self._lines.fields[section].name] = width
            self._later.start()

    def fit(self) -> None:
        """Shares the width anew."""
        if not self._fitting:
            self._fitting = True
            naming = self._lines.question.kind.about.naming
            header = self._table.horizontalHeader()
            sharing.fit(header, self._lines, naming, self._widths, self._table.viewport().width())
            self._fitting = False
