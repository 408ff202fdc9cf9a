"""Writes a kind of record to a file: for oneself, or for an audience that may not see all of it.

`ExportWindow(desk, kind, parent=None, ids=None)`: choose format and audience, then where to; with `ids` only these
records. Signal: `exported(Path, int)`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from trygg_desktop.desktop.background import Progress
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.parts import Words
from trygg_desktop.domain.record import Audience
from trygg_desktop.errors import TryggError
from trygg_desktop.i18n import N_, _, ngettext, sentence

if TYPE_CHECKING:
    from trygg_desktop.domain.record import Record
    from trygg_desktop.formats.handed_over import Exported
    from trygg_desktop.workspace import Workspace

_FORMATS: tuple[tuple[str, str, str], ...] = (
    ("xlsx", N_("Excel workbook"), ""),
    ("csv", N_("CSV table"), ""),
    ("json", N_("JSON, for other programs"), ""),
    ("ics", N_("Calendar (.ics)"), "meeting"),
    ("vcf", N_("Contact cards (vCard)"), "contact"),
    ("geojson", N_("Borders (GeoJSON)"), "district"),
)
"""Ending, label, and the only kind a format can hold."""


def _look_over(
    kind: type[Record], audience: Audience | None, ids: Sequence[UUID] | None, workspace: Workspace
) -> Exported:
    from trygg_desktop.formats.handed_over import look_over

    return look_over(workspace, [kind], audience, set(ids) if ids is not None else None)


class ExportWindow(QDialog):
    """Two questions and a button."""

    exported = Signal(object, int)

    def __init__(
        self,
        desk: Desk,
        kind: type[Record],
        parent: QWidget | None = None,
        *,
        ids: Sequence[UUID] | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._kind, self._ids = desk, kind, ids
        self.setWindowTitle(_("Export {what}", what=kind.about.several))
        self.format, self.audience = QComboBox(), QComboBox()
        for ending, label, only in _FORMATS:
            if only in ("", kind.about.name):
                self.format.addItem(_(label), ending)
        self.audience.addItem(_("For myself, with everything"), None)
        for each in Audience:
            self.audience.addItem(each.label, each)
        self._about_audience = Words("", "side", "text2")
        self._about_audience.setWordWrap(True)
        self.counts = Words("", "side", "text2")
        self.counts.setWordWrap(True)
        self.error = Words("", "body", "alert")
        self.error.setWordWrap(True)
        self.error.hide()
        self.button = QPushButton(_("Save as …"))
        self.button.setProperty("accent", True)
        self.button.clicked.connect(lambda _checked=False: self._ask())
        self.audience.currentIndexChanged.connect(lambda _at: self._tell_audience())
        self._lay_out()
        self._tell_audience()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        for row, (words, box) in enumerate(((_("Format"), self.format), (_("For whom"), self.audience))):
            label = QLabel(words)
            label.setBuddy(box)
            box.setAccessibleName(words)
            grid.addWidget(label, row, 0)
            grid.addWidget(box, row, 1)
        grid.setColumnStretch(1, 1)
        cancel = QPushButton(_("Cancel"))
        cancel.clicked.connect(lambda _checked=False: self.reject())
        cancel.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(14)
        column.addWidget(Words(self.windowTitle(), "record"))
        if self._ids is not None:
            words = ngettext("Only the chosen record.", "Only the {n} chosen records.", len(self._ids))
            column.addWidget(Words(words, "body", "text"))
        column.addLayout(grid)
        column.addWidget(self._about_audience)
        column.addWidget(self.counts)
        column.addWidget(self.error)
        column.addStretch(1)
        column.addLayout(buttons)
        self.setMinimumWidth(440)

    def _chosen_audience(self) -> Audience | None:
        """Whom the file is for; Qt hands an option back as plain text."""
        kept = self.audience.currentData()
        return Audience(kept) if kept else None

    def _tell_audience(self) -> None:
        audience = self._chosen_audience()
        if audience is None:
            words = _(
                "Everything is in the file, drafts and what is marked confidential too. "
                "Keep it as you keep this computer."
            )
        elif audience is Audience.PUBLIC:
            words = _("Only what is open is in the file, without personal data.")
        elif audience is Audience.COUNCIL:
            words = _(
                "What is open or internal is in the file. A file that is handed over is an issued document."
            )
        else:
            words = _(
                "All levels are in the file, drafts are not. A file that is handed over is an issued document."
            )
        self._about_audience.setText(words)
        self._desk.query(partial(_look_over, self._kind, audience, self._ids), self._tell_counts, owner=self)

    def _tell_counts(self, told: Exported) -> None:
        """How many records are left out and how those in it are protected; an answer that came late is let go."""
        if told.audience == self._chosen_audience():
            self.counts.setText(" ".join(told.lines[1:]))

    def _ask(self) -> None:
        ending = str(self.format.currentData())
        name = f"{self._kind.about.titles}.{ending}"
        chosen, _filter = QFileDialog.getSaveFileName(self, self.windowTitle(), name, f"*.{ending}")
        if chosen:
            self.write(Path(chosen) if Path(chosen).suffix else Path(f"{chosen}.{ending}"))

    def write(self, path: Path) -> None:
        """Writes the file; the window closes when that went well and says why when not."""
        workspace, kind, audience = self._desk.workspace, self._kind, self._chosen_audience()
        ids = self._ids
        self.button.setEnabled(False)

        def work(progress: Progress) -> int:
            from trygg_desktop.formats.exporting import export

            return export(workspace, kind, path, audience=audience, ids=ids)

        def done(n: int) -> None:
            self._desk.tell(
                ngettext(
                    "{n} record was written to {name}.",
                    "{n} records were written to {name}.",
                    n,
                    name=path.name,
                )
            )
            if isValid(self):
                self.exported.emit(path, n)
                self.accept()

        def failed(error: BaseException) -> None:
            if not isValid(self) or not isinstance(error, TryggError):
                self._desk.fault(error)
                return
            self.button.setEnabled(True)
            self.error.setText(sentence(error))
            self.error.show()

        self._desk.job(_("Export"), work, done, failed=failed)
