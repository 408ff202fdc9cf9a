"""Two records that look alike in a column each, with a choice of which one is kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.parts import Words
from trygg_desktop.desktop.stakeholders.breaking_words import BreakingWords
from trygg_desktop.desktop.stakeholders.twin_pairs import ComparedField, Pair
from trygg_desktop.i18n import _


class PairComparison(QWidget):
    """Both records of a pair: a column each, and which of them is kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 8, 8, 16)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, 120)
        for column in (1, 2):
            self._grid.setColumnStretch(column, 1)
        self.first, self.second = QRadioButton(_("Keep this one")), QRadioButton(_("Keep this one"))
        self._group = QButtonGroup(self)
        self.pair: Pair | None = None
        self._words: list[QWidget] = []
        self._cells: list[tuple[ComparedField, Words, Words]] = []
        for column, button in ((1, self.first), (2, self.second)):
            self._group.addButton(button)
            button.setFont(theme.bold())
            self._grid.addWidget(button, 0, column, Qt.AlignmentFlag.AlignLeft)
            button.toggled.connect(lambda _on: self._mark())
        self.first.setChecked(True)

    @property
    def keeps_first(self) -> bool:
        """Whether the first of the two is the one that stays."""
        return self.first.isChecked()

    def show_pair(self, pair: Pair, fields: Sequence[ComparedField]) -> None:
        """Shows both, field by field; the one that says more is proposed as the one to keep."""
        for widget in self._words:
            widget.hide()
            widget.deleteLater()
        self._words, self._cells = [], []
        self.pair = pair
        for button, title in ((self.first, pair.titles[0]), (self.second, pair.titles[1])):
            button.setAccessibleName(_("Keep “{name}”", name=title))
        for row, field in enumerate(fields, start=1):
            self._add(row, field)
        self._grid.setRowStretch(len(fields) + 1, 1)
        says_more = sum(bool(field.a) for field in fields) >= sum(bool(field.b) for field in fields)
        (self.first if says_more else self.second).setChecked(True)
        self._mark()

    def _add(self, row: int, field: ComparedField) -> None:
        label = Words(field.label, "side", "text2")
        label.setWordWrap(True)
        cells = [BreakingWords(value or "–") for value in (field.a, field.b)]
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        for column, (cell, value) in enumerate(zip(cells, (field.a, field.b), strict=True), start=1):
            cell.setAccessibleName(f"{field.label}: {value or '–'}")
            self._grid.addWidget(cell, row, column)
        self._words += [label, *cells]
        self._cells.append((field, cells[0], cells[1]))

    def _mark(self) -> None:
        """What would stand is written in full ink, what would go is pale; what differs is heavier."""
        for field, *cells in self._cells:
            stands = field.stands(keep_first=self.keeps_first)
            for cell, value in zip(cells, (field.a, field.b), strict=True):
                survives = bool(value) and (value == stands or (field.many and value in stands))
                cell.set_color("text" if survives else "placeholder")
                cell.setFont(theme.bold() if field.differs and survives else theme.font())
