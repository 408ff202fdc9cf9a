"""The list of lines under headings: arrows walk through the lines, Enter or a click folds a heading."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
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
from trygg_desktop.desktop.exchange.grouped_model import Group, GroupedModel, Index, Line
from trygg_desktop.desktop.icons import paint_icon
from trygg_desktop.desktop.parts import chip_width, paint_chip
from trygg_desktop.i18n import number


class _Look(QStyledItemDelegate):
    """A heading with its count over a hairline; a line with icon, title, chip and what is said under it."""

    def __init__(self, view: GroupedList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(entry, Group):
            return QSize(0, theme.row_height() + (12 if index.row() else 4))
        return QSize(0, theme.row_height(2) + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        entry = index.data(Qt.ItemDataRole.UserRole)
        rect = QRect(option.rect)
        if isinstance(entry, Group):
            self._paint_group(painter, rect, entry)
        else:
            self._paint_line(painter, rect, entry, bool(option.state & QStyle.StateFlag.State_Selected))
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(2, 2, -2, -2), 4, 4)
        painter.restore()

    def _paint_group(self, painter: QPainter, rect: QRect, group: Group) -> None:
        left = rect.left() + self._view.margin
        room = QRect(left, rect.bottom() - theme.row_height(), rect.width() - 2 * self._view.margin, 0)
        room.setHeight(theme.row_height() - 1)
        painter.setFont(theme.font("section"))
        if group.folds:
            caret = "caret-down" if self._view.grouped.is_open(group) else "caret-right"
            after = left + painter.fontMetrics().horizontalAdvance(group.title) + 8
            paint_icon(painter, QRect(after, room.center().y() - 6, 14, 14), caret, theme.color("text2"))
        painter.setPen(theme.color(group.color))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), group.title)
        painter.setFont(theme.font("side"))
        painter.setPen(theme.color("text2"))
        painter.drawText(
            room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), number(len(group.lines))
        )
        painter.setPen(theme.color("line2"))
        painter.drawLine(left, rect.bottom(), rect.right() - self._view.margin, rect.bottom())

    def _paint_line(self, painter: QPainter, rect: QRect, line: Line, chosen: bool) -> None:
        margin = self._view.margin
        if chosen:
            painter.fillRect(rect, theme.color("tint"))
            if self._view.hasFocus():
                painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height() - 1), theme.color("accent"))
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.left() + margin, rect.bottom(), rect.right() - margin, rect.bottom())
        half = (rect.height() - 6) // 2
        upper = QRect(rect.left() + margin + 24, rect.top() + 3, rect.width() - 2 * margin - 24, half)
        paint_icon(
            painter,
            QRect(rect.left() + margin, upper.center().y() - 8, 16, 16),
            line.icon,
            theme.color(line.color),
        )
        if line.protected:
            wide = chip_width("protected", line.ground)
            paint_chip(
                painter,
                QRect(upper.right() - wide, upper.center().y() - 10, wide, 20),
                "protected",
                line.ground,
            )
            upper.setRight(upper.right() - wide - 8)
        painter.setFont(theme.bold() if chosen else theme.font())
        painter.setPen(theme.color("text2" if line.veiled else "text"))
        self._write(painter, upper, line.title)
        lower = QRect(upper.left(), upper.bottom() + 1, rect.right() - margin - upper.left(), half - 2)
        painter.setFont(theme.font("side"))
        painter.setPen(theme.color("text2"))
        self._write(painter, lower, line.under)

    def _write(self, painter: QPainter, room: QRect, text: str) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)


class GroupedList(QListView):
    """Lines under headings. `line_chosen` carries the chosen line, or nothing."""

    line_chosen = Signal(object)

    def __init__(self, name: str, *, margin: int = 32, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.margin = margin
        self.grouped = GroupedModel(self)
        self.setModel(self.grouped)
        self.setItemDelegate(_Look(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.clicked.connect(self._turn)
        self.selectionModel().currentChanged.connect(lambda *_indexes: self._tell())
        theme.notice().changed.connect(self.viewport().update)

    def show_groups(self, groups: Sequence[Group], *, folded: Sequence[str] = ()) -> None:
        """Shows other lines; the chosen one stays chosen, else the first is."""
        before = self.chosen()
        self.grouped.show(groups, folded=folded)
        row = self.grouped.row_of(before.key) if before is not None else -1
        self.setCurrentIndex(self.grouped.index(row if row >= 0 else self.grouped.first_line()))
        self._tell()

    def chosen(self) -> Line | None:
        """The line that is chosen."""
        entry = self.grouped.entry(self.currentIndex().row())
        return entry if isinstance(entry, Line) else None

    def choose(self, key: Hashable) -> None:
        """Chooses a line by what it is known by."""
        row = self.grouped.row_of(key)
        if row >= 0:
            self.setCurrentIndex(self.grouped.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._turn(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _turn(self, index: QModelIndex) -> None:
        entry = self.grouped.entry(index.row())
        if isinstance(entry, Group):
            self.grouped.turn(entry)

    def _tell(self) -> None:
        self.line_chosen.emit(self.chosen())
