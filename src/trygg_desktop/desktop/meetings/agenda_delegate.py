"""Draws the rows of the agenda and opens the small fields in which they are edited in place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QLineEdit,
    QSpinBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.icons import paint_icon
from trygg_desktop.desktop.meetings.agenda_model import LONGEST, About, AgendaRow, Column, form_label
from trygg_desktop.desktop.meetings.text_lines import draw_lines, lines_of
from trygg_desktop.domain.council import ItemForm
from trygg_desktop.i18n import _, clock

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 44
BREAK_HEIGHT = 26
MARK = 10
BAR = 3
MOST_LINES = 3


def draw_form_mark(painter: QPainter, box: QRectF, form: str, color: QColor) -> None:
    """The shape of an item's form: open ring, half disc or full disc, so that colour is never alone."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, 1.5))
    painter.setBrush(color if form == ItemForm.DECISION else Qt.BrushStyle.NoBrush)
    ring = box.adjusted(0.75, 0.75, -0.75, -0.75)
    painter.drawEllipse(ring)
    if form == ItemForm.DISCUSSION:
        painter.setBrush(color)
        painter.drawPie(ring, -90 * 16, 180 * 16)
    painter.restore()


class AgendaDelegate(QStyledItemDelegate):
    """The look of one row of the agenda, and its editors."""

    form_pressed = Signal(object, QPoint)
    """The id of the item whose form was pressed, and where on the screen a menu should open."""
    about_pressed = Signal(object)
    """The id of a record that an item is about and that the user wants to see."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.decision_word = ""
        self.presenters: Sequence[str] = ()

    # Drawing

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        body, small = QFontMetrics(theme.font("body")), QFontMetrics(theme.font("small"))
        row = self._row(index)
        if row.is_break:
            return QSize(0, max(BREAK_HEIGHT, body.height() + 6))
        who = row.presenter or _("presenter missing")
        wide = body.horizontalAdvance(who) + (28 if index.column() == Column.PRESENTER else 0)
        words = {Column.TITLE: row.title, Column.PRESENTER: who}.get(Column(index.column()), "")
        room = option.rect.width() - 8
        font = theme.bold("body") if row.form == ItemForm.DECISION else theme.font("body")
        lines = len(lines_of(words, font, room, MOST_LINES)) if words and room > 0 else 1
        below = small.height() * (1 + len(row.about)) if index.column() == Column.TITLE else 0
        return QSize(wide, max(ROW_HEIGHT, body.height() * lines + below + (12 if row.about else 6)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, column = self._row(index), Column(index.column())
        rect = QRect(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("tint"))
            if column is Column.HANDLE:
                painter.fillRect(QRect(rect.left(), rect.top(), BAR, rect.height()), theme.color("accent"))
        elif row.is_break:
            painter.fillRect(rect, theme.color("alt"))
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        {
            Column.HANDLE: self._paint_handle,
            Column.TIME: self._paint_time,
            Column.NUMBER: self._paint_number,
            Column.TITLE: self._paint_title,
            Column.PRESENTER: self._paint_presenter,
            Column.MINUTES: self._paint_minutes,
        }[column](painter, rect, row)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(-3, 3, -5, -4), 3, 3)
        painter.restore()

    def _paint_handle(self, painter: QPainter, rect: QRect, row: AgendaRow) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("text2"))
        center = QPointF(rect.center()) + QPointF(0.5, 0)
        for x in (-2.5, 2.5):
            for y in (-4.5, 0.0, 4.5):
                painter.drawEllipse(center + QPointF(x, y), 1.2, 1.2)

    def _paint_time(self, painter: QPainter, rect: QRect, row: AgendaRow) -> None:
        self._text(painter, rect, self._time(row), bold=not row.is_break, muted=row.is_break)

    def _paint_number(self, painter: QPainter, rect: QRect, row: AgendaRow) -> None:
        right = rect.adjusted(0, 0, -16, 0)
        self._text(painter, right, str(row.number or ""), muted=True, align=Qt.AlignmentFlag.AlignRight)

    def _paint_title(self, painter: QPainter, rect: QRect, row: AgendaRow) -> None:
        if row.is_break:
            self._text(painter, rect, row.title, muted=True, italic=True)
            return
        decides = row.form == ItemForm.DECISION
        upper, lower = self._lines(rect, row)
        painter.setFont(theme.bold("body") if decides else theme.font("body"))
        painter.setPen(theme.color("text"))
        draw_lines(painter, upper.adjusted(0, 0, -8, 0), row.title)
        color = theme.color("text") if decides else theme.color("text2")
        mark = QRectF(lower.left(), lower.center().y() - MARK / 2 + 0.5, MARK, MARK)
        draw_form_mark(painter, mark, row.form, color)
        label = form_label(row.form, self.decision_word)
        beside = lower.adjusted(MARK + 5, 0, 0, 0)
        self._text(painter, beside, label, role="small", bold=decides, muted=not decides)
        self._paint_marks(painter, lower.adjusted(self.form_box(rect, row).width() + 6, 0, 0, 0), row)
        for box, about in self.about_boxes(rect, row):
            paint_icon(
                painter, QRect(box.left(), box.center().y() - 6, 12, 12), about.icon, theme.color("accent")
            )
            self._text(
                painter,
                box.adjusted(MARK + 7, 0, 6, 0),
                about.words,
                role="small",
                color=theme.color("accent"),
            )

    def _paint_marks(self, painter: QPainter, rect: QRect, row: AgendaRow) -> None:
        """A draft and a confidential item are told by icon and word: they are not in every briefing."""
        left = rect.left()
        for shown, name, word, color in (
            (row.draft, "pencil-simple", _("draft"), "text2"),
            (row.confidential, "lock-fill", _("confidential"), "protected"),
        ):
            if not shown:
                continue
            paint_icon(painter, QRect(left, rect.center().y() - 6, 12, 12), name, theme.color(color))
            room = QRect(left + 16, rect.top(), rect.right() - left - 16, rect.height())
            self._text(painter, room, word, role="small", color=theme.color(color))
            left += 28 + QFontMetrics(theme.font("small")).horizontalAdvance(word)

    def _paint_presenter(self, painter: QPainter, rect: QRect, row: AgendaRow) -> None:
        if row.is_break:
            return
        if row.presenter:
            painter.setFont(theme.font("body"))
            painter.setPen(theme.color("text2"))
            draw_lines(painter, rect.adjusted(0, 2, -8, -2), row.presenter)
            return
        paint_icon(painter, QRect(rect.left(), rect.center().y() - 6, 14, 14), "warning", theme.color("warn"))
        self._text(painter, rect.adjusted(19, 0, 0, 0), _("presenter missing"), color=theme.color("warn"))

    def _paint_minutes(self, painter: QPainter, rect: QRect, row: AgendaRow) -> None:
        right = rect.adjusted(0, 0, -20, 0)
        align = Qt.AlignmentFlag.AlignRight
        self._text(painter, right, str(row.minutes), muted=row.is_break, align=align)

    def _text(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        *,
        role: str = "body",
        bold: bool = False,
        italic: bool = False,
        muted: bool = False,
        color: QColor | None = None,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        font = QFont(theme.font(role))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        font.setItalic(italic)
        painter.setFont(font)
        painter.setPen(color or (theme.color("text2") if muted else theme.color("text")))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width() - 8)
        painter.drawText(rect, int(align | Qt.AlignmentFlag.AlignVCenter), shown)

    def _lines(self, rect: QRect, row: AgendaRow) -> tuple[QRect, QRect]:
        """The lines of a row, centred together: the title and the form under it, and under them what it is about."""
        body = QFontMetrics(theme.font("body")).height()
        small = QFontMetrics(theme.font("small")).height()
        below = small * (1 + len(row.about))
        body *= max(1, min((rect.height() - below) // body, MOST_LINES))
        top = rect.top() + (rect.height() - body - below) // 2
        return (
            QRect(rect.left(), top, rect.width(), body),
            QRect(rect.left(), top + body, rect.width(), small),
        )

    def about_boxes(self, rect: QRect, row: AgendaRow) -> list[tuple[QRect, About]]:
        """Where the records that an item is about stand within the title's cell, one under the other."""
        lower = self._lines(rect, row)[1]
        metrics = QFontMetrics(theme.font("small"))
        boxes = []
        for number, about in enumerate(row.about, start=1):
            width = min(MARK + 14 + metrics.horizontalAdvance(about.words), rect.width() - 8)
            boxes.append(
                (QRect(lower.left(), lower.top() + number * lower.height(), width, lower.height()), about)
            )
        return boxes

    def about_at(self, rect: QRect, row: AgendaRow, place: QPoint) -> About | None:
        """The record that an item is about under a point of the title's cell."""
        return next((about for box, about in self.about_boxes(rect, row) if box.contains(place)), None)

    def _row(self, index: Index) -> AgendaRow:
        row: AgendaRow = index.data(Qt.ItemDataRole.UserRole)
        return row

    def _time(self, row: AgendaRow) -> str:
        return clock(row.starts) if row.starts else ""

    # Editing

    def form_box(self, rect: QRect, row: AgendaRow) -> QRect:
        """Where the form's mark and word stand within the title's cell."""
        lower = self._lines(rect, row)[1]
        label = form_label(row.form, self.decision_word)
        width = MARK + 5 + QFontMetrics(theme.font("small")).horizontalAdvance(label) + 8
        return QRect(lower.left(), lower.top() - 2, width, lower.height() + 4)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        row = self._row(index)
        if (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.LeftButton
            and index.column() == Column.TITLE
            and not row.is_break
        ):
            rect, place = QRect(option.rect), event.position().toPoint()
            if about := self.about_at(rect, row, place):
                self.about_pressed.emit(about.id)
                return True
            box = self.form_box(rect, row)
            if box.contains(place):
                view = option.widget
                assert isinstance(view, QAbstractItemView)
                self.form_pressed.emit(row.id, view.viewport().mapToGlobal(box.bottomLeft()))
                return True
        return super().editorEvent(event, model, option, index)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = Column(index.column())
        if column is Column.MINUTES:
            minutes = QSpinBox(parent)
            minutes.setRange(0, LONGEST)
            minutes.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            minutes.setAccessibleName(_("Length in minutes"))
            return minutes
        line = QLineEdit(parent)
        line.setAccessibleName(_("Presenter") if column is Column.PRESENTER else _("Title"))
        if column is Column.PRESENTER:
            line.setPlaceholderText(_("A role, such as the chair"))
            completer = QCompleter(list(self.presenters), line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setCompleter(completer)
        return line

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRect(option.rect)
        height = min(max(26, QFontMetrics(theme.font("body")).height() + 8), rect.height() - 2)
        middle = rect.center().y()
        if index.column() == Column.TITLE and not self._row(index).is_break:
            middle = self._lines(rect, self._row(index))[0].center().y()
        top = max(rect.top() + 1, middle - height // 2)
        editor.setGeometry(rect.left() - 6, top, rect.width() - 2, height)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QSpinBox):
            model.setData(index, editor.value(), Qt.ItemDataRole.EditRole)
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)
