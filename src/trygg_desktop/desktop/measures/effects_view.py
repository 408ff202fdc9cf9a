"""Before and after in the form of a measure and of what follows it up: a chart for each indicator and district."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trygg_desktop.desktop.charts.chart_pane import ChartPane
from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.measures.effects import KINDS, BeforeAfterShown, Effects, read_effects
from trygg_desktop.desktop.parts import LinkLabel, Words
from trygg_desktop.domain.record import Record
from trygg_desktop.i18n import _

SHOWN_WITH = ("measure", "follow-up", "evaluation")


class EffectsView(QWidget):
    """`evaluation_wanted` carries the values of an evaluation that begins with the figures of a chart."""

    evaluation_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._record: UUID | None = None
        self._asked: UUID | None = None
        self._lacking = Words("", "side", "text2")
        self._lacking.setWordWrap(True)
        self.counts = Words("", "side", "text2")
        self.counts.setWordWrap(True)
        self.charts: list[ChartPane] = []
        self.links: list[LinkLabel] = []
        self._found = Effects()
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addWidget(self._lacking)
        whole.addLayout(self._column)
        whole.addWidget(self.counts)

    def show_record(self, record: Record | None) -> None:
        """Shows the figures around a measure; a follow-up that is only begun has those of its measure."""
        self._record = record.id if record is not None else None
        self._asked = self._record or getattr(record, "measure", None)
        if record is None or record.about.name not in SHOWN_WITH:
            self._asked = None
        self._read()

    def refresh(self, changes: Changes | None) -> None:
        """Reads anew what the changes touch."""
        if changes is None or changes.kinds & KINDS:
            self._read()

    def _read(self) -> None:
        asked, today = self._asked, self._desk.today
        if asked is None:
            self._show(Effects())
            return

        def arrived(found: Effects) -> None:
            if asked == self._asked:
                self._show(found)

        self._desk.query(lambda workspace: read_effects(workspace, asked, today), arrived, owner=self)

    def _show(self, found: Effects) -> None:
        self._lacking.setText(found.lacking)
        self._lacking.setVisible(bool(found.lacking))
        self.counts.setText("\n\n".join(found.counts))
        self.counts.setVisible(bool(found.counts))
        if found == self._found:
            return
        self._found = found
        for gone in (*self.charts, *self.links):
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self.charts, self.links = [], []
        for each in found.shown:
            self._add(each)

    def _add(self, each: BeforeAfterShown) -> None:
        chart = ChartPane(each.chart)
        words = _("Evaluate with these figures")
        link = LinkLabel(words, partial(self.evaluation_wanted.emit, each.evaluation))
        link.setAccessibleName(f"{words}: {each.chart.title}")
        self._column.addWidget(chart)
        self._column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self.charts.append(chart)
        self.links.append(link)
