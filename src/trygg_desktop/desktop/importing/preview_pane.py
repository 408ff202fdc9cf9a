"""A file as it will be taken in: its rows at the left, what was found in it at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QSplitter, QStackedWidget, QTableView

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.importing.findings import Findings
from trygg_desktop.desktop.importing.looking import Preview
from trygg_desktop.desktop.importing.mapping_header import MappingHeader
from trygg_desktop.desktop.importing.preview_models import PlannedRecords, TableRows
from trygg_desktop.desktop.importing.row_look import FileRowLook
from trygg_desktop.desktop.table_manners import in_rows
from trygg_desktop.i18n import _

if TYPE_CHECKING:
    from trygg_desktop.formats.importing import ImportPlan, Problem


class PreviewPane(QSplitter):
    """Shows a preview. `mapping_changed` carries column to field, as the boxes over the columns say."""

    mapping_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.table, self.planned = _rows_table(), _rows_table()
        self.mapping = MappingHeader(self.table)
        self.mapping.mapping_changed.connect(self.mapping_changed)
        self.table.setHorizontalHeader(self.mapping)
        self.planned.verticalHeader().hide()
        header = self.planned.horizontalHeader()
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.tables = QStackedWidget()
        self.tables.addWidget(self.table)
        self.tables.addWidget(self.planned)
        self.findings = Findings()
        self.findings.problem_chosen.connect(self.go_to)
        self.addWidget(self.tables)
        self.addWidget(self.findings)
        self.setStretchFactor(0, 1)
        self.setSizes([680, 312])
        self.setChildrenCollapsible(False)

    def show_preview(self, preview: Preview) -> None:
        """Shows what taking the file in would do."""
        if preview.table is not None:
            self._show_table(preview)
        elif preview.plan is not None:
            self._show_planned(preview.plan, preview)
        self.findings.show_preview(preview)
        self.findings.setVisible(preview.plan is not None)

    def _show_table(self, preview: Preview) -> None:
        assert preview.table is not None
        scrolled = self.table.horizontalScrollBar().value()
        problems = preview.plan.problems if preview.plan else ()
        self.table.setModel(TableRows(preview.table, preview.mapping, problems))
        self.mapping.offer(preview.table.columns, preview.targets, preview.mapping)
        self.table.horizontalScrollBar().setValue(scrolled)
        self.tables.setCurrentWidget(self.table)

    def _show_planned(self, plan: ImportPlan, preview: Preview) -> None:
        self.planned.setModel(PlannedRecords(plan, preview.titles))
        for column, width in enumerate((72, 260)):
            self.planned.setColumnWidth(column, width)
        self.tables.setCurrentWidget(self.planned)

    def go_to(self, problem: Problem) -> None:
        """Shows the cell that a problem is about."""
        model = self.table.model()
        if isinstance(model, TableRows) and (row := model.row_of(problem.row)) is not None:
            columns = model.table.columns
            at = columns.index(problem.column) if problem.column in columns else 0
            self.table.setCurrentIndex(model.index(row, at))
            self.table.scrollTo(model.index(row, at))


def _rows_table() -> QTableView:
    table = QTableView()
    in_rows(table, read_only=True)
    table.setWordWrap(False)
    table.setItemDelegate(FileRowLook(table))
    table.setStyleSheet(
        "QTableCornerButton::section { background: palette(base); border: none; }"
        "QHeaderView { background: palette(base); border: none; }"
    )
    table.setFont(theme.font("side"))
    table.setAccessibleName(_("Rows of the file"))
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(theme.row_height() - 2)
    return table
