"""The latest sessions of an action in the detail pane, each cell written in place."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.presence.session_table import ADULTS, DAY, SEEN, TIME, SessionsModel
from trygg_desktop.desktop.table_manners import in_rows
from trygg_desktop.i18n import _

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

Index = QModelIndex | QPersistentModelIndex


class SessionList(QTableView):
    """A table without frame, as tall as its rows."""

    deletion_wanted = Signal(object)

    def __init__(self, model: SessionsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sessions = model
        self.setModel(model)
        in_rows(self, one=True)
        self.setWordWrap(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setAccessibleName(_("Sessions"))
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStyleSheet("QHeaderView::section { padding: 3px; }")
        self.setItemDelegate(_Cells(self))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(SEEN, QHeaderView.ResizeMode.Stretch)
        for signal in (model.rowsInserted, model.rowsRemoved):
            signal.connect(lambda *about: self.updateGeometry())
        theme.notice().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        side = QFontMetrics(theme.font("side"))
        self.setFont(theme.font("side"))
        self.verticalHeader().setDefaultSectionSize(max(26, side.height() + 8))
        for column, widest in ((DAY, "onsd 28 nov"), (TIME, "20.00–23.00"), (ADULTS, _("Adults"))):
            self.setColumnWidth(column, side.horizontalAdvance(widest) + 22)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        rows = max(self._sessions.rowCount(), 1)
        height = self.horizontalHeader().sizeHint().height()
        return QSize(360, height + rows * self.verticalHeader().defaultSectionSize() + 2)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == event.Type.ApplicationFontChange:
            self._measure()

    @property
    def chosen(self) -> UUID | None:
        """The session whose row is chosen."""
        index = self.currentIndex()
        return self._sessions.rows[index.row()].id if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() == QAbstractItemView.State.EditingState
        if event.key() == Qt.Key.Key_Delete and not editing and self.chosen:
            self.deletion_wanted.emit(self.chosen)
            return
        super().keyPressEvent(event)


class _Cells(QStyledItemDelegate):
    """A hairline under each row; the field to write in fills its cell."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        rect: QRect = option.rect
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = QLineEdit(parent)
        field.setStyleSheet("QLineEdit, QLineEdit:focus { padding: 0 2px; }")
        field.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))
        return field
