"""The rail at the left: the subjects, and at its foot whose desk this is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.icons import paint_icon
from trygg_desktop.desktop.subjects import SETTINGS, SUBJECTS, Subject

OPEN_WIDTH, FOLDED_WIDTH = 184, 52
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_AS_WRITTEN = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
"""Keeps signs from being read as HTML; Python's own `html` would load all that HTML knows before the day is shown."""


class _Entries(QAbstractListModel):
    """The subjects, each with how many things wait for an answer there."""

    def __init__(self, subjects: Sequence[Subject]) -> None:
        super().__init__()
        self.subjects = list(subjects)
        self.counts: dict[str, int] = {}

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.subjects)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        subject = self.subjects[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return subject.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{subject.title} (Ctrl+{subject.number})" if subject.number else subject.title
        return None


class _Look(QStyledItemDelegate):
    """Icon and word; the chosen one on tint with an accent bar."""

    folded = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        use = theme.tokens()
        model = index.model()
        assert isinstance(model, _Entries)
        subject = model.subjects[index.row()]
        box: QRect = option.rect.adjusted(8, 1, -8, -1)
        rail = option.widget  # not `option.state`: PySide6 would build all of QStyle before the first picture
        assert isinstance(rail, _List)
        chosen = rail.currentIndex().row() == index.row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or rail.hovered == index.row():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("tint" if chosen else "line"))
            painter.drawRoundedRect(box, 5, 5)
        if chosen:
            painter.fillRect(QRect(box.left(), box.top() + 6, 3, box.height() - 12), theme.color("accent"))
        if chosen and rail.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.color("accent"))
            painter.drawRoundedRect(box, 5, 5)
        size = 20 if self.folded else 18
        left = box.center().x() - size // 2 + 1 if self.folded else box.left() + 12
        paint_icon(
            painter,
            QRect(left, box.center().y() - size // 2, size, size),
            subject.icon,
            use.accent if chosen else use.text2,
        )
        count = model.counts.get(subject.name, 0)
        if not self.folded:
            painter.setFont(theme.bold() if chosen else theme.font())
            painter.setPen(theme.color("text"))
            painter.drawText(
                box.adjusted(40, 0, -28 if count else -4, 0),
                int(Qt.AlignmentFlag.AlignVCenter),
                subject.title,
            )
            if count:
                painter.setFont(theme.font("side"))
                painter.setPen(theme.color("text2"))
                painter.drawText(
                    box.adjusted(0, 0, -10, 0),
                    int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight),
                    str(count),
                )
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, max(34, QFontMetrics(theme.font()).height() + 14))


class _List(QListView):
    """One list of the rail."""

    def __init__(self, subjects: Sequence[Subject]) -> None:
        super().__init__()
        self.entries = _Entries(subjects)
        self.look = _Look(self)
        self.setModel(self.entries)
        self.setItemDelegate(self.look)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setObjectName("rail")
        self.hovered = -1
        self.entered.connect(lambda index: self._hover(index.row()))

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.redraw()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def redraw(self) -> None:
        """Draws all entries anew.

        Not by asking for the viewport: to say what that is, PySide6 would first make every widget class it has,
        which takes longer than all the rest of the rail and would be seen when the program starts.
        """
        self.entries.dataChanged.emit(
            self.entries.index(0), self.entries.index(len(self.entries.subjects) - 1)
        )


class Rail(QWidget):
    """The subjects with icons and words; folds to icons on a narrow window."""

    subject_chosen = Signal(str)
    entered = Signal()
    """Enter or a click: on from the rail to the page."""

    def __init__(self) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self._subjects = _List(SUBJECTS)
        self._settings = _List((SETTINGS,))
        self._whose = QLabel()
        self._whose.setWordWrap(True)
        self._whose.setTextFormat(Qt.TextFormat.RichText)
        self._whose.setContentsMargins(18, 0, 12, 8)
        self._settings.setFixedHeight(self._settings.sizeHintForRow(0) + 4)
        self._subjects.setAccessibleName("Trygg")
        self._settings.setAccessibleName(SETTINGS.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(0)
        column.addWidget(self._subjects, 1)
        column.addWidget(self._whose)
        column.addWidget(self._settings)
        for each in (self._subjects, self._settings):
            each.selectionModel().currentChanged.connect(self._chosen)
            each.clicked.connect(self._pressed)
            each.activated.connect(self._pressed)
        self._words = ("", "", "")
        theme.notice().changed.connect(self._recolor)
        self.fold(False)

    def _chosen(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self._go(index)

    def _pressed(self, index: QModelIndex) -> None:
        self._go(index)
        self.entered.emit()

    def has_focus(self) -> bool:
        """Whether arrow keys walk in the rail just now: then going to a page does not take the focus away."""
        return self._subjects.hasFocus() or self._settings.hasFocus()

    def _go(self, index: QModelIndex) -> None:
        model = index.model()
        assert isinstance(model, _Entries)
        self.subject_chosen.emit(model.subjects[index.row()].name)

    def show_subject(self, name: str) -> None:
        """Marks the subject that is shown."""
        for each in (self._subjects, self._settings):
            rows = [row for row, subject in enumerate(each.entries.subjects) if subject.name == name]
            each.selectionModel().blockSignals(True)
            each.clearSelection()
            each.setCurrentIndex(each.entries.index(rows[0]) if rows else QModelIndex())
            each.selectionModel().blockSignals(False)
            each.redraw()

    def count(self, name: str, waiting: int) -> None:
        """Says how many things wait for an answer at a subject."""
        self._subjects.entries.counts[name] = waiting
        self._subjects.redraw()

    def say_whose(self, council: str, role: str, note: str) -> None:
        """Whose desk this is: the council, one's own role, and whether all of it is invented."""
        self._words = (council, role, note)
        use = theme.tokens()
        small = theme.font("small").pointSizeF()
        first, *rest = (each.translate(_AS_WRITTEN) for each in (council, role, note))
        lines = [f'<span style="color:{use.text}; font-weight:600">{first}</span>']
        lines += [f'<span style="color:{use.text2}">{each}</span>' for each in rest if each]
        self._whose.setText(f'<div style="font-size:{small}pt">{"<br>".join(lines)}</div>' if council else "")

    def _recolor(self) -> None:
        self.say_whose(*self._words)

    def fold(self, folded: bool) -> None:
        """Shows icons alone, or icons with words."""
        self.setFixedWidth(FOLDED_WIDTH if folded else OPEN_WIDTH)
        self._whose.setVisible(not folded)
        for each in (self._subjects, self._settings):
            each.look.folded = folded
            each.redraw()
