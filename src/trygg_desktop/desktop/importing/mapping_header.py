"""The head of a table that is looked at before it is taken in: under each column's name the field it goes into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.elided_combo import ElidedCombo
from trygg_desktop.i18n import _

if TYPE_CHECKING:
    from trygg_desktop.formats.mapping import Target

_BOX = 28
_LINE = 26


class MappingHeader(QHeaderView):
    """Column names, each with a box of fields under it. `mapping_changed` carries column to field, empty for none."""

    mapping_changed = Signal(object)

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.boxes: list[ElidedCombo] = []
        self._columns: tuple[str, ...] = ()
        self._several: set[str] = set()
        self.setSectionsClickable(False)
        self.viewport().setAutoFillBackground(True)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        self.setMinimumSectionSize(110)
        self.setDefaultSectionSize(170)
        self.sectionResized.connect(lambda *_sizes: self._place())
        table.horizontalScrollBar().valueChanged.connect(lambda _value: self._place())

    def offer(self, columns: Sequence[str], targets: Sequence[Target], mapping: Mapping[str, str]) -> None:
        """Shows where each column goes; the boxes are made anew only for other columns."""
        if tuple(columns) != self._columns or len(self.boxes) != len(columns):
            self._make(tuple(columns), targets)
        for column, box in zip(self._columns, self.boxes, strict=True):
            before = box.blockSignals(True)
            box.setCurrentIndex(max(0, box.findData(mapping.get(column, ""))))
            box.blockSignals(before)
        self._place()
        self.viewport().update()

    def _make(self, columns: tuple[str, ...], targets: Sequence[Target]) -> None:
        for box in self.boxes:
            box.hide()
            box.deleteLater()
        self._columns = columns
        self.boxes = [self._box(column, targets) for column in columns]
        for before, after in pairwise(self.boxes):
            self.setTabOrder(before, after)

    def _box(self, column: str, targets: Sequence[Target]) -> ElidedCombo:
        box = ElidedCombo(self.viewport())
        box.setFont(theme.font("side"))
        box.addItem(_("left out"), "")
        for target in targets:
            box.addItem(_(target.label), target.name)
        self._several = {target.name for target in targets if target.several}
        box.setAccessibleName(_("Column {column} goes into", column=column))
        box.setToolTip(column)
        box.view().setMinimumWidth(220)
        box.currentIndexChanged.connect(lambda _at: self._chosen(box))
        box.show()
        return box

    def _chosen(self, box: ElidedCombo) -> None:
        """What one column goes into now; another that went there goes nowhere, unless there is room for several."""
        target = box.currentData()
        for other in self.boxes:
            if other is not box and target not in ("", *self._several) and other.currentData() == target:
                before = other.blockSignals(True)
                other.setCurrentIndex(0)
                other.blockSignals(before)
        self.mapping_changed.emit(self.mapping())

    def mapping(self) -> dict[str, str]:
        """Column to field as it is chosen; an empty field leaves the column out."""
        return {c: str(box.currentData()) for c, box in zip(self._columns, self.boxes, strict=True)}

    def goes_somewhere(self, section: int) -> bool:
        """Whether a column is taken in at all."""
        return section < len(self.boxes) and bool(self.boxes[section].currentData())

    def _place(self) -> None:
        for section, box in enumerate(self.boxes):
            left = self.sectionViewportPosition(section)
            box.setGeometry(left + 4, _LINE, max(60, self.sectionSize(section) - 8), _BOX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), _LINE + _BOX + 6)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        painter.fillRect(rect, theme.color("base"))
        painter.setPen(theme.color("line2"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(theme.bold("side") if self.goes_somewhere(section) else theme.font("side"))
        painter.setPen(theme.color("text" if self.goes_somewhere(section) else "text2"))
        name = self._columns[section] if section < len(self._columns) else ""
        line = QRect(rect.left() + 8, rect.top() + 2, rect.width() - 16, _LINE - 4)
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()
