"""Influence and interest, five steps each: stakeholders are dragged, or moved with the arrow keys, to where they stand.

`InfluencePicture()`: `show_standing(list[Standing])`; signals `moved(UUID, influence, interest)` (both None: taken
out of the picture), `record_opened(UUID)`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from uuid import UUID

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.stakeholders.grid_places import STEPS, GridMeasures, Standing, by_cell
from trygg_desktop.desktop.stakeholders.name_tag import MoreButton, NameTag
from trygg_desktop.i18n import N_, _, ngettext

_CORNERS: tuple[tuple[int, int, str], ...] = (
    (1, STEPS, N_("Keep content")),
    (STEPS, STEPS, N_("Work closely with")),
    (1, 1, N_("Follow")),
    (STEPS, 1, N_("Keep informed")),
)


class InfluencePicture(QWidget):
    """The grid with everyone in it, and under it those that nobody has placed yet."""

    moved = Signal(object, object, object)
    record_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._standing: list[Standing] = []
        self._tags: dict[UUID, NameTag] = {}
        self._more: list[MoreButton] = []
        self._over: tuple[int, int] | None = None
        self._measures = GridMeasures(QRectF(), 20)
        self.setMinimumSize(480, 360)
        self.setAccessibleName(_("Influence and interest"))
        self.setAccessibleDescription(
            _(
                "The arrow keys walk between stakeholders, with Ctrl they move one. "
                "Enter opens it, Delete takes it out."
            )
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
        x, y, bottom = (
            8.0,
            self._tray_top() + QFontMetrics(theme.font("side")).height() + 8,
            float(self.height()),
        )
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
        for before, after in pairwise(shown):
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
            words = ngettext(
                "{n} not placed yet: drag it into the picture",
                "{n} not placed yet: drag them into the picture",
                n,
            )
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
            under = QRectF(across.left(), grid.bottom() + 2, across.width(), height)
            beside = QRectF(grid.left() - 20, along.top(), 14, along.height())
            for box in (under, beside):
                painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(step))
        painter.setFont(theme.bold("side"))
        painter.setPen(theme.color("text"))
        foot = QRectF(grid.left(), grid.bottom() + height + 2, grid.width(), height)
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignCenter), _("Interest"))
        painter.save()
        painter.translate(2, grid.bottom())
        painter.rotate(-90)
        painter.drawText(
            QRectF(0, 0, grid.height(), height), int(Qt.AlignmentFlag.AlignCenter), _("Influence")
        )
        painter.restore()
