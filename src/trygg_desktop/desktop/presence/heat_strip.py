"""Weeks and districts at a glance: the sessions of each week, and how long each district has waited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QTableView, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.presence.districts_model import NAME_COLUMN, DistrictsModel
from trygg_desktop.desktop.presence.strip_paint import StripCells, month_starts
from trygg_desktop.desktop.table_manners import in_rows
from trygg_desktop.i18n import _, month

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

SMALLEST_WEEK = 8
ROOM_BESIDE_NAME = 10


class HeatStrip(QTableView):
    """A table of districts and weeks, painted small; a real table to the keyboard and to a screen reader."""

    district_activated = Signal(object)

    def __init__(self, model: DistrictsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._districts = model
        self._room = 0
        self.setModel(model)
        self.setItemDelegate(StripCells(self))
        self.setHorizontalHeader(MonthsHeader(model, self))
        self.verticalHeader().hide()
        in_rows(self, one=True, read_only=True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Sessions per week and district"))
        model.modelReset.connect(self._measure)
        model.layoutChanged.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        """Gives the weeks equal whole pixels; what is left over goes to the names."""
        label = theme.font("tile")
        self.setFont(label)
        metrics, strong = QFontMetrics(label), QFontMetrics(theme.bold("tile"))
        row_height = self._row_height(metrics)
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(row_height)
        self.horizontalHeader().setMinimumSectionSize(1)
        weeks, header = len(self._districts.mondays), self.horizontalHeader()
        if not weeks:
            return
        figures = strong.horizontalAdvance(_("weeks")) + 8
        names = max([50, *(strong.horizontalAdvance(row.name) for row in self._districts.rows)])
        room = self.viewport().width() - figures
        week_width = max(SMALLEST_WEEK, (room - names - ROOM_BESIDE_NAME) // weeks)
        for column in range(1, weeks + 1):
            header.resizeSection(column, week_width)
        header.resizeSection(NAME_COLUMN, max(60, room - week_width * weeks))
        header.resizeSection(weeks + 1, figures)
        self.updateGeometry()

    def _row_height(self, metrics: QFontMetrics) -> int:
        """As dense as the letters allow, and up to half as much again where the map leaves room."""
        dense = max(13, round(metrics.height() * 0.86))
        rows = max(1, self._districts.rowCount())
        room = (self._room - self.horizontalHeader().sizeHint().height()) // rows
        return max(dense, min(room, round(dense * 1.5)))

    def fill(self, height: int) -> None:
        """Lets the rows grow to stand as tall as the map beside them."""
        if height != self._room:
            self._room = height
            self._measure()

    def sizeHint(self) -> QSize:
        rows = self.verticalHeader().defaultSectionSize() * self._districts.rowCount()
        return QSize(520, self.horizontalHeader().sizeHint().height() + rows + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(60 + SMALLEST_WEEK * len(self._districts.mondays) + 50, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == event.Type.ApplicationFontChange:
            self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self._districts.at(self.currentIndex())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row:
            self.district_activated.emit(row.id)
            return
        super().keyPressEvent(event)


class MonthsHeader(QHeaderView):
    """The months above the weeks they begin with, and the word for the figures at the far right."""

    def __init__(self, model: DistrictsModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._districts = model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)
        self.setAccessibleName(_("Months"))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), QFontMetrics(theme.font("tile")).height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        label = theme.font("tile")
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.color("base"))
        painter.setFont(label)
        painter.setPen(theme.color("text2"))
        last = len(self._districts.mondays) + 1
        free_from = 0.0
        for column in month_starts(self._districts.mondays):
            words = month(self._districts.mondays[column - 1])
            left = float(self.sectionViewportPosition(column) + 3)
            width = QFontMetrics(label).horizontalAdvance(words)
            if left < free_from or left + width > self.sectionViewportPosition(last):
                continue
            painter.drawText(QRectF(left, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, words)
            free_from = left + width + 4
        painter.drawText(
            QRectF(0, 0, self.width() - 1, self.height()),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            _("weeks"),
        )
