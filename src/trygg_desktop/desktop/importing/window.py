"""The window that takes a file in: choose it, look at what it brings, say which column goes where, then import.

`ImportWindow(desk, what="contacts"|"table"|"events"|"borders"|"calendar"|"", kind=None, parent=None)`; `open_file(path)`
looks at a file at once. Signals: `imported(ImportResult)`, `duplicates_wanted()`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.background import Progress
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.importing.file_field import FileField, dropped_files
from trygg_desktop.desktop.importing.findings import Findings
from trygg_desktop.desktop.importing.looking import Preview, look
from trygg_desktop.desktop.importing.mapping_header import MappingHeader
from trygg_desktop.desktop.importing.preview_models import PlannedRecords, TableRows
from trygg_desktop.desktop.importing.row_look import FileRowLook
from trygg_desktop.desktop.importing.sources import (
    BORDERS,
    CONTACTS,
    SOURCES,
    TABLE,
    Source,
    Wish,
    likely_source,
    source_named,
)
from trygg_desktop.desktop.parts import Words
from trygg_desktop.errors import Cancelled, TryggError
from trygg_desktop.i18n import _, ngettext, sentence

if TYPE_CHECKING:
    from trygg_desktop.domain.record import Record
    from trygg_desktop.formats.importing import ImportPlan, ImportResult, Problem


class ImportWindow(QDialog):
    """Nothing is changed before the button is pressed; then everything at once, or nothing."""

    imported = Signal(object)
    duplicates_wanted = Signal()

    def __init__(
        self, desk: Desk, what: str = "", kind: type[Record] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._path: Path | None = None
        self._preview: Preview | None = None
        self._given: dict[str, str] | None = None
        self._progress: Progress | None = None
        self._turn = 0
        self.setWindowTitle(_("Import"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.setAcceptDrops(True)
        self.resize(1040, 640)
        self._build()
        self._offer_kinds(kind)
        self._choose_source(source_named(what) or (TABLE if kind else CONTACTS))
        self._ticking = QTimer(self)
        self._ticking.setInterval(100)
        self._ticking.timeout.connect(self._tick)

    # --- building -----------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.source_box, self.kind_box = QComboBox(), QComboBox()
        for source in SOURCES:
            self.source_box.addItem(source.title, source)
        self.source_box.setAccessibleName(_("What the file holds"))
        self.kind_box.setAccessibleName(_("What the rows become"))
        self.source_box.currentIndexChanged.connect(lambda _at: self._source_changed())
        self.kind_box.currentIndexChanged.connect(lambda _at: self._ask_anew())
        self.file = FileField()
        self.file.file_chosen.connect(self.open_file)
        self.error = Words("", "body", "alert")
        self.error.setWordWrap(True)
        self.error.hide()
        self._build_options()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addLayout(self._top())
        column.addWidget(self.file)
        column.addWidget(self.error)
        column.addWidget(self._middle(), 1)
        column.addLayout(self._foot())

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Words(_("Import"), "page"))
        row.addSpacing(16)
        label = QLabel(_("The file holds"))
        label.setBuddy(self.source_box)
        row.addWidget(label)
        row.addWidget(self.source_box)
        self._as = QLabel(_("whose rows become"))
        self._as.setBuddy(self.kind_box)
        row.addWidget(self._as)
        row.addWidget(self.kind_box)
        row.addStretch(1)
        return row

    def _build_options(self) -> None:
        self.prefer_file = QCheckBox(_("Where the file says otherwise than what is here, the file is right"))
        self.make_new = QCheckBox(_("Make new districts of names that are not here"))
        self.skip_bad = QCheckBox(_("Leave out the rows with problems"))
        for box in (self.prefer_file, self.make_new):
            box.clicked.connect(lambda _checked=False: self._look())
        self.skip_bad.clicked.connect(lambda _checked=False: self._show_button())

    def _middle(self) -> QWidget:
        self.table, self.planned = _rows_table(), _rows_table()
        self.mapping = MappingHeader(self.table)
        self.mapping.mapping_changed.connect(self._mapping_changed)
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
        self.findings.problem_chosen.connect(self._go_to_problem)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.tables)
        self.split.addWidget(self.findings)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([680, 312])
        self.split.setChildrenCollapsible(False)
        self._waiting = Words(_("Nothing is changed until you press Import."), "side", "text2")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._waiting)
        self.stack.addWidget(self.split)
        return self.stack

    def _foot(self) -> QVBoxLayout:
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.hide()
        self.result = Words("", "body", "text", bold=True)
        self.twins = QPushButton(_("Go through the duplicates"))
        self.twins.clicked.connect(lambda _checked=False: self._to_duplicates())
        self.close_button = QPushButton(_("Cancel"))
        self.close_button.clicked.connect(lambda _checked=False: self._cancel_or_close())
        self.button = QPushButton(_("Import"))
        self.button.setProperty("accent", True)
        self.button.clicked.connect(lambda _checked=False: self.take_in())
        self.button.setAutoDefault(False)
        for button in (self.close_button, self.twins, self.file.button):
            button.setAutoDefault(False)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.result, 1)
        for each in (self.twins, self.close_button, self.button):
            row.addWidget(each)
        options = QHBoxLayout()
        options.setSpacing(20)
        for box in (self.prefer_file, self.make_new, self.skip_bad):
            options.addWidget(box)
            box.hide()
        options.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addLayout(options)
        column.addWidget(self.bar)
        column.addLayout(row)
        self.twins.hide()
        self.button.setEnabled(False)
        return column

    # --- what is asked for --------------------------------------------------------------------------------

    @property
    def source(self) -> Source:
        """What the file is said to hold."""
        source: Source = self.source_box.currentData()
        return source

    def _offer_kinds(self, chosen: type[Record] | None) -> None:
        before = self.kind_box.blockSignals(True)
        for kind in self._desk.workspace.kinds:
            if not kind.about.side_kind and kind.about.name not in ("attachment", "attendance"):
                self.kind_box.addItem(kind.about.titles, kind)
        self.kind_box.setCurrentIndex(max(0, self.kind_box.findText(chosen.about.titles) if chosen else 0))
        self.kind_box.blockSignals(before)

    def _choose_source(self, source: Source) -> None:
        before = self.source_box.blockSignals(True)
        self.source_box.setCurrentIndex(SOURCES.index(source))
        self.source_box.blockSignals(before)
        self._show_source()

    def _show_source(self) -> None:
        self._as.setVisible(self.source is TABLE)
        self.kind_box.setVisible(self.source is TABLE)
        self.prefer_file.setVisible(self.source is CONTACTS)
        self.make_new.setVisible(self.source is BORDERS)
        self.file.filters = [self.source.file_filter]

    def _source_changed(self) -> None:
        self._show_source()
        self._ask_anew()

    def _ask_anew(self) -> None:
        self._given = None
        self._look()

    def open_file(self, path: Path) -> None:
        """Looks at a file; what it most likely holds follows from its ending."""
        self._path = path
        self._given = None
        self._choose_source(likely_source(path, self.source))
        self.file.show_file(path)
        self._look()

    def _mapping_changed(self, mapping: dict[str, str]) -> None:
        self._given = mapping
        self._look()

    def wish(self) -> Wish | None:
        """What is asked for, once a file is chosen."""
        if self._path is None:
            return None
        return Wish(
            self.source,
            self._path,
            kind=self.kind_box.currentData(),
            mapping=self._given,
            prefer_file=self.prefer_file.isChecked(),
            make_new=self.make_new.isChecked(),
        )

    # --- looking ------------------------------------------------------------------------------------------

    def _look(self) -> None:
        wish = self.wish()
        if wish is None:
            return
        self._turn += 1
        turn, workspace = self._turn, self._desk.workspace
        self.result.setText("")
        self.button.setEnabled(False)
        if self._progress is not None:
            self._progress.cancel()

        def work(progress: Progress) -> Preview:
            self._progress = progress
            return look(workspace, wish, progress.step)

        self._desk.job(
            _("Looking at the file"),
            work,
            lambda preview: self._mine(turn) and self._show(preview),
            failed=lambda error: self._mine(turn) and self._refuse(error),
        )
        self._ticking.start()

    def _mine(self, turn: int) -> bool:
        """Whether an answer is still waited for, by a window that is still there."""
        if not isValid(self) or turn != self._turn:
            return False
        self._ticking.stop()
        self.bar.hide()
        self._progress = None
        return True

    def _tick(self) -> None:
        if self._progress is not None and self._progress.total:
            self.bar.setMaximum(self._progress.total)
            self.bar.setValue(self._progress.done)
            self.bar.show()

    def _refuse(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            self.result.setText(sentence(error))
        elif isinstance(error, TryggError):
            self._say_error(sentence(error))
        else:
            self._desk.fault(error)
        self._show_button()

    def _say_error(self, words: str) -> None:
        self.error.setText(words)
        self.error.setVisible(bool(words))

    def _show(self, preview: Preview) -> None:
        self._preview = preview
        self._say_error(sentence(preview.error) if preview.error else "")
        plan = preview.plan
        if preview.table is not None:
            self._show_table(preview)
        elif plan is not None:
            self._show_planned(plan, preview)
        self.findings.show_preview(preview)
        self.findings.setVisible(plan is not None)
        self.skip_bad.setVisible(bool(plan and plan.problems))
        self.stack.setCurrentWidget(self.split)
        self._show_button()

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

    def _go_to_problem(self, problem: Problem) -> None:
        model = self.table.model()
        if isinstance(model, TableRows) and (row := model.row_of(problem.row)) is not None:
            at = model.table.columns.index(problem.column) if problem.column in model.table.columns else 0
            self.table.setCurrentIndex(model.index(row, at))
            self.table.scrollTo(model.index(row, at))

    # --- taking in ----------------------------------------------------------------------------------------

    def _show_button(self) -> None:
        plan = self._preview.plan if self._preview else None
        result = plan.result() if plan else None
        n = result.added + result.updated if result else 0
        held = bool(plan and plan.problems) and not self.skip_bad.isChecked()
        self.button.setEnabled(bool(n) and not held)
        self.button.setText(ngettext("Import {n} record", "Import {n} records", n) if n else _("Import"))

    def take_in(self) -> None:
        """Carries out what is shown, in one step that can be undone."""
        plan = self._preview.plan if self._preview else None
        if plan is None:
            return
        self._turn += 1
        turn, workspace, skip = self._turn, self._desk.workspace, self.skip_bad.isChecked()
        self.setAcceptDrops(False)
        self._set_busy(True)

        def work(progress: Progress) -> ImportResult:
            from trygg_desktop.formats.importing import apply

            self._progress = progress
            return apply(workspace, plan, skip_bad_rows=skip, progress=progress.step)

        def done(result: ImportResult) -> None:
            # The desk learns of it even when this window was closed meanwhile
            touched = {(each.kind.about.name, each.id) for each in (*plan.additions, *plan.updates)}
            self._desk.announce(touched)
            self._desk.undoable.emit(_(plan.message))
            if self._mine(turn):
                self._finish(replace(result, skipped=result.skipped))

        def failed(error: BaseException) -> None:
            if self._mine(turn):
                self._set_busy(False)
                self._refuse(error)
            else:
                self._desk.fault(error)

        self._desk.job(_(plan.message), work, done, failed=failed)
        self._ticking.start()

    def _set_busy(self, busy: bool) -> None:
        for each in (self.source_box, self.kind_box, self.file, self.tables, self.button):
            each.setEnabled(not busy)
        for box in (self.prefer_file, self.make_new, self.skip_bad):
            box.setEnabled(not busy)
        self.close_button.setText(_("Cancel"))

    def _finish(self, result: ImportResult) -> None:
        assert self._preview is not None and self._preview.plan is not None
        self._set_busy(False)
        self.button.setEnabled(False)
        self.button.hide()
        self.skip_bad.hide()
        added = ngettext("{n} added", "{n} added", result.added)
        changed = ngettext("{n} changed", "{n} changed", result.updated)
        skipped = ngettext("{n} left out", "{n} left out", result.skipped)
        self.result.setText(_("Done: {counts}.", counts=", ".join((added, changed, skipped))))
        self.twins.setVisible(bool(result.possible_duplicates))
        self.close_button.setText(_("Close"))
        self.close_button.setFocus()
        self.imported.emit(result)

    def _to_duplicates(self) -> None:
        self.duplicates_wanted.emit()
        self.close()

    # --- leaving ------------------------------------------------------------------------------------------

    def _cancel_or_close(self) -> None:
        if self._progress is not None and not self.button.isEnabled():
            self._progress.cancel()
        else:
            self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._cancel_or_close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._progress is not None:
            self._progress.cancel()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(dropped_files(event)) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        (path,) = dropped_files(event)
        self.open_file(path)


def _rows_table() -> QTableView:
    table = QTableView()
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setItemDelegate(FileRowLook(table))
    table.setStyleSheet("QTableCornerButton::section { background: palette(base); border: none; }")
    table.setFont(theme.font("side"))
    table.setAccessibleName(_("Rows of the file"))
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(theme.row_height() - 2)
    return table
