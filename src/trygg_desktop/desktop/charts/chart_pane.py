"""A chart with what can be done with it: shown as a table instead, and copied as one or as a picture."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.charts.chart_table import ChartTable
from trygg_desktop.desktop.charts.chart_view import ChartView
from trygg_desktop.desktop.charts.copied_picture import copy_picture
from trygg_desktop.desktop.parts import LinkLabel
from trygg_desktop.desktop.records.flow import FlowLayout
from trygg_desktop.i18n import _
from trygg_desktop.insight.charts.sheet import Chart


class ChartPane(QWidget):
    """One chart, as picture or as table. `opened` tells the key of the value that the user wants to see."""

    opened = Signal(object)

    def __init__(self, chart: Chart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = ChartView(chart)
        self.view.mark_opened.connect(self.opened)
        self.table: ChartTable | None = None
        self._title = QLabel()
        self._title.setFont(theme.font("section"))
        self._title.setWordWrap(True)
        self._title.hide()
        self._switch = LinkLabel(_("Show as a table"), self._turn)
        self._copy = LinkLabel(_("Copy as a table"), self.view.copy_table)
        self._picture = LinkLabel(_("Copy as a picture"), lambda: copy_picture(self.view.chart))
        ways = QWidget()
        flow = FlowLayout(ways, gap=12, fill=False)
        for link in (self._switch, self._copy, self._picture):
            flow.addWidget(link)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._title)
        self._column.addWidget(self.view)
        self._column.addWidget(ways)
        self._column.addStretch(1)

    def show_chart(self, chart: Chart) -> None:
        """Shows another chart, as picture or table as the one before."""
        self.view.show_chart(chart)
        if self.table is not None:
            self._drop_table()
            self._add_table()

    def _turn(self) -> None:
        if self.table is None:
            self._add_table()
        else:
            self._drop_table()
        self._switch.setText(_("Show as a chart") if self.table else _("Show as a table"))

    def _add_table(self) -> None:
        self.table = ChartTable(self.view.chart.sheet(), self.view.chart.title)
        self.table.row_opened.connect(self.opened)
        self.view.hide()
        self._title.setText(self.view.chart.title)
        self._title.setVisible(bool(self.view.chart.title))
        self._column.insertWidget(1, self.table)
        self.setTabOrder(self.table, self._switch)

    def _drop_table(self) -> None:
        if self.table is not None:
            self._column.removeWidget(self.table)
            self.table.deleteLater()
            self.table = None
        self._title.hide()
        self.view.show()
