"""A short list of things to be done that can be ticked off, edited in place and used by keyboard."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QMenu, QTableView, QWidget

from trygg_desktop.desktop.meetings.points_delegate import PointsDelegate
from trygg_desktop.desktop.meetings.points_model import Column, Point, PointsModel
from trygg_desktop.i18n import _

Index = QModelIndex | QPersistentModelIndex


class PointsTable(QTableView):
    """The rows of one such list, as high as they need to be."""

    point_opened = Signal(object)
    """The point that the user wants to see in full, or to mend where it arises."""
    point_removed = Signal(object)
    """The id of a point that the user took away."""

    def __init__(self, name: str, *, with_who: bool, removable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.points = PointsModel(self)
        self._removable = removable
        self.setModel(self.points)
        self.setItemDelegate(PointsDelegate(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(16)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.hide()
        header.setMinimumSectionSize(16)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)
        self.setColumnHidden(Column.WHO, not with_who)
        for signal in (self.points.rowsInserted, self.points.rowsRemoved, self.points.dataChanged):
            signal.connect(lambda *about: self._resized())
        self.verticalHeader().geometriesChanged.connect(self.updateGeometry)
        self.verticalHeader().sectionResized.connect(lambda *about: self.updateGeometry())
        self.clicked.connect(self._clicked)

    def sizeHint(self) -> QSize:
        rows = sum(self.rowHeight(row) for row in range(self.points.rowCount()))
        return QSize(220, rows)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resized()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._resized()

    def _resized(self) -> None:
        self._fit_columns()
        self.resizeRowsToContents()
        self.updateGeometry()

    def _fit_columns(self) -> None:
        self.setColumnWidth(Column.WHO, min(self.sizeHintForColumn(Column.WHO), self.width() * 3 // 10))
        self.setColumnWidth(Column.DUE, min(self.sizeHintForColumn(Column.DUE), self.width() * 4 // 10))

    def chosen(self) -> Point | None:
        """The chosen row."""
        index = self.currentIndex()
        return self.points.points[index.row()] if index.isValid() else None

    def _clicked(self, index: QModelIndex) -> None:
        point = self.points.points[index.row()]
        if point.key and not point.done:
            self.point_opened.emit(point)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.points.rowCount():
            self.setCurrentIndex(self.points.index(0, Column.TITLE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        point = self.chosen()
        if point and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.point_opened.emit(point)
        elif point and not point.key and event.key() == Qt.Key.Key_Space:
            self.points.change(point.id, "done", not point.done)
        elif point and not point.key and self._removable and event.key() == Qt.Key.Key_Delete:
            self.point_removed.emit(point.id)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._at_edge(event.key()):
            event.ignore()
        else:
            super().keyPressEvent(event)

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
        if point.key:
            return menu
        words = _("Mark as not done") if point.done else _("Mark as done")
        menu.addAction(words, lambda: self.points.change(point.id, "done", not point.done))
        menu.addAction(_("Change the text"), lambda: self._edit(point, Column.TITLE))
        menu.addAction(_("Change the day"), lambda: self._edit(point, Column.DUE))
        if point.due:
            menu.addAction(_("Take the day away"), lambda: self.points.change(point.id, "due", None))
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
