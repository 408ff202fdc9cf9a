"""Dragging a line of a table to another place: a line shows where it would land, Esc puts it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QTableView

from trygg_desktop.desktop import theme

THICK = 2
"""Pixels of the line that shows where the dragged one would land."""


class RowDrag(QObject):
    """Follows the mouse over a table. `row_dropped` carries the line and the one it was dropped before.

    Args:
        may_drag: asked when a drag begins.
    """

    row_dropped = Signal(int, int)

    def __init__(self, table: QTableView, *, may_drag: Callable[[], bool]) -> None:
        super().__init__(table)
        self._table, self._may_drag = table, may_drag
        self._row = self._target = -1
        self._pressed_at = QPoint()
        self._line = QFrame(table.viewport())
        self._line.hide()
        table.viewport().installEventFilter(self)
        table.installEventFilter(self)

    @property
    def _dragging(self) -> bool:
        return self._target >= 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While a line is dragged the table itself does not mark others; that the mouse is let go it hears."""
        if isinstance(event, QKeyEvent):
            if self._dragging and event.key() == Qt.Key.Key_Escape:
                self._stop()
                return True
        elif isinstance(event, QMouseEvent) and watched is self._table.viewport():
            return self._follow(event)
        return False

    def _follow(self, event: QMouseEvent) -> bool:
        here = event.position().toPoint()
        if event.type() is QEvent.Type.MouseButtonPress:
            plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
            self._row = self._table.rowAt(here.y()) if plain else -1
            self._pressed_at = here
        elif event.type() is QEvent.Type.MouseMove and self._row >= 0:
            far = (here - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
            if self._dragging or (far and self._may_drag()):
                self._show_target(here)
                return True
        elif event.type() is QEvent.Type.MouseButtonRelease:
            row, target, dropped = self._row, self._target, self._dragging
            self._stop()
            if dropped and target not in (row, row + 1):
                self.row_dropped.emit(row, target)
        return False

    def _show_target(self, here: QPoint) -> None:
        table, rows = self._table, self._table.model().rowCount()
        over = table.rowAt(here.y())
        if over < 0:
            self._target = 0 if here.y() < 0 else rows
        else:
            middle = table.rowViewportPosition(over) + table.rowHeight(over) // 2
            self._target = over if here.y() < middle else over + 1
            table.scrollTo(table.model().index(over, 0))
        above = min(self._target, rows - 1)
        y = table.rowViewportPosition(above) + (table.rowHeight(above) if self._target >= rows else 0)
        self._line.setStyleSheet(f"background: {theme.tokens().accent};")
        self._line.setGeometry(0, max(0, y - THICK // 2), table.viewport().width(), THICK)
        self._line.show()
        table.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def _stop(self) -> None:
        self._row = self._target = -1
        self._line.hide()
        self._table.viewport().unsetCursor()
