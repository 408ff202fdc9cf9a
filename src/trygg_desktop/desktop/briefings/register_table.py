"""The register of files as a list: sorted by any column, filtered by typing, copied as a table."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.briefings.register_model import (
    Column,
    Entry,
    RegisterModel,
    protection_words,
)
from trygg_desktop.desktop.icons import paint_icon
from trygg_desktop.desktop.parts import chip_width, paint_chip
from trygg_desktop.domain.record import Protection
from trygg_desktop.i18n import _, clock, local, short_date

Index = QModelIndex | QPersistentModelIndex
PADDING = 8
LEAST_OF_A_FINGERPRINT = 4
"""Signs: fewer would be found in many by chance."""


class _Sorted(QSortFilterProxyModel):
    """The register in the order and with the filter the user chose."""

    sought = ""

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        """A fingerprint is found with and without its spaces, and by more of it than the line shows."""
        if super().filterAcceptsRow(row, parent):
            return True
        source, mark = self.sourceModel(), "".join(self.sought.casefold().split())
        assert isinstance(source, RegisterModel)
        return len(mark) >= LEAST_OF_A_FINGERPRINT and mark in source.entries[row].file.fingerprint

    def lessThan(self, left: Index, right: Index) -> bool:
        source = self.sourceModel()
        assert isinstance(source, RegisterModel)
        return bool(
            source.sort_value(left.row(), left.column()) < source.sort_value(right.row(), right.column())
        )


class _RowDelegate(QStyledItemDelegate):
    """Two lines a file: what it is, and under it for whom, what was left out and the fingerprint; the day it was
    made, and under it the time, so that there is room for the rest."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        body = QFontMetrics(theme.font("body"))
        shown = _day_and_time(index)[0] if index.column() == Column.MADE else str(index.data() or "")
        wide = body.horizontalAdvance(shown) + 2 * PADDING + 8
        if index.column() == Column.PROTECTION:
            wide = _marking_width(_level(index)) + 2 * PADDING
        return QSize(wide, theme.row_height(2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, chosen = QRect(option.rect), bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(rect, theme.color("tint"))
            if index.column() == Column.MADE:
                painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.color("accent"))
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        lines = (rect.height() - 8) // 2
        upper = QRect(rect.left() + PADDING, rect.top() + 4, rect.width() - 2 * PADDING, lines)
        lower = upper.translated(0, lines)
        if index.column() == Column.PROTECTION:
            level = _level(index)
            wide = _marking_width(level)
            _paint_marking(
                painter, QRect(rect.right() - PADDING - wide, rect.center().y() - 10, wide, 20), level
            )
        elif index.column() == Column.NAME:
            _write(painter, upper, str(index.data() or ""), "body", "text")
            _write(painter, lower, _facts(index), "side", "text2")
        elif index.column() == Column.MADE:
            day, time = _day_and_time(index)
            _write(painter, upper, day, "body", "text2")
            _write(painter, lower, time, "side", "text2")
        else:
            _write(painter, upper, str(index.data() or ""), "body", "text2")
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()


def _write(painter: QPainter, room: QRect, text: str, role: str, color: str) -> None:
    """Writes a line; the middle gives way first, so that the day at the end of a name stays."""
    painter.setFont(theme.font(role))
    painter.setPen(theme.color(color))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)


def _level(index: Index) -> str:
    entry: Entry = index.data(Qt.ItemDataRole.UserRole)
    return entry.file.protection or Protection.OPEN


def _day_and_time(index: Index) -> tuple[str, str]:
    entry: Entry = index.data(Qt.ItemDataRole.UserRole)
    return short_date(local(entry.file.made_at).date()), clock(entry.file.made_at)


def _facts(index: Index) -> str:
    entry: Entry = index.data(Qt.ItemDataRole.UserRole)
    return entry.facts


def _marking_width(level: str) -> int:
    if level == Protection.PROTECTED:
        return QFontMetrics(theme.bold("small")).horizontalAdvance(protection_words(level)) + 32
    return chip_width(level)


def _paint_marking(painter: QPainter, rect: QRect, level: str) -> None:
    """The chip of a file. The grounds stand in the line beside it, so a confidential one is said in a word."""
    if level != Protection.PROTECTED:
        paint_chip(painter, rect, level)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("protected"))
    painter.drawRoundedRect(rect, 3, 3)
    on_ground = theme.color("on_protected")
    paint_icon(painter, QRect(rect.left() + 7, rect.center().y() - 6, 13, 13), "lock-fill", on_ground)
    painter.setFont(theme.bold("small"))
    painter.setPen(on_ground)
    painter.drawText(rect.adjusted(24, 0, -6, 0), int(Qt.AlignmentFlag.AlignVCenter), protection_words(level))


class RegisterTable(QTableView):
    """The register of files; choosing a line shows the briefing it was made from."""

    entry_chosen = Signal(object)
    """The chosen line, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.register = RegisterModel(self)
        self._sorted = _Sorted(self)
        self._sorted.setSourceModel(self.register)
        self._sorted.setFilterKeyColumn(-1)
        self._sorted.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setModel(self._sorted)
        self.setItemDelegate(_RowDelegate(self))
        self.setAccessibleName(_("Register of files"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in (Column.AUDIENCE, Column.LEFT_OUT, Column.FINGERPRINT):
            self.setColumnHidden(column, True)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicator(Column.MADE, Qt.SortOrder.DescendingOrder)
        self.setSortingEnabled(True)
        # not the current row: the keyboard on its way past puts that on the first line without choosing it
        self.selectionModel().selectionChanged.connect(
            lambda now, before: self.entry_chosen.emit(self.chosen())
        )

    def chosen(self) -> Entry | None:
        """The chosen line."""
        rows = self.selectionModel().selectedRows(Column.NAME)
        entry: Entry | None = rows[0].data(Qt.ItemDataRole.UserRole) if rows else None
        return entry

    def choose(self, fingerprint: str) -> bool:
        """Chooses the newest line with a fingerprint; answers whether there is one."""
        row = self.register.row_with(fingerprint)
        if row < 0:
            return False
        self.set_filter("")
        index = self._sorted.mapFromSource(self.register.index(row, Column.NAME))
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def set_filter(self, text: str) -> None:
        """Shows only lines in which some column holds the text."""
        self._sorted.sought = text
        self._sorted.setFilterFixedString(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()
        # What is told below of the file that is chosen takes room from the list.
        for chosen in self.selectionModel().selectedRows():
            self.scrollTo(chosen)

    def fit_columns(self) -> None:
        """Each column as wide as it needs, and what is left over to the name."""
        used = 0
        for column in (Column.MADE, Column.PROTECTION):
            wide = max(self.sizeHintForColumn(column), self.horizontalHeader().sectionSizeHint(column))
            self.setColumnWidth(column, wide)
            used += wide
        self.setColumnWidth(Column.NAME, max(self.viewport().width() - used, 160))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self.as_text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.selectRow(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def as_text(self) -> str:
        """The register as a table for a spreadsheet, with whole fingerprints."""
        model, lines = self._sorted, []
        columns = [column for column in Column if column is not Column.FINGERPRINT]
        for row in range(model.rowCount()):
            entry: Entry = model.index(row, 0).data(Qt.ItemDataRole.UserRole)
            texts = [str(model.index(row, column).data() or "") for column in columns]
            lines.append("\t".join([*texts, entry.file.fingerprint]))
        return "\n".join(lines)
