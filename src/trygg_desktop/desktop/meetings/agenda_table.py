"""The agenda as a table: drag a row to move it, type to change it, everything also by keyboard."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QScrollArea,
    QSpinBox,
    QWidget,
)

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.meetings.agenda_delegate import AgendaDelegate
from trygg_desktop.desktop.meetings.agenda_menu import form_menu, menu_for
from trygg_desktop.desktop.meetings.agenda_model import AgendaModel, AgendaRow, Column
from trygg_desktop.desktop.meetings.quiet_header import QuietHeader
from trygg_desktop.desktop.meetings.rows_table import RowsTable
from trygg_desktop.i18n import _

HANDLE_WIDTH = 32


class AgendaTable(RowsTable):
    """All rows of one agenda, as high as they need to be: the page around it scrolls."""

    item_chosen = Signal(object)
    """The id of the row that was chosen, or None."""
    item_opened = Signal(object)
    """The id of an item that the user wants to see in full."""
    item_removed = Signal(object)
    """The id of an item that the user took away."""
    item_asked_for = Signal(str, object)
    """The form of a new item and the id of the one it should stand after."""
    about_opened = Signal(object)
    """The id of a record that an item is about and that the user wants to see."""

    wide, narrowest, begins_in = 480, 360, Column.TITLE

    def __init__(self, parent: QWidget | None = None) -> None:
        self.agenda = AgendaModel()
        self._pressed = -1
        self._pressed_at = QPoint()
        self._lifted: QPixmap | None = None
        self._pointer = 0
        super().__init__(self.agenda, _("Agenda"), parent)
        self.agenda.setParent(self)
        self.delegate = AgendaDelegate(self)
        self.setItemDelegate(self.delegate)
        self.setWordWrap(True)
        self.setMouseTracking(True)
        header = QuietHeader(self)
        self.setHorizontalHeader(header)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)
        self._fit_columns()
        self.selectionModel().currentRowChanged.connect(lambda now, before: self._chosen(now))
        self.delegate.form_pressed.connect(self._show_form_menu)
        self.delegate.about_pressed.connect(self.about_opened)

    def _fit_columns(self) -> None:
        """Widths follow the system font; the presenter gives way where the page is narrow."""
        bold = QFontMetrics(theme.bold("body"))
        least = 14 * bold.averageCharWidth()
        named = self.sizeHintForColumn(Column.PRESENTER)
        for column, width in (
            (Column.HANDLE, HANDLE_WIDTH),
            (Column.TIME, bold.horizontalAdvance("00.00") + 12),
            (Column.NUMBER, bold.horizontalAdvance("00") + 18),
            (Column.PRESENTER, min(max(named, least), max(self.width() * 32 // 100, least))),
            (Column.MINUTES, bold.horizontalAdvance("000") + 32),
        ):
            self.setColumnWidth(column, width)

    # What is chosen

    def chosen(self) -> AgendaRow | None:
        """The chosen row."""
        index = self.currentIndex()
        return self.agenda.rows[index.row()] if index.isValid() else None

    def choose(self, id: UUID) -> None:
        """Chooses an item."""
        row = self.agenda.row_of(id)
        if row >= 0:
            column = max(self.currentIndex().column(), int(Column.TITLE))
            self.selectionModel().setCurrentIndex(
                self.agenda.index(row, column),
                QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
            )

    def edit_title(self, id: UUID) -> None:
        """Opens the title of an item for editing."""
        row = self.agenda.row_of(id)
        if row >= 0:
            index = self.agenda.index(row, Column.TITLE)
            self.setCurrentIndex(index)
            self.edit(index)

    def _chosen(self, index: QModelIndex) -> None:
        self.item_chosen.emit(self.agenda.rows[index.row()].id if index.isValid() else None)

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, alt = self.chosen(), event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Escape and self._lifted:
            self._put_down()
        elif row and alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_chosen(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif row and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.item_opened.emit(row.id)
        elif row and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.item_removed.emit(row.id)
        elif event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self.as_text())
        elif row and event.text().isdigit() and self.currentIndex().column() == Column.MINUTES:
            self._type_minutes(event)
        else:
            super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """The handle is for the mouse: there is nothing in it to read or write."""
        there = super().moveCursor(action, modifiers)
        return there.siblingAtColumn(Column.TIME) if there.column() == Column.HANDLE else there

    def _type_minutes(self, event: QKeyEvent) -> None:
        """A figure typed on the minutes replaces them; elsewhere a stray key must not change anything."""
        self.edit(self.currentIndex())
        field = self.viewport().findChild(QSpinBox)
        if field is not None:
            field.selectAll()
            QApplication.sendEvent(field, event)

    def move_chosen(self, step: int) -> None:
        """Moves the chosen row up (-1) or down (1)."""
        index = self.currentIndex()
        if index.isValid():
            self.agenda.move(index.row(), index.row() + step)

    def as_text(self) -> str:
        """The agenda as a table for a spreadsheet: one line a row, columns parted by tabs."""
        columns = (Column.TIME, Column.NUMBER, Column.TITLE, Column.PRESENTER, Column.MINUTES)
        return "\n".join(
            "\t".join(str(self.agenda.index(row, column).data() or "") for column in columns)
            for row in range(self.agenda.rowCount())
        )

    # Dragging

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self.rowAt(event.position().toPoint().y())
            self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.position().toPoint()
        if self._lifted:
            self._pointer = here.y()
            self._keep_in_sight(here)
            self.viewport().update()
            return
        far = (here - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        if event.buttons() & Qt.MouseButton.LeftButton and self._pressed >= 0 and far:
            self._lift(here)
            return
        over_handle = self.columnAt(here.x()) == Column.HANDLE and self.rowAt(here.y()) >= 0
        over_about = Qt.CursorShape.PointingHandCursor if self._is_over_about(here) else None
        self.viewport().setCursor(
            Qt.CursorShape.OpenHandCursor if over_handle else over_about or Qt.CursorShape.ArrowCursor
        )
        if not event.buttons():
            super().mouseMoveEvent(event)

    def _is_over_about(self, here: QPoint) -> bool:
        index = self.indexAt(here)
        if not index.isValid() or index.column() != Column.TITLE:
            return False
        return self.delegate.about_at(self.visualRect(index), self.agenda.rows[index.row()], here) is not None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._lifted:
            source, target = self._pressed, self._target()
            self._put_down()
            self.agenda.move(source, target - 1 if target > source else target)
            return
        self._pressed = -1
        super().mouseReleaseEvent(event)

    def _row_box(self, row: int) -> QRect:
        return QRect(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))

    def _lift(self, here: QPoint) -> None:
        self._lifted = self.viewport().grab(self._row_box(self._pressed))
        self._pointer = here.y()
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self.viewport().update()

    def _put_down(self) -> None:
        self._lifted, self._pressed = None, -1
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self.viewport().update()

    def _target(self) -> int:
        """The row that the lifted one would stand before, from 0 to the number of rows."""
        for row in range(self.agenda.rowCount()):
            if self._pointer < self._row_box(row).center().y():
                return row
        return self.agenda.rowCount()

    def _keep_in_sight(self, here: QPoint) -> None:
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        inner = parent.widget() if parent is not None else None
        if parent is not None and inner is not None:
            there = self.viewport().mapTo(inner, here)
            parent.ensureVisible(there.x(), there.y(), 0, 48)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._lifted:
            return
        painter = QPainter(self.viewport())
        target, height = self._target(), self._row_box(self._pressed).height()
        last = self._row_box(self.agenda.rowCount() - 1)
        y = last.bottom() if target == self.agenda.rowCount() else self._row_box(target).top()
        painter.fillRect(self._row_box(self._pressed), theme.color("alt"))
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.drawLine(0, y, self.viewport().width(), y)
        top = self._pointer - height // 2
        painter.drawPixmap(0, top, self._lifted)
        painter.setPen(QPen(theme.color("control"), 1))
        painter.drawRect(0, top, self.viewport().width() - 1, height - 1)

    # Menus

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row = self.chosen()
        if row is not None:
            menu_for(self, row).exec(event.globalPos())

    def _show_form_menu(self, id: UUID, place: QPoint) -> None:
        row = next((row for row in self.agenda.rows if row.id == id), None)
        if row:
            form_menu(self, row).popup(place)
