"""Each problem's chain to its follow-up, the gravest first, and under it the first step for each broken link."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from trygg_desktop.desktop.charts.chart_view import ChartView
from trygg_desktop.desktop.measures.mending import Mending, mending
from trygg_desktop.desktop.measures.standing import standing_of, state_of
from trygg_desktop.desktop.parts import LinkLabel, Words, lead_focus
from trygg_desktop.desktop.records.elided_link import ElidedLink
from trygg_desktop.desktop.scrolling_sheet import ScrollingSheet
from trygg_desktop.domain.measures import Measure
from trygg_desktop.i18n import _, ngettext
from trygg_desktop.insight.chain import ProblemChain, chains
from trygg_desktop.insight.charts.chain import Chain
from trygg_desktop.insight.charts.chain_chart import chain_chart
from trygg_desktop.insight.charts.lettering import learn_hyphens
from trygg_desktop.workspace import Workspace

KINDS = frozenset(
    {"problem", "cause", "measure", "district", "decision", "follow-up", "evaluation", "link", "picture"}
)
"""Kinds that the chains show something of."""
AT_ONCE = 10
"""Chains that are drawn before one asks for more."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A problem's chain as it is drawn, and what mends it."""

    problem: UUID | None
    chart: Chain
    steps: tuple[Mending, ...]


def read_chains(workspace: Workspace, today: date) -> list[Shown]:
    """Every chain, drawn and with its first steps."""
    learn_hyphens()
    found = chains(workspace, today)
    titles = workspace.names({id for chain in found for id in _mentioned(chain)})
    states = {
        id: standing
        for id, stage, light in workspace.rows(Measure, ["stage", "status"])
        if (standing := standing_of(state_of(stage, light, unfollowed=False))) is not None
    }
    return [
        Shown(
            chain.problem,
            chain_chart(chain, titles, states=states, detail=_weight(chain)),
            tuple(mending(broken, chain) for broken in chain.broken),
        )
        for chain in found
    ]


def _mentioned(chain: ProblemChain) -> Iterable[UUID]:
    for path in chain.paths:
        for id in (path.cause, path.measure, path.decision, path.follow_up, *path.districts):
            if id is not None:
                yield id


def _weight(chain: ProblemChain) -> str:
    return "" if chain.weight is None else _("weight {n} of 27", n=chain.weight)


class ProblemChart(ChartView):
    """A chain, called by its problem where the keyboard stands on none of its parts."""

    def _say(self) -> None:
        super()._say()
        if self.current is None and isinstance(self.chart, Chain):
            self.setAccessibleName(self.chart.problem.title)


class ChainLine(QWidget):
    """One chain and its steps. `opened` carries a record, `step_taken` what the user wants to do."""

    opened = Signal(object)
    step_taken = Signal(object)

    def __init__(self, shown: Shown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = shown
        self.chart = ProblemChart(shown.chart)
        self.chart.mark_opened.connect(self.opened)
        self.links: list[ElidedLink] = []
        self._told = Words("", "side", "alert")
        self._steps = QVBoxLayout()
        self._steps.setContentsMargins(0, 0, 0, 0)
        self._steps.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 14)
        column.setSpacing(4)
        column.addWidget(self.chart)
        self._told.setContentsMargins(4, 0, 0, 0)
        column.addWidget(self._told)
        column.addLayout(self._steps)
        self._show_steps()

    def show_chain(self, shown: Shown) -> None:
        """Shows the chain as it is now."""
        if shown.chart != self.shown.chart:
            self.chart.show_chart(shown.chart)
        if shown.steps != self.shown.steps:
            self.shown = shown
            self._show_steps()
        self.shown = shown

    def _show_steps(self) -> None:
        steps = self.shown.steps
        self._told.setText(
            ngettext("{n} link is missing.", "{n} links are missing.", len(steps)) if steps else ""
        )
        self._told.setVisible(bool(steps))
        _empty(self._steps)
        self.links = []
        for step in steps:
            link = ElidedLink(step.words, lambda step=step: self.step_taken.emit(step))  # type: ignore[misc]
            self._steps.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            self.links.append(link)


class ChainView(ScrollingSheet):
    """All chains in one page that scrolls."""

    record_opened = Signal(object)
    step_taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[ChainLine] = []
        self._found: list[Shown] = []
        self._most = AT_ONCE
        self.more = LinkLabel("", self._show_more)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        whole = QVBoxLayout(self.sheet)
        whole.setContentsMargins(0, 8, 16, 8)
        whole.addLayout(self._column)
        whole.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addStretch(1)
        self.more.hide()

    def show_chains(self, found: list[Shown]) -> None:
        """Shows the chains as they are now; a line that stays keeps the keyboard."""
        self._found = found
        self._show()

    def _show(self) -> None:
        wanted = self._found[: self._most]
        there = {line.shown.problem: line for line in self.lines}
        lines = [
            there.pop(shown.problem) if shown.problem in there else self._made(shown) for shown in wanted
        ]
        for gone in there.values():
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for number, (line, shown) in enumerate(zip(lines, wanted, strict=True)):
            line.show_chain(shown)
            if self._column.indexOf(line) != number:
                self._column.insertWidget(number, line)
        first = bool(lines) and not self.lines
        self.lines = lines
        if first:
            lead_focus(self, lines[0].chart)
        left = len(self._found) - len(wanted)
        self.more.setVisible(left > 0)
        self.more.setText(
            ngettext("Show {n} more problem", "Show {n} more problems", left) if left > 0 else ""
        )

    def _show_more(self) -> None:
        self._most += AT_ONCE
        self._show()

    def _made(self, shown: Shown) -> ChainLine:
        line = ChainLine(shown)
        line.opened.connect(self.record_opened)
        line.step_taken.connect(self.step_taken)
        return line


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
