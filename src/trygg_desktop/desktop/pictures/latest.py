"""The latest figures of an indicator under its name, and what one does with them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from sqlmodel import col

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.parts import LinkLabel, Words
from trygg_desktop.desktop.records.elided_link import ElidedLink
from trygg_desktop.desktop.records.flow import FlowLayout
from trygg_desktop.domain.figures import Indicator, Mark, Measurement
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.record import Record
from trygg_desktop.i18n import _, number
from trygg_desktop.insight.charts.indicator_charts import unit_of
from trygg_desktop.insight.charts.values import MISSING, SUPPRESSED, Value
from trygg_desktop.insight.periods import shown
from trygg_desktop.workspace import Workspace

MOST = 6
"""Figures that are listed under an indicator; the rest are one step away."""


@dataclass(frozen=True, slots=True)
class Latest:
    """How many figures an indicator has, and the latest of them in words."""

    number: int = 0
    lines: tuple[tuple[UUID, str], ...] = ()


def read_latest(workspace: Workspace, indicator: UUID) -> Latest:
    """The latest figures, each such as `2026 · Bäckby · 58 % · n = 214`."""
    record = workspace.find(indicator)
    if not isinstance(record, Indicator):
        return Latest()
    where = (col(Measurement.indicator) == indicator,)
    names = ["from_on", "to_on", "period", "district", "value", "mark", "n"]
    rows = workspace.rows(Measurement, names, where=where, sort="-from_on", limit=MOST)
    places = workspace.titles(
        {district for _id, _first, _last, _period, district, *_rest in rows if district}
    )
    unit = unit_of(record)
    lines = []
    for id, first, last, period, district, value, mark, n in rows:
        place = places.get(district, "") if district else _("The whole city")
        when = shown(Period(first, last)) if first and last else period or _("no period")
        said = [when, place, unit.of(_value(value, mark))]
        if n is not None:
            said.append(f"n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{number(n)}")
        lines.append((id, " · ".join(filter(None, said))))
    return Latest(workspace.count(Measurement, *where), tuple(lines))


def _value(amount: float | None, mark: str | None) -> Value:
    if mark == Mark.SUPPRESSED:  # although somebody may have written it as well
        return SUPPRESSED
    return MISSING if amount is None else Value(amount)


class LatestFigures(QWidget):
    """`figure_opened` and `all_wanted` carry the id of a figure and of the indicator; the others ask for a record."""

    figure_opened = Signal(object)
    all_wanted = Signal(object)
    new_wanted = Signal()
    problem_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._indicator: UUID | None = None
        self._nothing = Words(_("There are no figures of it yet."), "side", "text2")
        self.links: list[ElidedLink] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.all = LinkLabel("", self._want_all)
        self.new = LinkLabel(_("New measurement"), self.new_wanted.emit)
        self.problem = LinkLabel(_("New problem from this indicator"), self.problem_wanted.emit)
        ways = QWidget()
        flow = FlowLayout(ways, gap=12, fill=False)
        for link in (self.all, self.new, self.problem):
            flow.addWidget(link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._nothing)
        column.addLayout(self._rows)
        column.addWidget(ways)

    def show_record(self, record: Record | None) -> None:
        """Shows the figures of an indicator; one that is only begun has none."""
        self._indicator = record.id if isinstance(record, Indicator) else None
        for link in (self.all, self.new, self.problem):
            link.setEnabled(self._indicator is not None)
        self._read()

    def refresh(self, changes: Changes | None) -> None:
        """Reads anew what the changes touch."""
        if changes is None or changes.kinds & {"measurement", "indicator", "district"}:
            self._read()

    def _read(self) -> None:
        indicator = self._indicator
        if indicator is None:
            self._show(Latest())
            return

        def arrived(found: Latest) -> None:
            if indicator == self._indicator:
                self._show(found)

        self._desk.query(lambda workspace: read_latest(workspace, indicator), arrived, owner=self)

    def _show(self, found: Latest) -> None:
        self._nothing.setVisible(not found.lines)
        for link in self.links:
            self._rows.removeWidget(link)
            link.hide()
            link.deleteLater()
        self.links = [self._link(id, words) for id, words in found.lines]
        for link in self.links:
            self._rows.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self.all.setText(_("Show all {n}", n=number(found.number)))
        self.all.setVisible(found.number > len(found.lines))

    def _link(self, id: UUID, words: str) -> ElidedLink:
        return ElidedLink(words, lambda: self.figure_opened.emit(id))

    def _want_all(self) -> None:
        if self._indicator is not None:
            self.all_wanted.emit(self._indicator)
