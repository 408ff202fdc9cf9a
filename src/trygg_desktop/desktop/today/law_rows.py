"""Rows for the law's clock and the chain's broken links on the page Idag."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPen

from trygg_desktop import i18n
from trygg_desktop.desktop import theme
from trygg_desktop.desktop.today.rows import Row, text_width, write
from trygg_desktop.i18n import _, ngettext

BAR_HEIGHT = 14


class ClockRow(Row):
    """How far the law's two years have run: a line from the day they began to the day they end, with today on it."""

    def __init__(self, words: str, since: date, due: date, today: date, run: Callable[[], None]) -> None:
        left = days_left(due, today)
        by = _("by {day}", day=i18n.short_date(due))
        super().__init__(", ".join((words, by, left)), run)
        self._words, self._by, self._left, self._late = words, by, left, due < today
        self._part = min(max((today - since).days / max((due - since).days, 1), 0.0), 1.0)
        self.setToolTip(self.accessibleName())
        self.setFixedHeight(theme.row_height() + BAR_HEIGHT)

    def paint_content(self, painter: QPainter) -> None:
        line = QRect(0, 0, self.width(), self.height() - BAR_HEIGHT)
        color = "alert" if self._late else "text"
        left = text_width(self._left, "side", heavy=True) + 1
        write(painter, _last(line, left), self._left, "side", color, right=True, heavy=True)
        rest = line.adjusted(0, 0, -left - 8, 0)
        by = text_width(self._by + " ·", "side") + 1
        if by + text_width(self._words, "body") + 12 <= rest.width():
            write(painter, _last(rest, by), self._by + " ·", "side", "text2", right=True)
            rest = rest.adjusted(0, 0, -by - 8, 0)
        write(painter, rest, self._words, "body", "text")
        self._paint_line(painter)

    def _paint_line(self, painter: QPainter) -> None:
        """What has passed is drawn whole, what is left is dotted; today is the mark between them."""
        y, wide = self.height() - BAR_HEIGHT + 2, self.width() - 4
        here = 2 + round(wide * self._part)
        passed = theme.color("alert" if self._late else "accent")
        painter.setPen(QPen(theme.color("control"), 1.5, Qt.PenStyle.DotLine))
        painter.drawLine(here, y, 2 + wide, y)
        painter.setPen(QPen(passed, 3))
        painter.drawLine(2, y, here, y)
        painter.setPen(QPen(theme.color("text"), 1.5))
        for x in (here, 2 + wide):
            painter.drawLine(x, y - 4, x, y + 4)


class FactRow(Row):
    """One quiet line: what, and at the far right how it stands; the whole of it in the tool tip."""

    def __init__(self, words: str, fact: str, *, late: bool, run: Callable[[], None]) -> None:
        super().__init__(", ".join(filter(None, (words, fact))), run)
        self._words, self._fact, self._late = words, fact, late
        self.setToolTip(self.accessibleName())

    def paint_content(self, painter: QPainter) -> None:
        line = self.rect()
        fact = text_width(self._fact, "side", heavy=self._late) + 1 if self._fact else 0
        color = "alert" if self._late else "text2"
        write(painter, _last(line, fact), self._fact, "side", color, right=True, heavy=self._late)
        write(painter, line.adjusted(0, 0, -fact - 12, 0), self._words, "body", "text")
        self.hairline(painter)


def _last(rect: QRect, width: int) -> QRect:
    return QRect(rect.right() + 1 - width, rect.top(), width, rect.height())


def days_left(due: date, today: date) -> str:
    """`440 dagar kvar`, or how late it is."""
    days = (due - today).days
    if days < 0:
        return ngettext("{n} day late", "{n} days late", -days)
    return ngettext("{n} day left", "{n} days left", days)
