"""A short list of things to be done that can be ticked off, edited in place and used by keyboard."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from trygg_desktop.desktop.meetings.points_delegate import PointsDelegate
from trygg_desktop.desktop.meetings.points_model import Column, Point, PointsModel
from trygg_desktop.desktop.meetings.rows_table import RowsTable
from trygg_desktop.desktop.records.row_drag import RowDrag
from trygg_desktop.i18n import _


class PointsTable(RowsTable):
    """The rows of one such list, as high as they need to be."""

    point_opened = Signal(object)
    """The point that the user wants to see in full."""
    point_removed = Signal(object)
    """The id of a point that the user took away."""
    point_moved = Signal(int, int)
    """The row that the user moved, and the one before which it shall stand."""

    wide, narrowest = 220, 160

    def __init__(
        self,
        name: str,
        *,
        with_who: bool,
        removable: bool,
        movable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self.points = PointsModel()
        self._removable = removable
        self._movable = movable
        super().__init__(self.points, name, parent)
        self.points.setParent(self)
        self.setItemDelegate(PointsDelegate(self))
        self.setWordWrap(True)
        header = self.horizontalHeader()
        header.hide()
        header.setMinimumSectionSize(16)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)
        self.setColumnHidden(Column.WHO, not with_who)
        self.verticalHeader().geometriesChanged.connect(self.updateGeometry)
        self.verticalHeader().sectionResized.connect(lambda *about: self.updateGeometry())
        if movable:
            RowDrag(self, may_drag=lambda: True).row_dropped.connect(self.point_moved)

    def _fit_columns(self) -> None:
        self.setColumnWidth(Column.WHO, min(self.sizeHintForColumn(Column.WHO), self.width() * 3 // 10))
        self.setColumnWidth(Column.DUE, min(self.sizeHintForColumn(Column.DUE), self.width() * 4 // 10))

    def chosen(self) -> Point | None:
        """The chosen row."""
        index = self.currentIndex()
        return self.points.points[index.row()] if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        point, alt = self.chosen(), event.modifiers() & Qt.KeyboardModifier.AltModifier
        if point and alt and self._movable and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif point and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.point_opened.emit(point)
        elif point and event.key() == Qt.Key.Key_Space:
            self.points.change(point.id, "done", not point.done)
        elif point and self._removable and event.key() == Qt.Key.Key_Delete:
            self.point_removed.emit(point.id)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._at_edge(event.key()):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        row = self.currentIndex().row()
        if 0 <= row + step < self.points.rowCount():
            self.point_moved.emit(row, row + step + (step > 0))

    def _at_edge(self, key: int) -> bool:
        row = self.currentIndex().row()
        return row <= 0 if key == Qt.Key.Key_Up else row >= self.points.rowCount() - 1

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        point = self.chosen()
        if point:
            self.menu_for(point).exec(event.globalPos())

    def menu_for(self, point: Point) -> QMenu:
        """Everything that can be done with a point."""
        menu = QMenu(self)
        menu.addAction(_("Show in full"), lambda: self.point_opened.emit(point))
        words = _("Mark as not done") if point.done else _("Mark as done")
        menu.addAction(words, lambda: self.points.change(point.id, "done", not point.done))
        menu.addAction(_("Change the text"), lambda: self._edit(point, Column.TITLE))
        menu.addAction(_("Change the day"), lambda: self._edit(point, Column.DUE))
        if point.due:
            menu.addAction(_("Take the day away"), lambda: self.points.change(point.id, "due", None))
        if self._movable:
            menu.addSeparator()
            menu.addAction(_("Move up"), lambda: self._step(-1))
            menu.addAction(_("Move down"), lambda: self._step(1))
        if self._removable:
            menu.addSeparator()
            menu.addAction(_("Remove"), lambda: self.point_removed.emit(point.id))
        return menu

    def edit_title(self, id: UUID) -> None:
        """Opens the text of a point for editing."""
        point = next((point for point in self.points.points if point.id == id), None)
        if point:
            self._edit(point, Column.TITLE)

    def _edit(self, point: Point, column: Column) -> None:
        index = self.points.index(self.points.row_of(point.id), column)
        self.setCurrentIndex(index)
        self.edit(index)
