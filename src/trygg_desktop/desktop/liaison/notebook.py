"""The notebook's list: days with their notes, each two lines and a chip for how far it may be spread."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.icons import paint_icon
from trygg_desktop.desktop.liaison.notebook_model import (
    DayHeading,
    NotebookModel,
    NoteRow,
    heading_week,
    heading_words,
    side_word,
)
from trygg_desktop.desktop.parts import chip_width, draft_chip_width, paint_chip, paint_draft_chip
from trygg_desktop.domain.sides import Sides
from trygg_desktop.i18n import clock, day_and_month

Index = QModelIndex | QPersistentModelIndex
MARGIN, RIGHT = 32, 8
CHIP_HEIGHT = 20
_VCENTRE = Qt.AlignmentFlag.AlignVCenter


class Notebook(QListView):
    """The notes as a list; the arrow keys go from note to note, past the days."""

    note_chosen = Signal(object)
    menu_wanted = Signal(object, object)
    deletion_wanted = Signal(object)
    note_opened = Signal()
    """Someone wants to write in the chosen note."""

    def __init__(self, model: NotebookModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notes = model
        self.setModel(model)
        self.setItemDelegate(NoteCells(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.verticalScrollBar().setSingleStep(24)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        entry = self._notes.at(current)
        if isinstance(entry, NoteRow):
            self.note_chosen.emit(entry.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.chosen:
            self.menu_wanted.emit(self.chosen, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.chosen:
            self.deletion_wanted.emit([row.id for row in self.chosen])
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen and not event.modifiers():
            self.note_opened.emit()
            return
        super().keyPressEvent(event)

    def choose(self, id: UUID) -> bool:
        """Chooses a note and brings it into view, unless the filter hides it."""
        row = self._notes.row_of(id)
        if row is None:
            return False
        only_this = QItemSelectionModel.SelectionFlag.ClearAndSelect
        # whatever key is held down: Ctrl+Enter has just saved the note that is chosen here
        self.selectionModel().setCurrentIndex(self._notes.index(row), only_this)
        return True

    @property
    def chosen(self) -> list[NoteRow]:
        """The notes that are selected, in the order they stand."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        entries = [self._notes.at(self._notes.index(row)) for row in rows]
        return [entry for entry in entries if isinstance(entry, NoteRow)]


class NoteCells(QStyledItemDelegate):
    """Paints days and notes."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = index.data(Qt.ItemDataRole.UserRole)
        line = QFontMetrics(theme.font("body")).height()
        if isinstance(entry, DayHeading):
            return QSize(100, max(38, line + 20))
        return QSize(100, max(54, 2 * line + 16))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, entry = index.model(), index.data(Qt.ItemDataRole.UserRole)
        assert isinstance(model, NotebookModel)
        painter.save()
        rect: QRect = option.rect
        if isinstance(entry, DayHeading):
            _paint_heading(painter, rect, entry, model)
        elif isinstance(entry, NoteRow):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            _paint_ground(painter, rect, chosen=chosen, focused=option.widget.hasFocus())
            _paint_note(painter, rect.adjusted(MARGIN, 8, -RIGHT, -8), entry)
            if option.state & QStyle.StateFlag.State_HasFocus and not chosen:
                painter.setPen(theme.color("accent"))
                painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()


def _paint_heading(painter: QPainter, rect: QRect, entry: DayHeading, model: NotebookModel) -> None:
    words, section = heading_words(entry.day, model.today), theme.font("section")
    line = rect.adjusted(MARGIN, 6, -RIGHT, 0)
    painter.setFont(section)
    painter.setPen(theme.color("text"))
    painter.drawText(line, _VCENTRE, words)
    painter.setFont(theme.font("side"))
    painter.setPen(theme.color("text2"))
    beside = line.adjusted(QFontMetrics(section).horizontalAdvance(words) + 8, 0, 0, 0)
    painter.drawText(beside, _VCENTRE, heading_week(entry.day))
    painter.setPen(theme.color("line2"))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def _paint_ground(painter: QPainter, rect: QRect, *, chosen: bool, focused: bool) -> None:
    if chosen:
        painter.fillRect(rect, theme.color("tint"))
        bar = theme.color("accent" if focused else "control")
        painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), bar)
    painter.setPen(theme.color("line"))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def _paint_note(painter: QPainter, rect: QRect, row: NoteRow) -> None:
    side, body = theme.font("side"), theme.font("body")
    when = max(QFontMetrics(side).horizontalAdvance(side_word(each)) for each in Sides) + 14
    right = _paint_marks(painter, rect, row)
    painter.setFont(side)
    painter.setPen(theme.color("text2"))
    half = rect.height() // 2
    first = QRect(rect.left(), rect.top(), when, half)
    painter.drawText(first, _VCENTRE, clock(row.noted) if row.noted else "–")
    words = QFontMetrics(side).elidedText(side_word(row.side), Qt.TextElideMode.ElideRight, when - 6)
    painter.drawText(first.translated(0, half), _VCENTRE, words)
    painter.setPen(theme.color("text"))
    room = rect.adjusted(when, 0, -right - 16, 0)
    for number, line in enumerate(two_lines(row.preview, body, room.width())):
        painter.setFont(body)
        painter.drawText(QRect(room.left(), room.top() + number * half, room.width(), half), _VCENTRE, line)


def _paint_marks(painter: QPainter, rect: QRect, row: NoteRow) -> int:
    """Draws the chips and the day to follow up at the right; gives the width they take."""
    height = max(CHIP_HEIGHT, QFontMetrics(theme.font("small")).height() + 4)
    width = chip_width(row.protection, row.ground)
    chip = QRect(QPoint(rect.right() - width + 1, rect.top()), QSize(width, height))
    paint_chip(painter, chip, row.protection, row.ground)
    below = chip.bottom() + 3
    left = rect.right()
    if row.waits and row.follow_up_on:
        left = _paint_follow_up(painter, QRect(rect.left(), below, rect.width(), height), row)
    if row.draft:
        draft = draft_chip_width()
        at = left - draft - (10 if row.waits else -1)
        paint_draft_chip(painter, QRect(at, below, draft, height - 1))
        left = at
    return max(width, rect.right() - left)


def _paint_follow_up(painter: QPainter, rect: QRect, row: NoteRow) -> int:
    """The flag and the day at the right edge; gives the left end of it."""
    assert row.follow_up_on is not None
    words, font = day_and_month(row.follow_up_on), theme.font("side")
    width = QFontMetrics(font).horizontalAdvance(words)
    painter.setFont(font)
    painter.setPen(theme.color("text2"))
    painter.drawText(rect, _VCENTRE | Qt.AlignmentFlag.AlignRight, words)
    flag = QRect(rect.right() - width - 19, rect.center().y() - 6, 13, 13)
    paint_icon(painter, flag, "flag", theme.color("text2"))
    return flag.left()


def two_lines(text: str, font: QFont, width: int) -> list[str]:
    """The text broken between words into at most two lines, the second shortened with … where it must be."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    if not line.isValid():
        return []
    line.setLineWidth(max(width, 1))
    first = text[: line.textLength()].rstrip()
    layout.endLayout()
    rest = text[line.textLength() :]
    return (
        [first, QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)] if rest else [first]
    )
