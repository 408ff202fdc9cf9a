"""Draws the lines of the action plan: headings, cells on several lines, and gaps that can't be overlooked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.icons import paint_icon
from trygg_desktop.desktop.measures.lettering import draw_text, height_of
from trygg_desktop.desktop.measures.plan import PlanLine, Sort
from trygg_desktop.desktop.measures.plan_model import Column, gap_words, heading_words
from trygg_desktop.desktop.parts import paint_mark
from trygg_desktop.i18n import _

Index = QModelIndex | QPersistentModelIndex
ABOVE, BELOW, GUTTER = 7, 8, 9
NUMBER = 32
"""Pixels for a cause's number at the usual font."""
MARK, INSET, BAR = 12, 5, 3
MOST_LINES = 8


class PlanDelegate(QStyledItemDelegate):
    """The look of a line, and the field in which a cell is written."""

    def height(self, line: PlanLine, widths: Sequence[int]) -> int:
        """How high a line becomes where its columns are as wide as this, in pixels."""
        if line.sort is Sort.PROBLEM:
            return QFontMetrics(theme.font("body")).height() + 22
        highest = max(self._height(line, column, widths[column] - GUTTER - INSET) for column in Column)
        return max(theme.row_height() + 6, highest + ABOVE + BELOW)

    def _height(self, line: PlanLine, column: Column, width: int) -> int:
        body, side = theme.font("body"), theme.font("side")
        match column:
            case Column.CAUSE:
                return (
                    0 if line.again else height_of(line.cause_title, body, width - number_room(), MOST_LINES)
                )
            case Column.MEASURE:
                title = height_of(line.title, theme.bold("body"), width, MOST_LINES)
                return title + line.chips.height(width) + height_of(line.review, side, width, 2)
            case Column.FOLLOW_UP if line.sort is Sort.MEASURE:
                words = height_of(line.state.words, theme.bold("body"), width - MARK - 5, 2)
                return words + height_of(line.news, side, width, 3)
            case Column.GOALS | Column.WHEN | Column.WHO:
                return height_of(_plain(line, column), body, width, MOST_LINES)
        return 0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: PlanLine = index.data(Qt.ItemDataRole.UserRole)
        rect, state = QRect(option.rect), option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("tint" if state & QStyle.StateFlag.State_Active else "alt"))
            if index.column() == Column.CAUSE and state & QStyle.StateFlag.State_Active:
                painter.fillRect(rect.left(), rect.top(), BAR, rect.height(), theme.color("accent"))
        painter.setPen(theme.color("line2" if line.sort is Sort.PROBLEM else "line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        room = rect.adjusted(0, ABOVE, -GUTTER, 0)
        self._cell(painter, room, line, Column(index.column()))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -3, -2), 3, 3)
        painter.restore()

    def _cell(self, painter: QPainter, room: QRect, line: PlanLine, column: Column) -> None:
        inner = room.adjusted(INSET, 0, 0, 0)
        if line.sort is Sort.PROBLEM:
            self._heading(painter, inner, line)
        elif line.sort is Sort.NO_CAUSE or (line.sort is Sort.NO_MEASURE and column is Column.MEASURE):
            self._gap(painter, inner, line)
        elif column is Column.CAUSE:
            self._cause(painter, inner, line)
        elif line.sort is Sort.MEASURE and column is Column.MEASURE:
            painter.setPen(theme.color("text"))
            used = draw_text(painter, inner, line.title, theme.bold("body"), MOST_LINES)
            used += line.chips.draw(painter, inner.adjusted(0, used, 0, 0))
            painter.setPen(theme.color("text2"))
            draw_text(painter, inner.adjusted(0, used, 0, 0), line.review, theme.font("side"), 2)
        elif line.sort is Sort.MEASURE and column is Column.FOLLOW_UP:
            self._follow_up(painter, inner, line)
        elif line.sort is Sort.MEASURE:
            painter.setPen(theme.color("text"))
            draw_text(painter, inner, _plain(line, column), theme.font("body"), MOST_LINES)

    def _heading(self, painter: QPainter, room: QRect, line: PlanLine) -> None:
        below = room.adjusted(0, 5, 0, 0)
        for text, font, colour in (
            (heading_words(line), theme.font("body"), "text2"),
            (line.problem_title, theme.bold("body"), "text"),
            (line.place, theme.font("side"), "text2"),
        ):
            if text and below.width() > 24:
                painter.setPen(theme.color(colour))
                draw_text(painter, below, text, font, 1)
                below.setLeft(below.left() + QFontMetrics(font).horizontalAdvance(text) + 9)
        if line.chips.width() and below.width() > line.chips.width():
            line.chips.draw(painter, below.adjusted(0, -5, 0, 0))

    def _cause(self, painter: QPainter, room: QRect, line: PlanLine) -> None:
        if line.again:
            return
        painter.setPen(theme.color("text2"))
        draw_text(
            painter,
            QRect(room.left(), room.top(), number_room(), room.height()),
            line.number,
            theme.font("body"),
            1,
        )
        words = line.cause_title or _("Cause missing")
        painter.setPen(theme.color("text" if line.cause else "alert"))
        draw_text(painter, room.adjusted(number_room(), 0, 0, 0), words, theme.font("body"), MOST_LINES)

    def _follow_up(self, painter: QPainter, room: QRect, line: PlanLine) -> None:
        bold = theme.bold("body")
        box = QRect(room.left(), room.top() + (QFontMetrics(bold).height() - MARK) // 2, MARK, MARK)
        paint_mark(painter, box, line.state.mark, theme.color(line.state.color))
        painter.setPen(theme.color("text" if line.state.color == "ok" else line.state.color))
        used = draw_text(painter, room.adjusted(MARK + 5, 0, 0, 0), line.state.words, bold, 2)
        painter.setPen(theme.color("text2"))
        draw_text(painter, room.adjusted(0, used, 0, 0), line.news, theme.font("side"), 3)

    def _gap(self, painter: QPainter, room: QRect, line: PlanLine) -> None:
        bold, metrics = theme.bold("body"), QFontMetrics(theme.bold("body"))
        box = QRect(room.left(), room.top() - 3, room.width(), metrics.height() + 6)
        painter.setPen(QPen(theme.color("alert"), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        paint_icon(
            painter, QRect(box.left() + 8, box.center().y() - 6, 13, 13), "link-break", theme.tokens().alert
        )
        painter.setPen(theme.color("alert"))
        inside = box.adjusted(28, 3, -6, -3)
        draw_text(painter, inside, gap_words(line), bold, 1)
        painter.setPen(theme.color("accent"))
        after = inside.adjusted(metrics.horizontalAdvance(gap_words(line)) + 12, 0, 0, 0)
        if after.width() > 30:
            draw_text(painter, after, _("Add"), theme.font("body"), 1)

    # Editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = QPlainTextEdit(parent)
        field.setFont(theme.font("body"))
        field.setTabChangesFocus(True)
        field.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))
        field.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        return field

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter saves what is written; with Shift it begins a new line."""
        if (
            isinstance(watched, QPlainTextEdit)
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            self.commitData.emit(watched)
            self.closeEditor.emit(watched, QAbstractItemDelegate.EndEditHint.NoHint)
            return True
        return super().eventFilter(watched, event)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QPlainTextEdit):
            text = editor.toPlainText()
            whole = text if index.column() == Column.GOALS else " ".join(text.split())
            model.setData(index, whole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        least = 2 * QFontMetrics(theme.font("body")).height() + 20
        rect = QRect(option.rect)
        rect.setHeight(max(rect.height(), least))
        rect.setWidth(max(rect.width() - 4, 180))
        editor.setGeometry(rect)


def number_room() -> int:
    """Pixels for a cause's number and the space after it; grows with the font."""
    return max(NUMBER, QFontMetrics(theme.font("body")).horizontalAdvance("88.8") + 10)


def _plain(line: PlanLine, column: Column) -> str:
    return {Column.GOALS: line.operational_goals, Column.WHEN: line.when, Column.WHO: line.who}.get(
        column, ""
    )
