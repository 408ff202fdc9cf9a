"""The map of the districts, as tiles or with real borders, coloured and lettered by weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy, QWidget

from trygg_desktop.desktop.presence import map_paint
from trygg_desktop.desktop.presence.districts_model import DistrictRow, DistrictsModel
from trygg_desktop.desktop.presence.outlines import BorderMap, Shape
from trygg_desktop.desktop.presence.tiles import LARGEST, TileGrid, grid_for, neighbour, places_for, water_run
from trygg_desktop.i18n import _

if TYPE_CHECKING:
    Place = tuple[int, int]

Index = QModelIndex | QPersistentModelIndex
TALLEST_BORDERS = 420
SMALLER_WHILE_MOVED = 0.85
"""Makes room for the empty column at the edge that a tile may be moved to."""
ARROWS = {
    Qt.Key.Key_Left: QPoint(-1, 0),
    Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}
_MOVES = {
    QAbstractItemView.CursorAction.MoveLeft: QPoint(-1, 0),
    QAbstractItemView.CursorAction.MoveRight: QPoint(1, 0),
    QAbstractItemView.CursorAction.MoveUp: QPoint(0, -1),
    QAbstractItemView.CursorAction.MoveDown: QPoint(0, 1),
}


class DistrictMap(QListView):
    """A view over the districts; a list to a screen reader, a map to the eye.

    While places are edited a tile is dragged, or moved with Alt and an arrow key; `places_changed`
    tells the new places of the one or two tiles that moved.
    """

    places_changed = Signal(object)
    district_activated = Signal(object)

    def __init__(self, model: DistrictsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._districts = model
        self._places: dict[UUID, Place] = {}
        self._grid = TileGrid(1, 1, 1.0)
        self._borders = BorderMap({})
        self._shapes: dict[UUID, Shape] = {}
        self._around: dict[UUID, Shape] = {}
        self._real_borders = False
        self._editing = False
        self._largest = LARGEST
        self._dragged: tuple[UUID, QPoint] | None = None
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Weeks since the last presence, per district"))
        model.modelReset.connect(self._arrange)
        model.layoutChanged.connect(self._arrange)
        self._arrange()

    # -- what is shown

    @property
    def has_borders(self) -> bool:
        """Whether any district has borders to draw."""
        return bool(self._borders)

    def show_borders(self, real: bool) -> None:
        """Draws the real borders instead of tiles, or tiles again."""
        self._real_borders = real and self.has_borders
        self._arrange()

    def grow_up_to(self, largest: float) -> None:
        """How far tiles may grow beyond what the font needs."""
        if largest != self._largest:
            self._largest = largest
            self._fit()

    def edit_places(self, editing: bool) -> None:
        """Lets the tiles be moved, or stops it."""
        self._editing = editing
        self.setCursor(Qt.CursorShape.OpenHandCursor if editing else Qt.CursorShape.ArrowCursor)
        self._arrange()

    @property
    def chosen(self) -> DistrictRow | None:
        """The district that is chosen."""
        return self._districts.at(self.currentIndex()) if self.selectionModel().hasSelection() else None

    def _arrange(self) -> None:
        rows = self._districts.rows
        self._borders = BorderMap(
            {row.id: row.borders for row in rows if row.borders}, self._districts.around
        )
        self._places = places_for({row.id: row.place for row in rows})
        self._fit()

    def _fit(self) -> None:
        room = QSize(self.width(), 100_000)
        smallest = map_paint.font_scale() * (SMALLER_WHILE_MOVED if self._editing else 1)
        self._grid = grid_for(
            self._places.values(), room, font_scale=smallest, spare=int(self._editing), largest=self._largest
        )
        drawn = QRectF(4, 4, self.width() - 8, self.sizeHint().height() - 8)
        self._shapes = self._borders.fitted(drawn) if self._real_borders else {}
        self._around = self._borders.fitted_around(drawn) if self._real_borders else {}
        self.updateGeometry()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        if not self._real_borders:
            return self._grid.size
        tallest = TALLEST_BORDERS * map_paint.font_scale()
        return QSize(self._grid.size.width(), round(min(tallest, self.width() * self._borders.proportion)))

    def minimumSizeHint(self) -> QSize:
        narrowest = grid_for(self._places.values(), QSize(), font_scale=map_paint.font_scale())
        return QSize(narrowest.size.width(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def changeEvent(self, event: object) -> None:
        super().changeEvent(event)  # type: ignore[arg-type]
        self._fit()

    # -- what QListView asks of its places

    def _rect(self, id: UUID) -> QRect:
        if self._real_borders:
            shape = self._shapes.get(id)
            return shape.path.boundingRect().toRect() if shape else QRect()
        return self._grid.rect(self._places[id])

    def visualRect(self, index: Index) -> QRect:
        row = self._districts.at(index)
        return self._rect(row.id) if row else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        for number, row in enumerate(self._districts.rows):
            if self._covers(row.id, point):
                return self._districts.index(number, 0)
        return QModelIndex()

    def _covers(self, id: UUID, point: QPoint) -> bool:
        if self._real_borders:
            shape = self._shapes.get(id)
            return shape is not None and shape.path.contains(point.toPointF())
        return self._grid.rect(self._places[id]).contains(point)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QListView.ScrollHint.EnsureVisible
    ) -> None:
        """Everything is always in view."""

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return 0

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        index = self.indexAt(rect.center())
        if index.isValid():
            self.selectionModel().select(index, command | QItemSelectionModel.SelectionFlag.Rows)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for index in selection.indexes():
            region = region.united(QRegion(self.visualRect(index).adjusted(-5, -5, 5, 5)))
        return region

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        direction, here = _MOVES.get(action), self._districts.at(self.currentIndex())
        centres = self._centres()
        if here is None or here.id not in centres:
            return self._districts.index(0, 0)
        if direction is None:
            return self._districts.index(
                0 if action == QAbstractItemView.CursorAction.MoveHome else len(self._districts.rows) - 1, 0
            )
        return self._districts.index(self._districts.row_of(neighbour(centres, here.id, direction)) or 0, 0)

    def _centres(self) -> dict[UUID, QPoint]:
        if self._real_borders:
            return {id: shape.centre.toPoint() for id, shape in self._shapes.items()}
        return {id: self._grid.rect(place).center() for id, place in self._places.items()}

    # -- moving tiles

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here, direction = self.chosen, ARROWS.get(Qt.Key(event.key()))
        if self._editing and here and direction and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            column, row = self._places[here.id]
            self._move(here.id, (max(1, column + direction.x()), max(1, row + direction.y())))
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here:
            self.district_activated.emit(here.id)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        row = self._districts.at(self.indexAt(event.position().toPoint()))
        if self._editing and row and not self._real_borders and event.button() == Qt.MouseButton.LeftButton:
            self._dragged = row.id, event.position().toPoint() - self._rect(row.id).topLeft()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged:
            self.viewport().update()
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        dragged, self._dragged = self._dragged, None
        if dragged:
            self._move(dragged[0], self._grid.place_at(event.position().toPoint()))
            self.viewport().update()

    def _move(self, id: UUID, place: Place) -> None:
        """Moves a tile; the one that lay there takes its old place."""
        if place == self._places[id]:
            return
        moved = {other: self._places[id] for other, there in self._places.items() if there == place} | {
            id: place
        }
        self._places |= moved
        self._fit()
        self.places_changed.emit(moved)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._real_borders:
            self._paint_shapes(painter)
        else:
            self._paint_tiles(painter)
        if self.hasFocus() and not self.chosen:
            map_paint.paint_frame(painter, QRectF(self.viewport().rect()))

    def _paint_tiles(self, painter: QPainter) -> None:
        water = water_run(self._places.values())
        if water and not self._editing:
            map_paint.paint_water(painter, QRectF(self._grid.rect(water[0], across=water[1])))
        if self._editing:
            self._paint_empty_places(painter)
        for row in self._districts.rows:
            map_paint.paint_tile(painter, self._drawn_rect(row.id), row, late=row.late(self._districts.limit))
        self._ring(painter)

    def _paint_empty_places(self, painter: QPainter) -> None:
        taken = set(self._places.values())
        for column in range(1, self._grid.columns + 1):
            for row in range(1, self._grid.rows + 1):
                if (column, row) not in taken:
                    map_paint.paint_empty_place(painter, QRectF(self._grid.rect((column, row))))

    def _drawn_rect(self, id: UUID) -> QRectF:
        rect = QRectF(self._rect(id))
        if self._dragged and self._dragged[0] == id:
            pointer = self.viewport().mapFromGlobal(self.cursor().pos())
            rect.moveTopLeft((pointer - self._dragged[1]).toPointF())
        return rect

    def _ring(self, painter: QPainter) -> None:
        if self.chosen:
            map_paint.paint_ring(painter, self._drawn_rect(self.chosen.id), focused=self.hasFocus())

    def _paint_shapes(self, painter: QPainter) -> None:
        for shape in self._around.values():
            map_paint.paint_surroundings(painter, shape)
        for row in self._districts.rows:
            if row.id in self._shapes:
                map_paint.paint_shape(painter, self._shapes[row.id], row)
        if self.chosen and self.chosen.id in self._shapes:
            map_paint.paint_outline(painter, self._shapes[self.chosen.id], focused=self.hasFocus())
        for row in self._districts.rows:
            if row.id in self._shapes:
                map_paint.paint_letters(
                    painter, self._shapes[row.id], row, late=row.late(self._districts.limit)
                )
