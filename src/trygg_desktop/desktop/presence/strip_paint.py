"""How a cell of the heat strip is painted: name, sessions of a week, the wait since, weeks in figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.presence import colours
from trygg_desktop.desktop.presence.districts_model import NAME_COLUMN, DistrictRow, DistrictsModel
from trygg_desktop.desktop.presence.map_paint import paint_triangle

Index = QModelIndex | QPersistentModelIndex


@cache
def month_starts(mondays: tuple[date, ...]) -> list[int]:
    """The columns of the weeks in which a month's first Monday falls, counted from 1."""
    return [number + 2 for number, (one, other) in enumerate(pairwise(mondays)) if one.month != other.month]


def first_waiting_week(row: DistrictRow, mondays: Sequence[date]) -> int:
    """The first column after the week of the last session, counted from 1."""
    if row.last_on is None or not mondays:
        return 1
    last_monday = row.last_on - timedelta(days=row.last_on.weekday())
    return max(1, (last_monday - mondays[0]).days // 7 + 2)


class StripCells(QStyledItemDelegate):
    """Paints the cells of the heat strip."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, DistrictsModel)
        row, rect = model.rows[index.row()], QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(rect, theme.color("tint"))
        if index.column() == NAME_COLUMN:
            _name(painter, rect, row, chosen=chosen)
        elif index.column() > len(model.mondays):
            _figure(painter, rect, row, late=row.late(model.limit))
        else:
            self._week(painter, rect, model, row, index.column())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 1.5))
            painter.drawRoundedRect(rect.adjusted(0.75, 0.75, -0.75, -0.75), 2, 2)
        painter.restore()

    def _week(
        self, painter: QPainter, rect: QRectF, model: DistrictsModel, row: DistrictRow, column: int
    ) -> None:
        if column in month_starts(model.mondays):
            painter.fillRect(QRectF(rect.left(), rect.top(), 1, rect.height()), theme.color("line"))
        count = row.sessions[column - 1]
        if count:
            _sessions(painter, rect, count)
        elif column >= first_waiting_week(row, model.mondays):
            late = row.late(model.limit)
            thick = 4 if late else 1
            line = QRectF(rect.left(), int(rect.center().y() - thick / 2), rect.width(), thick)
            if column == len(model.mondays):
                line.setWidth(line.width() - 2)
            painter.fillRect(line, colours.late() if late else theme.color("control"))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("line2"))
            painter.drawEllipse(rect.center(), 0.9, 0.9)


def _sessions(painter: QPainter, rect: QRectF, count: int) -> None:
    fill, edge = colours.presence(count)
    gap = 2.5 if rect.width() >= 11 else 1.5
    square = QRectF(0, 0, rect.width() - gap, rect.height() - 2.5)
    square.moveCenter(rect.center())
    painter.setPen(QPen(edge, 1))
    painter.setBrush(fill)
    painter.drawRoundedRect(square.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)


def _name(painter: QPainter, rect: QRectF, row: DistrictRow, *, chosen: bool) -> None:
    font = theme.bold("tile") if chosen else theme.font("tile")
    painter.setFont(font)
    painter.setPen(theme.color("text"))
    room = rect.adjusted(0, 0, -6, 0)
    words = QFontMetrics(font).elidedText(row.name, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)


def _figure(painter: QPainter, rect: QRectF, row: DistrictRow, *, late: bool) -> None:
    painter.setFont(theme.bold("tile") if late else theme.font("tile"))
    painter.setPen(theme.color("text"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.figure)
    if late:
        side = min(8.0, rect.height() - 4)
        spot = QRectF(rect.left() + 4, rect.center().y() - side / 2, side, side)
        paint_triangle(painter, spot, colours.late())
