"""The presence actions of a district: name and weekly times, the latest session and how many there were."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
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
from trygg_desktop.desktop.parts import chip_width, draft_chip_width, paint_chip, paint_draft_chip
from trygg_desktop.desktop.presence.picture import ActionRow
from trygg_desktop.domain.presence import PresenceStatus
from trygg_desktop.domain.record import Protection
from trygg_desktop.i18n import _, ngettext, weekday_and_day

Index = QModelIndex | QPersistentModelIndex
MARGIN = 32
_NOWHERE = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ActionsModel(QAbstractListModel):
    """The actions of the chosen district, or of all."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ActionRow] = []

    def show(self, rows: Sequence[ActionRow]) -> None:
        """Takes the actions as they now are. The same ones in the same order are changed in place."""
        if [row.id for row in rows] == [row.id for row in self.rows]:
            self.rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def row_of(self, id: UUID | None) -> int | None:
        """Which row an action stands in."""
        return next((number for number, row in enumerate(self.rows) if row.id == id), None)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return ". ".join(each for each in (row.name, second_line(row), latest(row), count(row)) if each)
        return None


class ActionList(QListView):
    """The list; choosing an action shows it in the detail pane."""

    action_chosen = Signal(object)

    def __init__(self, model: ActionsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = model
        self.setModel(model)
        self.setItemDelegate(_ActionCells(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(_("Presence actions"))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        row = current.data(Qt.ItemDataRole.UserRole)
        if isinstance(row, ActionRow):
            self.action_chosen.emit(row.id)

    def choose(self, id: UUID | None, *, quietly: bool = False) -> bool:
        """Chooses an action if it is in the list."""
        number = self._actions.row_of(id)
        if number is None:
            return False
        if quietly:
            with QSignalBlocker(self):
                self.setCurrentIndex(self._actions.index(number))
        else:
            self.setCurrentIndex(self._actions.index(number))
        return True

    @property
    def chosen(self) -> UUID | None:
        """The action that is chosen."""
        row = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        return row.id if isinstance(row, ActionRow) else None


def second_line(row: ActionRow) -> str:
    """The weekly times, and the status unless it simply goes on."""
    status = PresenceStatus(row.status).label if row.status in set(PresenceStatus) else row.status or ""
    quiet = row.status in (PresenceStatus.ONGOING, None)
    return " · ".join(each for each in (row.weekly_times, "" if quiet else status) if each)


def latest(row: ActionRow) -> str:
    """The day of the latest session."""
    return weekday_and_day(row.last_on) if row.last_on else ""


def count(row: ActionRow) -> str:
    """How many sessions there were."""
    return ngettext("{n} session", "{n} sessions", row.sessions) if row.sessions else _("no sessions")


class _ActionCells(QStyledItemDelegate):
    """Paints an action on two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, max(46, theme.row_height(2)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        rect: QRect = option.rect
        if chosen:
            painter.fillRect(rect, theme.color("tint"))
            bar = theme.color("accent" if option.widget.hasFocus() else "control")
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), bar)
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(MARGIN, 4, -20, -4)
        half = inner.height() // 2
        upper = QRect(inner.left(), inner.top(), inner.width(), half)
        _line(painter, upper, row.name, latest(row), bold=chosen)
        _marks(painter, upper, row, bold=chosen)
        painter.setFont(theme.font("side"))
        _line(painter, upper.translated(0, half), second_line(row), count(row), quiet=True)
        painter.restore()


def _line(
    painter: QPainter, rect: QRect, words: str, fact: str, *, bold: bool = False, quiet: bool = False
) -> None:
    side = theme.font("side")
    painter.setFont(side)
    painter.setPen(theme.color("text2"))
    painter.drawText(rect, _RIGHT, fact)
    font = theme.bold("body") if bold else theme.font("side" if quiet else "body")
    room = rect.adjusted(0, 0, -QFontMetrics(side).horizontalAdvance(fact) - 12, 0)
    painter.setFont(font)
    painter.setPen(theme.color("text2" if quiet else "text"))
    painter.drawText(
        room, _LEFT, QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    )


def _marks(painter: QPainter, rect: QRect, row: ActionRow, *, bold: bool) -> None:
    """The chips that must not be overlooked: confidential and draft. Internal is usual and says nothing."""
    font = theme.bold("body") if bold else theme.font("body")
    left = rect.left() + QFontMetrics(font).horizontalAdvance(row.name) + 8
    height = min(20, rect.height())
    top = rect.center().y() - height // 2
    room = rect.right() - QFontMetrics(theme.font("side")).horizontalAdvance(latest(row)) - 12
    if row.protection not in (Protection.OPEN, Protection.INTERNAL, None):
        width = chip_width(row.protection, row.ground)
        if left + width < room:
            paint_chip(painter, QRect(left, top, width, height), row.protection, row.ground)
            left += width + 6
    if row.draft and left + draft_chip_width() < room:
        paint_draft_chip(painter, QRect(left, top, draft_chip_width(), height))
