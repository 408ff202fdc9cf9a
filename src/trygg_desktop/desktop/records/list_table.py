"""The lines of a list as a table that the keyboard moves in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionHeader, QTableView

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.table_manners import in_rows

AROUND, ARROW = 16, 16
"""Pixels beside the words of a heading, and those that the arrow of the sorted column takes."""


class ListHeader(QHeaderView):
    """The headings, each shortened with … where its column is narrow."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, section: int) -> None:
        """The style sheet would cut a long heading in the middle of a letter."""
        super().initStyleOptionForIndex(option, section)
        sorted_by = self.isSortIndicatorShown() and self.sortIndicatorSection() == section
        room = self.sectionSize(section) - AROUND - (ARROW if sorted_by else 0)
        option.text = self.fontMetrics().elidedText(option.text, Qt.TextElideMode.ElideRight, room)


class RecordTable(QTableView):
    """The lines themselves."""

    deletion_wanted = Signal()
    copy_wanted = Signal()
    opened = Signal()
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        in_rows(self, read_only=True)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = ListHeader()
        self.setHorizontalHeader(header)
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSectionsMovable(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.setMinimumSectionSize(16)
        theme.notice().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.setFont(theme.font("body"))
        self.horizontalHeader().setFont(theme.font("small"))
        self.verticalHeader().setDefaultSectionSize(theme.row_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.deletion_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange:
            self.viewport().update()

    def marked_count(self) -> int:
        """How many lines are marked."""
        spans = self.selectionModel().selection()
        return sum(spans.at(n).height() for n in range(spans.count()))

    def marked_rows(self) -> list[int]:
        """The marked lines from above."""
        spans = self.selectionModel().selection()
        found = [spans.at(n) for n in range(spans.count())]
        return sorted({row for span in found for row in range(span.top(), span.bottom() + 1)})
