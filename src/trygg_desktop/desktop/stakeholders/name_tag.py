"""A stakeholder's name in the picture of influence and interest, and the button for names that have no room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.stakeholders.grid_places import Standing
from trygg_desktop.i18n import _, ngettext

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class NameTag(QAbstractButton):
    """A stakeholder in the picture: dragged by mouse, moved by Ctrl and arrows, opened by Enter or a double click."""

    dragged = Signal(QPoint)
    dropped = Signal(QPoint)
    given_up = Signal()
    stepped = Signal(int, int)
    walked = Signal(int, int)
    taken_out = Signal()
    opened = Signal()

    def __init__(self, standing: Standing, parent: QWidget) -> None:
        super().__init__(parent)
        self.standing = standing
        self._pressed_at: QPoint | None = None
        self.dragging = False
        self.setText(standing.name)
        self.setToolTip(standing.name)
        self.setAccessibleName(standing.name)
        self.setAccessibleDescription(_said(standing))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font("small"))
        return QSize(metrics.horizontalAdvance(self.text()) + 16, max(20, metrics.height() + 4))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self.hasFocus() or self.dragging
        painter.setPen(QPen(theme.color("accent" if strong else "control"), 2 if strong else 1))
        painter.setBrush(theme.color("tint" if strong else "alt" if self.underMouse() else "base"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)
        painter.setFont(theme.bold("small") if strong else theme.font("small"))
        painter.setPen(theme.color("text"))
        room = self.rect().adjusted(7, 0, -5, 0)
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            return
        now = event.position().toPoint()
        if (
            not self.dragging
            and (now - self._pressed_at).manhattanLength() < QApplication.startDragDistance()
        ):
            return
        if not self.dragging:
            self.dragging = True
            self.raise_()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.move(self.mapToParent(now - self._pressed_at))
        self.dragged.emit(self.mapToParent(now))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = None
        if self.dragging:
            self._let_go()
            self.dropped.emit(self.mapToParent(event.position().toPoint()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit()

    def _let_go(self) -> None:
        self.dragging = False
        self._pressed_at = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            moving = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self.stepped if moving else self.walked).emit(*_ARROWS[key])
        elif key is Qt.Key.Key_Escape and self.dragging:
            self._let_go()
            self.given_up.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.taken_out.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


def _said(standing: Standing) -> str:
    if standing.cell is None:
        return _("not placed")
    interest, influence = standing.cell
    return _("influence {influence}, interest {interest}", influence=influence, interest=interest)


class MoreButton(QAbstractButton):
    """Stands for the names that have no room; pressed it lists them."""

    def __init__(self, hidden: Sequence[Standing], parent: QWidget) -> None:
        super().__init__(parent)
        self.hidden = list(hidden)
        self.setText(_("+{n} more", n=len(hidden)))
        self.setAccessibleName(ngettext("{n} more stakeholder", "{n} more stakeholders", len(hidden)))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.bold("small"))
        painter.setPen(theme.color("accent"))
        painter.drawText(self.rect().adjusted(6, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), self.text())
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 3, 3)
