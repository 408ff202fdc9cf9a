"""Influence and interest, five steps each: stakeholders are dragged, or moved with the arrow keys, to where they stand.

`InfluencePicture()`: `show_standing(list[Standing])`; signals `moved(UUID, influence, interest)` (both None: taken out of
the picture), `record_opened(UUID)`.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.stakeholders.grid_places import STEPS, GridMeasures, Standing, by_cell
from trygg_desktop.i18n import N_, _, ngettext

_CORNERS: tuple[tuple[int, int, str], ...] = (
    (1, STEPS, N_("Keep content")),
    (STEPS, STEPS, N_("Work closely with")),
    (1, 1, N_("Follow")),
    (STEPS, 1, N_("Keep informed")),
)
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
        if not self.dragging and (now - self._pressed_at).manhattanLength() < QApplication.startDragDistance():
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


class InfluencePicture(QWidget):
    """The grid with everyone in it, and under it those that nobody has placed yet."""

    moved = Signal(object, object, object)
    record_opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._standing: list[Standing] = []
        self._tags: dict[UUID, NameTag] = {}
        self._more: list[MoreButton] = []
        self._over: tuple[int, int] | None = None
        self._measures = GridMeasures(QRectF(), 20)
        self.setMinimumSize(480, 360)
        self.setAccessibleName(_("Influence and interest"))
        self.setAccessibleDescription(
            _("The arrow keys walk between stakeholders, with Ctrl they move one. Enter opens it, Delete takes it out.")
        )
        theme.notice().changed.connect(self.update)

    def show_standing(self, standing: Sequence[Standing]) -> None:
        """Shows everyone where they stand; the one that has the focus keeps it."""
        focused = next((id for id, tag in self._tags.items() if tag.hasFocus()), None)
        self._standing = list(standing)
        for tag in self._tags.values():
            tag.hide()
            tag.deleteLater()
        self._tags = {each.id: self._tag(each) for each in self._standing}
        self._place()
        if focused in self._tags:
            self._tags[focused].setFocus()
        self.update()

    def _tag(self, standing: Standing) -> NameTag:
        tag = NameTag(standing, self)
        id = standing.id
        tag.dragged.connect(self._drag_over)
        tag.dropped.connect(lambda point: self._drop(id, point))
        tag.given_up.connect(self._stop_dragging)
        tag.stepped.connect(lambda right, up: self._step(id, right, up))
        tag.walked.connect(lambda right, up: self._walk(id, right, up))
        tag.taken_out.connect(lambda: self._take_out(id))
        tag.opened.connect(lambda: self.record_opened.emit(id))
        return tag

    def tag(self, id: UUID) -> NameTag:
        """The tag of a stakeholder."""
        return self._tags[id]

    # --- placing ------------------------------------------------------------------------------------------

    def _tag_height(self) -> int:
        return max(20, QFontMetrics(theme.font("small")).height() + 4)

    def _measure(self) -> GridMeasures:
        side = QFontMetrics(theme.font("side")).height()
        unplaced = any(each.cell is None for each in self._standing)
        tray = 2 * self._tag_height() + side + 26 if unplaced else 0
        grid = QRectF(side + 34, 6, self.width() - side - 44, self.height() - side - 34 - tray)
        return GridMeasures(grid, self._tag_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        self._measures = self._measure()
        for button in self._more:
            button.hide()
            button.deleteLater()
        self._more = []
        for cell, several in by_cell(self._standing).items():
            if cell is not None:
                places, crowded = self._measures.tags(*cell, len(several))
                self._put(several, places, crowded)
            else:
                places, crowded = self._tray(several)
                self._put(several, places, crowded)
        self._order_by_tab()

    def _put(self, several: Sequence[Standing], places: Sequence[QRectF], crowded: bool) -> None:
        shown = len(places) - 1 if crowded else len(places)
        for each, place in zip(several[:shown], places, strict=False):
            self._tags[each.id].setGeometry(place.toRect())
            self._tags[each.id].show()
        for each in several[shown:]:
            self._tags[each.id].hide()
        if crowded:
            more = MoreButton(several[shown:], self)
            more.setGeometry(places[-1].toRect())
            more.clicked.connect(lambda _checked=False, more=more: self._list(more))
            more.show()
            self._more.append(more)

    def _tray(self, several: Sequence[Standing]) -> tuple[list[QRectF], bool]:
        """Two lines under the grid for those that stand nowhere yet."""
        height = self._tag_height()
        places: list[QRectF] = []
        x, y, bottom = 8.0, self._tray_top() + QFontMetrics(theme.font("side")).height() + 8, float(self.height())
        for each in several:
            width = min(float(self._tags[each.id].sizeHint().width()), 200.0)
            if x + width > self.width() - 8:
                x, y = 8.0, y + height + 4
            if y + height > bottom:
                return places, True
            places.append(QRectF(x, y, width, height))
            x += width + 4
        return places, False

    def _tray_top(self) -> float:
        return self._measures.grid.bottom() + QFontMetrics(theme.font("side")).height() + 26

    def _order_by_tab(self) -> None:
        shown = self._walkable()
        for before, after in zip(shown, shown[1:], strict=False):
            self.setTabOrder(before, after)

    def _walkable(self) -> list[NameTag]:
        """The tags that are seen, line by line from the top."""
        shown = [tag for tag in self._tags.values() if not tag.isHidden()]
        return sorted(shown, key=lambda tag: (tag.y(), tag.x()))

    def _list(self, more: MoreButton) -> None:
        menu = QMenu(more)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each in more.hidden:
            action = menu.addAction(each.name.replace("&", "&&"))
            if each.cell is None:
                action.triggered.connect(lambda _checked=False, id=each.id: self.moved.emit(id, 3, 3))
            else:
                action.triggered.connect(lambda _checked=False, id=each.id: self.record_opened.emit(id))
        menu.popup(more.mapToGlobal(QPoint(0, more.height())))

    # --- moving -------------------------------------------------------------------------------------------

    def _drag_over(self, point: QPoint) -> None:
        self._over = self._measures.cell_at(QPointF(point))
        self.update()

    def _stop_dragging(self) -> None:
        self._over = None
        self._place()
        self.update()

    def _drop(self, id: UUID, point: QPoint) -> None:
        cell = self._measures.cell_at(QPointF(point))
        standing = self._tags[id].standing
        self._over = None
        if cell is not None and cell != standing.cell:
            self.moved.emit(id, cell[1], cell[0])
        elif cell is None and standing.cell is not None and point.y() > self._measures.grid.bottom():
            self.moved.emit(id, None, None)
        else:
            self._place()
        self.update()

    def _step(self, id: UUID, right: int, up: int) -> None:
        cell = self._tags[id].standing.cell
        if cell is None:
            self.moved.emit(id, 3, 3)
            return
        interest, influence = min(max(cell[0] + right, 1), STEPS), min(max(cell[1] + up, 1), STEPS)
        if (interest, influence) != cell:
            self.moved.emit(id, influence, interest)

    def _walk(self, id: UUID, right: int, up: int) -> None:
        """To the nearest tag in a direction."""
        here = self._tags[id].geometry().center()
        best: tuple[float, NameTag] | None = None
        for tag in self._walkable():
            there = tag.geometry().center()
            along = (there.x() - here.x()) * right - (there.y() - here.y()) * up
            across = abs((there.y() - here.y()) if right else (there.x() - here.x()))
            if along > 4 and (best is None or along + 2 * across < best[0]):
                best = along + 2 * across, tag
        if best is not None:
            best[1].setFocus(Qt.FocusReason.TabFocusReason)

    def _take_out(self, id: UUID) -> None:
        if self._tags[id].standing.cell is not None:
            self.moved.emit(id, None, None)

    # --- drawing ------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        grid = self._measures.grid
        if self._over is not None:
            painter.fillRect(self._measures.cell(*self._over), theme.color("tint"))
        painter.setPen(theme.color("line"))
        for step in range(STEPS + 1):
            x = grid.left() + grid.width() * step / STEPS
            y = grid.top() + grid.height() * step / STEPS
            painter.drawLine(QPointF(x, grid.top()), QPointF(x, grid.bottom()))
            painter.drawLine(QPointF(grid.left(), y), QPointF(grid.right(), y))
        self._corners(painter)
        self._axes(painter, grid)
        if any(each.cell is None for each in self._standing):
            painter.setFont(theme.bold("side"))
            painter.setPen(theme.color("text"))
            n = sum(each.cell is None for each in self._standing)
            words = ngettext("{n} not placed yet: drag it into the picture", "{n} not placed yet: drag them into the picture", n)
            painter.drawText(QPointF(8, self._tray_top() + painter.fontMetrics().ascent()), words)

    def _corners(self, painter: QPainter) -> None:
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("placeholder"))
        for interest, influence, words in _CORNERS:
            box = self._measures.cell(interest, influence).adjusted(6, 4, -6, -4)
            right = Qt.AlignmentFlag.AlignRight if interest == STEPS else Qt.AlignmentFlag.AlignLeft
            painter.drawText(box, int(right | Qt.AlignmentFlag.AlignBottom), _(words))

    def _axes(self, painter: QPainter, grid: QRectF) -> None:
        painter.setPen(QPen(theme.color("line2"), 2))
        painter.drawLine(grid.bottomLeft(), grid.bottomRight())
        painter.drawLine(grid.bottomLeft(), grid.topLeft())
        painter.setFont(theme.font("side"))
        painter.setPen(theme.color("text2"))
        height = painter.fontMetrics().height()
        for step in range(1, STEPS + 1):
            across, along = self._measures.cell(step, 1), self._measures.cell(1, step)
            painter.drawText(QRectF(across.left(), grid.bottom() + 2, across.width(), height), int(Qt.AlignmentFlag.AlignCenter), str(step))
            painter.drawText(QRectF(grid.left() - 20, along.top(), 14, along.height()), int(Qt.AlignmentFlag.AlignCenter), str(step))
        painter.setFont(theme.bold("side"))
        painter.setPen(theme.color("text"))
        foot = QRectF(grid.left(), grid.bottom() + height + 2, grid.width(), height)
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignCenter), _("Interest"))
        painter.save()
        painter.translate(2, grid.bottom())
        painter.rotate(-90)
        painter.drawText(QRectF(0, 0, grid.height(), height), int(Qt.AlignmentFlag.AlignCenter), _("Influence"))
        painter.restore()
