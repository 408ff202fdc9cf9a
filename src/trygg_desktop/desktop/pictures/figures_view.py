"""The figures beside the texts: a table of indicators with sample and source, and the chart of the chosen one."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.charts.chart_pane import ChartPane
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.parts import LinkLabel, SectionHeading, Words
from trygg_desktop.desktop.pictures.figures import NO_VALUE, FigureRow, PlaceFigures
from trygg_desktop.desktop.pictures.other_periods import OtherPeriods
from trygg_desktop.desktop.presence.event_figures import EventFigures
from trygg_desktop.desktop.presence.event_summary import EventPlace, EventSummary
from trygg_desktop.desktop.records.flow import FlowLayout
from trygg_desktop.desktop.records.tab_order import FocusInSight
from trygg_desktop.desktop.scrolling_sheet import ScrollingSheet
from trygg_desktop.desktop.table_manners import in_rows
from trygg_desktop.desktop.tables import RowsModel, TableColumn
from trygg_desktop.i18n import N_, _, ngettext
from trygg_desktop.insight.periods import Grain

_RIGHT = Qt.AlignmentFlag.AlignRight
_MOST_SHOWN = 8
_WIDE = 640
"""Pixels from which period and source stand in the table; the line under it has them in any case."""
_ONLY_WHERE_WIDE = (1, 6)
_CITY = 5

_COLUMNS: tuple[TableColumn[FigureRow], ...] = (
    TableColumn(N_("Indicator"), lambda row: row.name, tooltip=lambda row: row.name),
    TableColumn(N_("Period"), lambda row: row.period),
    TableColumn(
        N_("Value"),
        lambda row: f"{row.value} {row.around}".strip(),
        _RIGHT,
        tooltip=lambda row: row.told,
        spoken=lambda row: row.told,
    ),
    TableColumn("n", lambda row: row.n, _RIGHT),
    TableColumn(N_("Previous"), lambda row: row.before, _RIGHT),
    TableColumn(N_("The whole city"), lambda row: row.city, _RIGHT),
    TableColumn(N_("Source"), lambda row: row.source, tooltip=lambda row: row.source),
)


class FiguresBeside(ScrollingSheet):
    """The indicators of one place; which of them is looked at is kept from place to place.

    `figure_wanted` carries the id of a figure to correct, `problem_wanted` the row that a problem is drawn from;
    `periods_wanted` an indicator and how long its periods are to be; `import_wanted` asks for a file. Under them
    stand the police events of the same place.
    """

    figure_wanted = Signal(object)
    periods_wanted = Signal(object, object)
    problem_wanted = Signal(object)
    import_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, sideways=True)
        FocusInSight(self)
        self._chosen: UUID | None = None
        self.rows: RowsModel[FigureRow] = RowsModel(list(_COLUMNS), lambda row: row.indicator, self)
        self.table = _table(self.rows, self.sheet)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.table.activated.connect(lambda _index: self._open_figure())
        self.problem = LinkLabel(_("New problem from this figure"), self.draw_problem)
        self.correct = LinkLabel(_("Open the figure"), self._open_figure)
        self._ways = QWidget()
        flow = FlowLayout(self._ways, gap=12, fill=False)
        self.bring = LinkLabel(_("Import statistics …"), self.import_wanted.emit)
        for link in (self.problem, self.correct, self.bring):
            flow.addWidget(link)
        self.chart: ChartPane | None = None
        self.events = EventSummary(desk)
        self.events.figures_wanted.connect(lambda place: EventFigures(desk, place, self).show())
        self.nothing = Words("", "body", "text2")
        self.nothing.setWordWrap(True)
        self.undated = Words("", "side", "text2")
        self.undated.setWordWrap(True)
        self.undated.hide()
        self.others = OtherPeriods(self._want_periods)
        self.detail = Words("", "side", "text2")
        self.detail.setWordWrap(True)
        self.heading = SectionHeading(_("Figures"))
        self._column = QVBoxLayout(self.sheet)
        self._column.setContentsMargins(16, 12, 24, 16)
        self._column.setSpacing(8)
        self._column.addWidget(self.heading)
        self._column.addWidget(self.nothing)
        self._column.addWidget(self.table)
        self._column.addWidget(self.undated)
        self._column.addWidget(self.detail)
        self._column.addWidget(self.others)
        self._column.addWidget(self._ways)
        self._column.addWidget(SectionHeading(_("Police events")))
        self._column.addWidget(self.events)
        self._column.addStretch(1)

    def show_figures(self, place: str, read: PlaceFigures) -> None:
        """Shows the figures of a place, and tells how many more wait for their period."""
        found = read.rows
        self.undated.setText(_waiting(read.undated))
        self.undated.setVisible(bool(read.undated))
        self.rows.show_rows(list(found))
        self.table.setColumnHidden(_CITY, all(row.city == NO_VALUE for row in found))
        self.table.setAccessibleName(_("Figures for {place}", place=place))
        self.table.setVisible(bool(found))
        self.nothing.setText(_("There are no figures for {place} yet.", place=place))
        self.nothing.setVisible(not found and not read.undated)
        shown = min(len(found), _MOST_SHOWN)
        self.table.setFixedHeight((shown + 1) * theme.row_height() + 20)
        ids = [row.indicator for row in found]
        if not ids:
            self._drop_chart()
            return
        row = ids.index(self._chosen) if self._chosen in ids else 0
        self.table.selectionModel().blockSignals(True)
        self.table.selectRow(row)
        self.table.selectionModel().blockSignals(False)
        self._show_chart(found[row])

    def show_events(self, place: EventPlace) -> None:
        """Counts the police events of a place, and how many of all nobody could place."""
        self.events.show_place(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column in _ONLY_WHERE_WIDE:
            self.table.setColumnHidden(column, event.size().width() < _WIDE)

    @property
    def chosen(self) -> FigureRow | None:
        """The figure that is looked at."""
        return next((row for row in self.rows.rows if row.indicator == self._chosen), None)

    def draw_problem(self) -> None:
        """Asks for a problem that rests on the figure that is looked at."""
        if (row := self.chosen) is not None:
            self.problem_wanted.emit(row)

    def _open_figure(self) -> None:
        if (row := self.chosen) is not None:
            self.figure_wanted.emit(row.figure)

    def _want_periods(self, grain: Grain) -> None:
        if self._chosen is not None:
            self.periods_wanted.emit(self._chosen, grain)

    def _choose(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self._show_chart(self.rows.rows[now.row()])

    def _show_chart(self, row: FigureRow) -> None:
        self._chosen = row.indicator
        self.detail.setText(_detail(row))
        self.detail.show()
        self.others.show_others(row.others)
        self._show_ways(True)
        if self.chart is None:
            self.chart = ChartPane(row.chart)
            self._column.insertWidget(self._column.indexOf(self._ways) + 1, self.chart)
        else:
            self.chart.show_chart(row.chart)
        self.chart.show()

    def _drop_chart(self) -> None:
        self.detail.hide()
        self.others.show_others(())
        self._show_ways(False)
        if self.chart is not None:
            self.chart.hide()

    def _show_ways(self, there: bool) -> None:
        """Without a figure there is one way on: to take some in."""
        for link in (self.problem, self.correct):
            link.setVisible(there)


def _table(rows: RowsModel[FigureRow], parent: QWidget) -> QTableView:
    """Lines of figures, chosen one at a time."""
    made = QTableView(parent)
    made.setModel(rows)
    in_rows(made, one=True, read_only=True)
    made.setWordWrap(False)
    made.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    made.setFont(theme.font())
    made.verticalHeader().hide()
    made.verticalHeader().setDefaultSectionSize(theme.row_height())
    header = made.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for column in range(len(_COLUMNS)):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(len(_COLUMNS) - 1, QHeaderView.ResizeMode.Stretch)
    return made


def _waiting(undated: int) -> str:
    return ngettext(
        "{n} figure waits for a period and is not shown. Write its period under Indicators, or import the file again.",
        "{n} figures wait for a period and are not shown. Write their periods under Indicators, "
        "or import the file again.",
        undated,
    )


def _detail(row: FigureRow) -> str:
    """Period, sample and source of a figure; then from which file it came, when and by whom."""
    n = f"n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{row.n}" if row.n else ""
    source = _("Source: {sources}.", sources=row.source) if row.source else ""
    said = " · ".join(filter(None, [row.period, n, source]))
    return "\n".join(filter(None, [said, row.origin]))
