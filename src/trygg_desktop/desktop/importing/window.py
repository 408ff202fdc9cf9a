"""The window that takes a file in: choose it, look at what it brings, say which column goes where, then import.

`ImportWindow(desk, what="contacts"|"table"|"events"|"statistics"|"borders"|"calendar"|"", kind=None, parent=None)`;
`open_file(path)` looks at a file at once. Signals: `imported(ImportResult)`, `duplicates_wanted()`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from trygg_desktop.desktop.background import Progress
from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.importing.choices import ImportOptions, SourceChoice
from trygg_desktop.desktop.importing.errand import Errand
from trygg_desktop.desktop.importing.file_field import FileField, dropped_files
from trygg_desktop.desktop.importing.looking import Preview, look
from trygg_desktop.desktop.importing.preview_pane import PreviewPane
from trygg_desktop.desktop.importing.sources import (
    CONTACTS,
    STATISTICS,
    TABLE,
    Wish,
    likely_source,
    source_named,
)
from trygg_desktop.desktop.importing.unsaid_fields import UnsaidFields
from trygg_desktop.desktop.parts import Words
from trygg_desktop.errors import Cancelled, TryggError
from trygg_desktop.i18n import _, ngettext, sentence

if TYPE_CHECKING:
    from trygg_desktop.domain.record import Record
    from trygg_desktop.formats.importing import ImportPlan, ImportResult


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
        self._taking_in = False
        self.setWindowTitle(_("Import"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.setAcceptDrops(True)
        self.resize(1040, 640)
        self.choice = SourceChoice(desk.workspace)
        self.choice.choose(source_named(what) or (TABLE if kind else CONTACTS), kind)
        self.file = FileField()
        self.unsaid = UnsaidFields()
        self.pane = PreviewPane()
        self.options = ImportOptions()
        self._build()
        self._connect()
        self._follow_source()

    def _build(self) -> None:
        self.error = Words("", "body", "alert")
        self.error.setWordWrap(True)
        self.error.hide()
        self._waiting = Words("", "side", "text2")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._waiting)
        self.stack.addWidget(self.pane)
        self.bar = Errand()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        for part in (self.choice, self.file, self.unsaid, self.error):
            column.addWidget(part)
        column.addWidget(self.stack, 1)
        column.addWidget(self.options)
        column.addWidget(self.bar)
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        self.outcome = Words("", "body", "text", bold=True)
        self.twins = QPushButton(_("Go through the duplicates"))
        self.close_button = QPushButton(_("Cancel"))
        self.button = QPushButton(_("Import"))
        self.button.setProperty("accent", True)
        self.button.setEnabled(False)
        self.twins.hide()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.outcome, 1)
        for button in (self.twins, self.close_button, self.button):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.file.button.setAutoDefault(False)
        return row

    def _connect(self) -> None:
        self.choice.changed.connect(self._ask_anew)
        self.file.file_chosen.connect(self.open_file)
        self.pane.mapping_changed.connect(self._mapping_changed)
        self.options.changed.connect(self._look)
        self.unsaid.changed.connect(self._look)
        self.options.skip_changed.connect(self._show_button)
        self.twins.clicked.connect(lambda _checked=False: self._to_duplicates())
        self.close_button.clicked.connect(lambda _checked=False: self._cancel_or_close())
        self.button.clicked.connect(lambda _checked=False: self.take_in())

    def _follow_source(self) -> None:
        source = self.choice.source
        self.file.filters = [source.file_filter]
        endings = _("Takes files that end in {endings}.", endings=", ".join(source.endings))
        self._waiting.setText("\n".join((endings, _("Nothing is changed until you press Import."))))
        self.options.fit(source, problems=bool(self._plan and self._plan.problems))
        self.unsaid.setVisible(source is STATISTICS and self._path is not None)

    def _ask_anew(self) -> None:
        self._given = None
        self._follow_source()
        self._look()

    def open_file(self, path: Path) -> None:
        """Looks at a file; what it most likely holds follows from its ending."""
        self._path = path
        self._given = None
        self.unsaid.clear()
        self.choice.choose(likely_source(path, self.choice.source))
        self._follow_source()
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
            self.choice.source,
            self._path,
            kind=self.choice.kind,
            mapping=self._given,
            prefer_file=self.options.prefer_file.isChecked(),
            make_new=self.options.make_new.isChecked(),
            period=self.unsaid.period.text(),
            indicator=self.unsaid.indicator.text(),
            origin=self.unsaid.origin.text(),
        )

    @property
    def _plan(self) -> ImportPlan | None:
        return self._preview.plan if self._preview else None

    @property
    def settled(self) -> bool:
        """Whether nothing is being looked at or taken in."""
        return not self.bar.under_way

    def _look(self) -> None:
        wish, workspace = self.wish(), self._desk.workspace
        if wish is None or self._taking_in:
            return
        self.bar.cancel()
        turn = self.bar.begin()
        self.outcome.setText("")
        self.button.setEnabled(False)

        def work(progress: Progress) -> Preview:
            self.bar.progress = progress
            return look(workspace, wish, progress.step)

        def done(preview: Preview) -> None:
            if self.bar.is_answered(turn):
                self._show(preview)

        def failed(error: BaseException) -> None:
            if self.bar.is_answered(turn):
                self._preview = None
                self._refuse(error)

        self._desk.job(_("Looking at the file"), work, done, failed=failed)

    def _refuse(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            self.outcome.setText(sentence(error))
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
        self.pane.show_preview(preview)
        self.stack.setCurrentWidget(self.pane)
        self.unsaid.ask_for_period(missing=bool(preview.plan and preview.plan.undated))
        self._follow_source()
        self._show_button()

    def _show_button(self) -> None:
        result = self._preview.result if self._preview else None
        n = result.added + result.updated if result else 0
        held = bool(self._plan and self._plan.problems) and not self.options.skip_bad.isChecked()
        self.button.setEnabled(bool(n) and not held)
        self.button.setText(ngettext("Import {n} record", "Import {n} records", n) if n else _("Import"))

    def take_in(self) -> None:
        """Carries out what is shown, in one step that can be undone."""
        plan, workspace, skip = self._plan, self._desk.workspace, self.options.skip_bad.isChecked()
        if plan is None or self._taking_in:
            return
        turn = self.bar.begin()
        self._set_busy(True)

        def work(progress: Progress) -> tuple[ImportResult, Changes]:
            from trygg_desktop.formats.importing import apply

            self.bar.progress = progress
            result = apply(workspace, plan, skip_bad_rows=skip, progress=progress.step)
            touched = {(each.kind.about.name, each.id) for each in plan.additions}
            touched |= {(each.kind.about.name, each.id) for each in plan.updates}
            return result, Changes.of(touched)

        def done(outcome: tuple[ImportResult, Changes]) -> None:
            # The desk learns of it even when this window was closed meanwhile
            result, changes = outcome
            self._desk.announce(changes)
            self._desk.undoable.emit(_(plan.message, **plan.parameters))
            if self.bar.is_answered(turn):
                self._finish(result)

        def failed(error: BaseException) -> None:
            if self.bar.is_answered(turn):
                self._set_busy(False)
                self._refuse(error)
            else:
                self._desk.fault(error)

        self._desk.job(_(plan.message, **plan.parameters), work, done, failed=failed)

    def _set_busy(self, busy: bool) -> None:
        self._taking_in = busy
        self.setAcceptDrops(not busy)
        for part in (self.choice, self.file, self.unsaid, self.pane, self.options, self.button):
            part.setEnabled(not busy)

    def _finish(self, result: ImportResult) -> None:
        self._set_busy(False)
        for part in (self.button, self.options):
            part.hide()
        counts = (
            ngettext("{n} added", "{n} added", result.added),
            ngettext("{n} changed", "{n} changed", result.updated),
            ngettext("{n} left out", "{n} left out", result.skipped),
        )
        self.outcome.setText(_("Done: {counts}.", counts=", ".join(counts)))
        self.choice.setEnabled(False)
        self.pane.setEnabled(False)
        self.file.hide()
        self.unsaid.hide()
        self.twins.setVisible(bool(result.possible_duplicates))
        self.close_button.setText(_("Close"))
        self.close_button.setFocus()
        self.imported.emit(result)

    def _to_duplicates(self) -> None:
        self.duplicates_wanted.emit()
        self.close()

    def _cancel_or_close(self) -> None:
        """While something is taken in, breaks it off; otherwise the window goes."""
        if self._taking_in and self.bar.progress is not None:
            self.bar.cancel()
        else:
            self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._cancel_or_close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._taking_in:
            self.bar.cancel()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(dropped_files(event)) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        (path,) = dropped_files(event)
        self.open_file(path)
