"""The action plan with its six columns: walked by keyboard, written in place, each line opening its form."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QItemSelectionModel, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.measures.plan import PlanLine, Sort
from trygg_desktop.desktop.measures.plan_delegate import INSET, PlanDelegate
from trygg_desktop.desktop.measures.plan_model import FIELD, Column, PlanModel
from trygg_desktop.desktop.meetings.quiet_header import QuietHeader
from trygg_desktop.desktop.table_manners import in_rows
from trygg_desktop.desktop.tables import Index
from trygg_desktop.i18n import _

_SHARES = {
    Column.CAUSE: 20,
    Column.MEASURE: 17,
    Column.GOALS: 19,
    Column.WHEN: 12,
    Column.WHO: 14,
    Column.FOLLOW_UP: 18,
}
"""How the columns share the width."""
_WRITTEN_IN_FORM = (Column.WHEN, Column.WHO, Column.FOLLOW_UP)


class _Header(QuietHeader):
    """Each heading stands over the words of its cells, which keep clear of the focus ring."""

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        super().paintSection(painter, rect.adjusted(INSET, 0, 0, 0), index)
        painter.setPen(theme.color("line2"))
        painter.drawLine(rect.left(), rect.bottom(), rect.left() + INSET, rect.bottom())


class PlanTable(QTableView):
    """The lines of the plan.

    `record_chosen` carries what the form is to show, `field_wanted` a record and the field to go to in its form,
    `gap_pressed` the line after which something is missing, `new_wanted` a kind and the values to begin with.
    """

    record_chosen = Signal(object)
    field_wanted = Signal(object, str)
    gap_pressed = Signal(object)
    new_wanted = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan = PlanModel(self)
        self.setModel(self.plan)
        self._look = PlanDelegate(self)
        self.setItemDelegate(self._look)
        self._heights: dict[PlanLine, int] = {}
        self._heights_at: tuple[object, ...] = ()
        self.setHorizontalHeader(_Header(self))
        self.setAccessibleName(_("The action plan"))
        in_rows(self, one=True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(16)
        self.clicked.connect(self._press)
        self.doubleClicked.connect(self._open_written_elsewhere)

    def show_lines(self, lines: Iterable[PlanLine]) -> None:
        """Shows the plan as it is now; what was chosen stays chosen."""
        self.plan.show_rows(lines)
        self.clearSpans()
        for row, line in enumerate(self.plan.rows):
            if line.sort in (Sort.PROBLEM, Sort.NO_CAUSE):
                self.setSpan(row, 0, 1, len(Column))
            elif line.sort is Sort.NO_MEASURE:
                self.setSpan(row, Column.MEASURE, 1, len(Column) - 1)
        self.resizeRowsToContents()

    @property
    def line(self) -> PlanLine | None:
        """The line that is chosen."""
        index = self.currentIndex()
        return self.plan.line(index.row()) if index.isValid() else None

    def choose(self, record: UUID) -> bool:
        """Chooses the line of a record, quietly; answers whether it is in the plan."""
        for row, line in enumerate(self.plan.rows):
            if line.record == record or (line.cause == record and not line.again):
                chosen = Column.CAUSE if line.cause == record else Column.MEASURE
                index = self.plan.index(row, chosen)
                if self.currentIndex().row() != row:
                    flags = QItemSelectionModel.SelectionFlag
                    self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
                self.scrollTo(index)
                return True
        return False

    def choose_first(self) -> None:
        """Chooses the first measure where nothing is chosen."""
        rows = self.plan.rows
        first = next((row for row, line in enumerate(rows) if line.sort is Sort.MEASURE), 0)
        if rows and not self.currentIndex().isValid():
            self.setCurrentIndex(self.plan.index(first, Column.MEASURE))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            record = self._record(current)
            if record is not None:
                self.record_chosen.emit(record)

    def _record(self, index: Index) -> UUID | None:
        return self.plan.record_in(self.plan.line(index.row()), index.column())

    def _press(self, index: Index) -> None:
        """A click in a gap begins what is missing there."""
        line = self.plan.line(index.row())
        missing = line.sort is Sort.NO_CAUSE or (line.sort is Sort.NO_MEASURE and index.column() > 0)
        if missing:
            self.gap_pressed.emit(line)

    def _open_written_elsewhere(self, index: Index) -> None:
        line = self.plan.line(index.row())
        if not self.plan.may_edit(line, index.column()):
            self._open(index)

    def _open(self, index: Index) -> None:
        line, column = self.plan.line(index.row()), Column(index.column())
        if line.sort is Sort.NO_CAUSE or (line.sort is Sort.NO_MEASURE and column is not Column.CAUSE):
            self.gap_pressed.emit(line)
            return
        record = self._record(index)
        if record is not None:
            self.field_wanted.emit(record, FIELD[column] if line.sort is Sort.MEASURE else "title")

    def menu(self) -> QMenu:
        """Everything that can be done with the chosen line."""
        index = self.currentIndex()
        line = self.plan.line(index.row())
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Show in full"), lambda: self._open(self.currentIndex()))
        if self.plan.may_edit(line, index.column()):
            menu.addAction(_("Change the text"), lambda: self.edit(self.currentIndex()))
        menu.addSeparator()
        for words, kind, field, record in (
            (_("Follow up the measure"), "follow-up", "measure", line.measure),
            (_("New measure against this cause"), "measure", "cause", line.cause),
            (_("New cause of this problem"), "cause", "problem", line.problem),
        ):
            if record is not None:
                menu.addAction(words, partial(self.new_wanted.emit, kind, {field: record}))
        menu.addAction(_("New problem"), lambda: self.new_wanted.emit("problem", {}))
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.currentIndex().isValid():
            self.menu().popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._opens(event):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _opens(self, event: QKeyEvent) -> bool:
        """Enter opens the form at the field of the cell; so does F2 where nothing is written in place."""
        index = self.currentIndex()
        if not index.isValid() or self.state() is QAbstractItemView.State.EditingState:
            return False
        if event.key() == Qt.Key.Key_F2:
            return index.column() in _WRITTEN_IN_FORM
        return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index == self.currentIndex() and (record := self._record(index)) is not None:
            self.record_chosen.emit(record)

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Its bar has room kept for it, there or not: no text is broken anew because the bar has come
        width = self.width() - self.verticalScrollBar().sizeHint().width()
        whole, before = sum(_SHARES.values()), self._widths()
        for column, share in _SHARES.items():
            self.setColumnWidth(column, width * share // whole)
        if self._widths() != before:
            self.resizeRowsToContents()

    def _widths(self) -> tuple[int, ...]:
        return tuple(self.columnWidth(column) for column in Column)

    def sizeHintForRow(self, row: int) -> int:
        """Known from the last time, where line, columns and font are what they were: nearly all lines are."""
        widths = self._widths()
        at = (*widths, theme.font("body").key())
        if at != self._heights_at:
            self._heights_at = at
            self._heights.clear()
        line = self.plan.line(row)
        if line not in self._heights:
            self._heights[line] = self._look.height(line, widths)
        return self._heights[line]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.resizeRowsToContents()
