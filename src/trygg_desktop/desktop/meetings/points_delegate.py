"""Draws things to be done: an open ring or a tick, who sees to it, and in words when it is late."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import (
    QAbstractItemModel,
    QDate,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QDateEdit,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.meetings.points_model import Column, Point, PointsModel
from trygg_desktop.desktop.meetings.text_lines import draw_lines, lines_of
from trygg_desktop.i18n import _

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 26
RING = 12
INDENT = 21
MOST_LINES = 3


def draw_ring(painter: QPainter, box: QRectF, color: QColor) -> None:
    """An open ring: not done yet."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box.adjusted(0.8, 0.8, -0.8, -0.8))
    painter.restore()


def draw_tick(painter: QPainter, box: QRectF, color: QColor) -> None:
    """A tick: done."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(color, 1.6)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    left, top, size = box.left(), box.top(), box.width()
    points = ((0.05, 0.55), (0.36, 0.85), (0.95, 0.2))
    painter.drawPolyline(QPolygonF([QPointF(left + x * size, top + y * size) for x, y in points]))
    painter.restore()


def draw_late(painter: QPainter, box: QRectF, color: QColor) -> None:
    """A crossed square: late."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(box, 1.5, 1.5)
    painter.setPen(QPen(theme.color("base"), 1.4))
    inner = box.adjusted(3, 3, -3, -3)
    painter.drawLine(inner.topLeft(), inner.bottomRight())
    painter.drawLine(inner.topRight(), inner.bottomLeft())
    painter.restore()


class PointsDelegate(QStyledItemDelegate):
    """The look of one thing to be done, and its editors."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        bold = index.column() == Column.DUE
        metrics = QFontMetrics(theme.bold("body") if bold else theme.font("body"))
        text = str(index.data() or "")
        wide = metrics.horizontalAdvance(text) + (INDENT if bold else 0) + 12
        room = option.rect.width() - INDENT - 6
        breaks = index.column() == Column.TITLE and room > 0
        lines = len(lines_of(text, theme.font("body"), room, MOST_LINES)) if breaks else 1
        return QSize(wide, max(ROW_HEIGHT, metrics.height() * lines + 6))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        point: Point = index.data(Qt.ItemDataRole.UserRole)
        rect = QRect(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected and state & QStyle.StateFlag.State_Active:
            painter.fillRect(rect, theme.color("tint"))
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if index.column() == Column.TITLE:
            self._paint_title(painter, rect, point)
        elif index.column() == Column.WHO:
            self._text(painter, rect, point.who, theme.color("text2"))
        else:
            self._paint_due(painter, rect, index, point)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -2, -2), 3, 3)
        painter.restore()

    def _paint_title(self, painter: QPainter, rect: QRect, point: Point) -> None:
        line = QFontMetrics(theme.font("body")).height() + 6
        two = rect.height() > line + ROW_HEIGHT // 2
        box = self.ring_box(QRect(rect.left(), rect.top(), rect.width(), line if two else rect.height()))
        if point.done:
            draw_tick(painter, box, theme.color("text2"))
        else:
            draw_ring(painter, box, theme.color("control"))
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text2" if point.done else "text"))
        draw_lines(painter, rect.adjusted(INDENT, 0, -6, 0), point.title)

    def _paint_due(self, painter: QPainter, rect: QRect, index: Index, point: Point) -> None:
        model = index.model()
        text = str(index.data() or "")
        right = rect.adjusted(0, 0, -2, 0)
        if not (isinstance(model, PointsModel) and model.is_late(point)):
            self._text(painter, right, text, theme.color("text2"), align=Qt.AlignmentFlag.AlignRight)
            return
        width = self._text(
            painter, right, text, theme.color("alert"), bold=True, align=Qt.AlignmentFlag.AlignRight
        )
        draw_late(
            painter, QRectF(right.right() - width - 17, rect.center().y() - 5, 11, 11), theme.color("alert")
        )

    def _text(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        color: QColor,
        *,
        bold: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> int:
        font = QFont(theme.font("body"))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(color)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width() - 6)
        painter.drawText(rect, int(align | Qt.AlignmentFlag.AlignVCenter), shown)
        return metrics.horizontalAdvance(shown)

    def ring_box(self, rect: QRect) -> QRectF:
        """Where the ring or the tick stands in the first cell."""
        return QRectF(rect.left() + 1, rect.center().y() - RING / 2 + 0.5, RING, RING)

    # Editing

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        if (
            isinstance(event, QMouseEvent)
            and event.button() == Qt.MouseButton.LeftButton
            and index.column() == Column.TITLE
            and event.position().x() < option.rect.left() + INDENT
        ):
            if event.type() == QEvent.Type.MouseButtonRelease:
                self._turn(model, index)
            return True
        return False

    def _turn(self, model: QAbstractItemModel, index: Index) -> None:
        done = index.data(Qt.ItemDataRole.UserRole).done
        model.setData(
            index,
            Qt.CheckState.Unchecked if done else Qt.CheckState.Checked,
            Qt.ItemDataRole.CheckStateRole,
        )

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        if index.column() == Column.DUE:
            edit = QDateEdit(parent)
            edit.setCalendarPopup(True)
            edit.setDisplayFormat("yyyy-MM-dd")
            edit.setAccessibleName(_("Day"))
            return edit
        line = QLineEdit(parent)
        line.setAccessibleName(
            _("Who sees to it") if index.column() == Column.WHO else _("What is to be done")
        )
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QDateEdit):
            model = index.model()
            today = model.today if isinstance(model, PointsModel) else date.min
            day = value or today
            editor.setDate(QDate(day.year, day.month, day.day))
        elif isinstance(editor, QLineEdit):
            editor.setText(value or "")

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QDateEdit):
            picked = editor.date()
            model.setData(index, date(picked.year(), picked.month(), picked.day()))
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRect(option.rect)
        if index.column() == Column.TITLE:
            rect.adjust(INDENT - 5, 0, 0, 0)
        if isinstance(editor, QDateEdit):
            rect.setLeft(min(rect.left(), rect.right() - editor.sizeHint().width()))
        editor.setGeometry(rect.adjusted(0, 0, 0, -1))
