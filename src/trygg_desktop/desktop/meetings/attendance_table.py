"""Who was at the meeting: each member noted as present, excused or absent."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.meetings.attendance_model import (
    CHOICES,
    AttendanceModel,
    Column,
    presence_label,
)
from trygg_desktop.desktop.meetings.quiet_header import QuietHeader
from trygg_desktop.desktop.meetings.rows_table import RowsTable
from trygg_desktop.i18n import _

Index = QModelIndex | QPersistentModelIndex


class AttendanceDelegate(QStyledItemDelegate):
    """A member in two lines, with the editors: choices for the presence, a line for who came instead."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        words = QFontMetrics(theme.font("body")).horizontalAdvance(str(index.data() or "")) + 20
        return QSize(words, theme.row_height(2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, row = QRect(option.rect), index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected and option.state & QStyle.StateFlag.State_Active:
            painter.fillRect(rect, theme.color("tint"))
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if index.column() == Column.NAME:
            half = (rect.height() - 8) // 2
            upper = QRect(rect.left(), rect.top() + 4, rect.width() - 8, half)
            _write(painter, upper, row.name, "body", "text")
            _write(painter, upper.translated(0, half), row.body, "side", "text2")
        else:
            noted = index.column() == Column.PRESENCE and row.presence
            _write(
                painter,
                rect.adjusted(0, 0, -8, 0),
                str(index.data() or ""),
                "body",
                "text" if noted else "text2",
            )
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        if index.column() == Column.PRESENCE:
            box = QComboBox(parent)
            for choice in CHOICES:
                box.addItem(presence_label(choice), choice)
            box.setAccessibleName(_("At the meeting"))
            box.activated.connect(lambda number: self._picked(box))
            return box
        line = QLineEdit(parent)
        line.setAccessibleName(_("Replaced by"))
        return line

    def _picked(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(index.data(Qt.ItemDataRole.EditRole))))
            editor.showPopup()
        elif isinstance(editor, QLineEdit):
            editor.setText(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())


def _write(painter: QPainter, room: QRect, text: str, role: str, color: str) -> None:
    painter.setFont(theme.font(role))
    painter.setPen(theme.color(color))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)


class AttendanceTable(RowsTable):
    """One row a member; space goes through present, excused, absent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.attendance = AttendanceModel()
        super().__init__(self.attendance, _("Attendance"), parent)
        self.attendance.setParent(self)
        self.setItemDelegate(AttendanceDelegate(self))
        self.setWordWrap(False)
        header = QuietHeader(self)
        self.setHorizontalHeader(header)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        self.setColumnHidden(Column.BODY, True)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """The name has what is left over; the column of substitutes grows with what is written in it."""
        metrics = QFontMetrics(theme.font("side"))
        for column, share in ((Column.PRESENCE, 40), (Column.SUBSTITUTE, 35)):
            heading = (
                metrics.horizontalAdvance(self.attendance.headerData(column, Qt.Orientation.Horizontal)) + 12
            )
            wanted = max(self.sizeHintForColumn(column), heading)
            self.setColumnWidth(column, min(wanted, max(self.width() * share // 100, heading)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            presence = self.attendance.rows[index.row()].presence
            now = CHOICES.index(presence) if presence in CHOICES else 0
            self.attendance.note(index.row(), presence=CHOICES[(now + 1) % len(CHOICES)])
            return
        super().keyPressEvent(event)
