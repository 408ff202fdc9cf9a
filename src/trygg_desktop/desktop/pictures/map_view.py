"""The districts coloured and lettered by an indicator; a district that is clicked is chosen on the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from trygg_desktop.desktop.charts.chart_pane import ChartPane
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.parts import Words
from trygg_desktop.desktop.pictures.figures import IndicatorName, MapOf, read_map, read_names
from trygg_desktop.desktop.pictures.reading import Place
from trygg_desktop.desktop.records.tab_order import FocusInSight
from trygg_desktop.desktop.scrolling_sheet import ScrollingSheet
from trygg_desktop.domain.periods import Period
from trygg_desktop.i18n import _
from trygg_desktop.insight.charts.tile_map import TileMap
from trygg_desktop.insight.periods import shown


class IndicatorMap(ScrollingSheet):
    """A map with a choice of indicator and period; `district_chosen` carries the id of a district."""

    district_chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, sideways=True)
        self.desk = desk
        self._places: Sequence[Place] = ()
        self._until: date | None = None
        self._period: Period | None = None
        self._found = MapOf()
        FocusInSight(self)
        self.indicator, self.period = _combo(_("Indicator")), _combo(_("Period"))
        self.indicator.setMinimumContentsLength(26)
        self.indicator.currentIndexChanged.connect(lambda _at: self._read())
        self.period.currentIndexChanged.connect(lambda _at: self._turn_to_period())
        self.nothing = Words(_("There are no figures for the districts yet."), "body", "text2")
        self.nothing.setWordWrap(True)
        self.chart: ChartPane | None = None
        self._column = QVBoxLayout(self.sheet)
        self._column.setContentsMargins(16, 12, 24, 16)
        self._column.setSpacing(12)
        self._column.addLayout(self._choices())
        self._column.addWidget(self.nothing)
        self._column.addStretch(1)

    def _choices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for combo in (self.indicator, self.period):
            label = QLabel(combo.accessibleName())
            label.setBuddy(combo)
            row.addWidget(label)
            row.addWidget(combo)
            row.addSpacing(8)
        row.addStretch(1)
        return row

    def show_places(self, places: Sequence[Place], until: date | None) -> None:
        """Shows these districts; nothing later than the picture's last day."""
        self._places, self._until = places, until
        self.desk.query(lambda workspace: read_names(workspace, places), self._offer, owner=self)

    def _offer(self, names: tuple[IndicatorName, ...]) -> None:
        chosen = self.indicator.currentData()
        blocker = QSignalBlocker(self.indicator)
        self.indicator.clear()
        for each in names:
            self.indicator.addItem(each.name, each.id)
        self.indicator.setCurrentIndex(max(0, self.indicator.findData(chosen)))
        blocker.unblock()
        self._read()

    def _read(self) -> None:
        indicator: UUID | None = self.indicator.currentData()
        if indicator is None:
            self._arrived(MapOf())
            return
        places, until, period = self._places, self._until, self._period
        asked = indicator, period

        def arrived(found: MapOf) -> None:
            if asked == (self.indicator.currentData(), self._period):
                self._arrived(found)

        self.desk.query(
            lambda workspace: read_map(workspace, indicator, places, until, period), arrived, owner=self
        )

    def _turn_to_period(self) -> None:
        at = self.period.currentIndex()
        if 0 <= at < len(self._found.periods):
            self._period = self._found.periods[at]
            self._read()

    def _arrived(self, found: MapOf) -> None:
        if found.periods != self._found.periods:
            blocker = QSignalBlocker(self.period)
            self.period.clear()
            self.period.addItems([shown(period) for period in found.periods])
            blocker.unblock()
        self._found = found
        blocker = QSignalBlocker(self.period)
        self.period.setCurrentIndex(found.periods.index(found.period) if found.period else -1)
        blocker.unblock()
        self._show_map(found.map)

    def _show_map(self, drawn: TileMap | None) -> None:
        self.nothing.setVisible(drawn is None)
        if drawn is not None and self.chart is None:
            self.chart = ChartPane(drawn)
            self.chart.opened.connect(self.district_chosen)
            self._column.insertWidget(self._column.count() - 1, self.chart)
        elif drawn is not None and self.chart is not None:
            self.chart.show_chart(drawn)
        if self.chart is not None:
            self.chart.setVisible(drawn is not None)


def _combo(name: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return made
