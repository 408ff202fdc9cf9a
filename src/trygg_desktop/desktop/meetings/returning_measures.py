"""Measures that the council decided on and that are to be followed up at this meeting, under its open points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trygg_desktop.desktop.meetings.points_model import day_in_brief
from trygg_desktop.desktop.parts import SectionHeading, Words
from trygg_desktop.desktop.records.elided_link import ElidedLink
from trygg_desktop.i18n import _, number


@dataclass(frozen=True, slots=True)
class ReturningLine:
    """A measure by what may be said of it, and the day since which it should be followed up."""

    id: UUID
    words: str
    on: date


class ReturningMeasures(QWidget):
    """One line a measure; `measure_opened` carries the one that the user wants to see. Away where there is none."""

    measure_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[ReturningLine, ...], date] | None = None
        self.links: list[ElidedLink] = []
        self._lines: list[QWidget] = []
        self._heading = SectionHeading(_("To be followed up at the meeting"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 20, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self._heading)
        self.hide()

    def show_measures(self, lines: Sequence[ReturningLine], today: date) -> None:
        """Shows these measures; where nothing is new the keyboard stays where it is."""
        wanted = tuple(lines), today
        if wanted == self._shown:
            return
        self._shown = wanted
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.links = []
        self._lines = [self._line(each, today) for each in lines]
        for line in self._lines:
            self._column.addWidget(line)
        self._heading.set_fact(number(len(self._lines)))
        self.setVisible(bool(self._lines))

    def _line(self, each: ReturningLine, today: date) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 1, 0, 1)
        row.setSpacing(8)
        link = ElidedLink(each.words, partial(self.measure_opened.emit, each.id))
        self.links.append(link)
        row.addWidget(link)
        row.addStretch(1)
        row.addWidget(Words(day_in_brief(each.on, today), "side", "text2"))
        return line
