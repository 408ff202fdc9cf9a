"""Who was at the meeting: each member noted as present, excused or absent."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.meetings.attendance_model import (
    CHOICES,
    AttendanceModel,
    Column,
    presence_label,
)
from trygg_desktop.i18n import _

Index = QModelIndex | QPersistentModelIndex


class AttendanceDelegate(QStyledItemDelegate):
    """The editors: a list of choices for the presence, a line for who came instead."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(
            super().sizeHint(option, index).width(), max(28, QFontMetrics(theme.font("body")).height() + 8)
        )

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


class AttendanceTable(QTableView):
    """One row a member; space goes through present, excused, absent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.attendance = AttendanceModel(self)
        self.setModel(self.attendance)
        self.setItemDelegate(AttendanceDelegate(self))
        self.setAccessibleName(_("Attendance"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(Column.PRESENCE, QHeaderView.ResizeMode.ResizeToContents)
        for signal in (self.attendance.modelReset, self.attendance.dataChanged):
            signal.connect(lambda *about: self.updateGeometry())

    def sizeHint(self) -> QSize:
        rows = sum(self.sizeHintForRow(row) for row in range(self.attendance.rowCount()))
        return QSize(320, self.horizontalHeader().sizeHint().height() + rows + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            presence = self.attendance.rows[index.row()].presence
            now = CHOICES.index(presence) if presence in CHOICES else 0
            self.attendance.note(index.row(), presence=CHOICES[(now + 1) % len(CHOICES)])
            return
        super().keyPressEvent(event)
