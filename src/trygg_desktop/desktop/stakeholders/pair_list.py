"""The pairs that look alike, two names to a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.icons import paint_icon
from trygg_desktop.desktop.stakeholders.twin_pairs import Pair
from trygg_desktop.i18n import _

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
PairRole = Qt.ItemDataRole.UserRole
MARGIN = 32


class _Pairs(QAbstractListModel):
    """The pairs."""

    def __init__(self) -> None:
        super().__init__()
        self.pairs: list[Pair] = []

    def show(self, pairs: Sequence[Pair]) -> None:
        self.beginResetModel()
        self.pairs = list(pairs)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.pairs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        pair = self.pairs[index.row()]
        if role == PairRole:
            return pair
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{pair.kind.about.title}: {pair.titles[0]}, {pair.titles[1]}"
        return pair.why if role == Qt.ItemDataRole.ToolTipRole else None


class _Look(QStyledItemDelegate):
    """The kind's icon and both names under each other."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        pair: Pair = index.data(PairRole)
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(rect, theme.color("tint"))
            if self._view.hasFocus():
                painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height() - 1), theme.color("accent"))
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        square = QRect(rect.left() + MARGIN, rect.center().y() - 9, 18, 18)
        paint_icon(painter, square, pair.kind.about.icon, theme.color("text2"))
        painter.setFont(theme.font())
        half = rect.height() // 2
        for name, top in zip(pair.titles, (rect.top() + 3, rect.top() + half - 2), strict=True):
            line = QRect(rect.left() + MARGIN + 28, top, rect.width() - MARGIN - 40, half)
            painter.setPen(theme.color("text"))
            shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme.row_height(2) + 6)


class PairList(QListView):
    """Chooses a pair. `pair_chosen` comes without one when there are none."""

    pair_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Pairs()
        self.setModel(self._model)
        self.setItemDelegate(_Look(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setAccessibleName(_("Possible duplicates"))
        self.selectionModel().currentChanged.connect(lambda *_indexes: self._tell())
        theme.notice().changed.connect(self.viewport().update)

    @property
    def pairs(self) -> list[Pair]:
        """All of them."""
        return self._model.pairs

    def current(self) -> Pair | None:
        """The pair that is looked at."""
        row = self.currentIndex().row()
        return self.pairs[row] if 0 <= row < len(self.pairs) else None

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Shows other pairs; the one that is looked at stays, or the next takes its place."""
        before, row = self.current(), max(self.currentIndex().row(), 0)
        self._model.show(pairs)
        keys = [(pair.a, pair.b) for pair in pairs]
        if before is not None and (before.a, before.b) in keys:
            row = keys.index((before.a, before.b))
        if pairs:
            self.setCurrentIndex(self._model.index(min(row, len(pairs) - 1)))
        else:
            self._tell()

    def _tell(self) -> None:
        self.pair_chosen.emit(self.current())
