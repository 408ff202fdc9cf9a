"""Rows for the law's clock and the chain's broken links on the page Idag."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QResizeEvent

from trygg_desktop import i18n
from trygg_desktop.desktop import theme
from trygg_desktop.desktop.icons import paint_icon
from trygg_desktop.desktop.parts import chip_width, paint_chip
from trygg_desktop.desktop.today.rows import WRAPPED, Row, text_width, write
from trygg_desktop.i18n import _, ngettext

BAR_HEIGHT = 14
_GAP, _INDENT = 12, 24


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
    """One quiet fact: what, in as many lines as that needs, and at the far right how it stands."""

    def __init__(self, words: str, fact: str, *, late: bool, run: Callable[[], None]) -> None:
        super().__init__(", ".join(filter(None, (words, fact))), run)
        self._words, self._fact, self._late = words, fact, late
        self.setToolTip(self.accessibleName())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = QRect(0, 0, event.size().width() - self._beside(), 10_000)
        words = QFontMetrics(theme.font("body")).boundingRect(room, WRAPPED, self._words)
        self.setFixedHeight(max(theme.row_height(), words.height() + 10))

    def paint_content(self, painter: QPainter) -> None:
        color = "alert" if self._late else "text2"
        top = QRect(0, 0, self.width(), min(self.height(), theme.row_height()))
        right = _last(top, max(self._beside() - _GAP, 0))
        write(painter, right, self._fact, "side", color, right=True, heavy=self._late)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text"))
        painter.drawText(self.rect().adjusted(0, 0, -self._beside(), 0), WRAPPED, self._words)
        self.hairline(painter)

    def _beside(self) -> int:
        """What the fact at the right takes of the width."""
        return text_width(self._fact, "side", heavy=self._late) + 1 + _GAP if self._fact else 0


class FoldRow(Row):
    """A line that shows or hides what belongs under it."""

    def __init__(self, words: str, *, is_open: bool, run: Callable[[], None]) -> None:
        super().__init__(words, run)
        self._words = words
        self.setCheckable(True)
        self.setChecked(is_open)

    def paint_content(self, painter: QPainter) -> None:
        name = "caret-down" if self.isChecked() else "caret-right"
        paint_icon(painter, QRect(0, self.height() // 2 - 7, 14, 14), name, theme.color("accent"))
        write(painter, self.rect().adjusted(_INDENT, 0, 0, 0), self._words, "body", "accent")


class EvidenceRow(Row):
    """A record that a section of the law is told from; a confidential one's chip in the place of its title."""

    def __init__(self, title: str, ground: str | None, run: Callable[[], None]) -> None:
        super().__init__(title, run)
        self._title, self._ground = title, ground
        self.setFixedHeight(max(26, theme.row_height() - 4))

    def paint_content(self, painter: QPainter) -> None:
        room = self.rect().adjusted(_INDENT, 0, 0, 0)
        if self._ground is None:
            write(painter, room, self._title, "side", "text2")
            return
        high = min(20, self.height() - 6)
        wide = chip_width("protected", self._ground)
        chip = QRect(_INDENT, (self.height() - high) // 2, wide, high)
        paint_chip(painter, chip, "protected", self._ground)


def _last(rect: QRect, width: int) -> QRect:
    return QRect(rect.right() + 1 - width, rect.top(), width, rect.height())


def days_left(due: date, today: date) -> str:
    """`440 dagar kvar`, or how late it is."""
    days = (due - today).days
    if days < 0:
        return ngettext("{n} day late", "{n} days late", -days)
    return ngettext("{n} day left", "{n} days left", days)
