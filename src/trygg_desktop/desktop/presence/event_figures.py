"""The police events of a year in figures: month by month, by kind and by district, as charts or tables."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from trygg_desktop.desktop.charts.chart_pane import ChartPane
from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.parts import Words
from trygg_desktop.desktop.presence.event_summary import EventPlace, last_year, read_counts, summary
from trygg_desktop.i18n import _, short_date
from trygg_desktop.insight.charts.event_charts import by_district, by_kind, per_period
from trygg_desktop.insight.charts.sheet import Chart
from trygg_desktop.insight.event_counts import EventCounts


class EventFigures(QDialog):
    """What is counted, with the share that nobody could place under each chart."""

    def __init__(self, desk: Desk, place: EventPlace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._place = desk, place
        self.charts: list[ChartPane] = []
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Police events in figures"))
        self.setModal(False)
        self.resize(820, 720)
        self.words = Words("", "body", "text2")
        self.words.setWordWrap(True)
        self._build()
        desk.changed.connect(self._changed)
        self._read()

    def _build(self) -> None:
        inner = QWidget()
        inner.setObjectName("page")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(24, 16, 24, 16)
        self._column.setSpacing(24)
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        close = QPushButton(_("Close"))
        close.clicked.connect(lambda _checked=False: self.close())
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        first, last = last_year(self._desk.today)
        column.addWidget(Words(_("Police events in figures"), "page"))
        column.addWidget(
            Words(_("{first} – {last}", first=short_date(first), last=short_date(last)), "side", "text2")
        )
        column.addWidget(self.words)
        column.addWidget(scroll, 1)
        column.addLayout(row)

    def _changed(self, changes: Changes) -> None:
        if {"event", "district"} & changes.kinds:
            self._read()

    def _read(self) -> None:
        today = self._desk.today
        self._desk.query(lambda workspace: read_counts(workspace, today), self._show, owner=self)

    def _show(self, counts: EventCounts) -> None:
        self.words.setText(summary(counts, self._place, self._desk.today))
        charts = self._drawn(counts) if counts.total else []
        if len(charts) == len(self.charts):
            for pane, chart in zip(self.charts, charts, strict=True):
                pane.show_chart(chart)
            return
        for pane in self.charts:
            pane.deleteLater()
        self.charts = [ChartPane(chart) for chart in charts]
        for at, pane in enumerate(self.charts):
            self._column.insertWidget(at, pane)

    def _drawn(self, counts: EventCounts) -> list[Chart]:
        place = self._place
        return [
            per_period(counts, place.within, place.name),
            by_kind(counts, place.within),
            by_district(counts, place.areas, place.names, chosen=place.district),
        ]
