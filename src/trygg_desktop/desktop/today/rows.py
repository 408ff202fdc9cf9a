"""Rows of the page Idag: each can be reached by keyboard and opens what it is about."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.icons import paint_icon
from trygg_desktop.desktop.parts import Mark, chip_width, paint_chip, paint_mark
from trygg_desktop.i18n import _

WRAPPED = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
"""How a text of several lines stands in a row."""


class Row(QAbstractButton):
    """A line that is pressed to open something. Subclasses paint what is in it."""

    key: object = None
    """What it is about, so that the keyboard finds it again when the page has been filled anew."""

    def __init__(self, name: str, run: Callable[[], None]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.row_height())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(lambda _checked=False: run())

    def sizeHint(self) -> QSize:
        return QSize(240, theme.row_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), theme.color("alt"))
        self.paint_content(painter)
        if self.hasFocus():
            pen = QPen(theme.color("accent"))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def paint_content(self, painter: QPainter) -> None:
        """Paints what is in the row."""

    def hairline(self, painter: QPainter) -> None:
        """Paints the line under the row."""
        painter.setPen(theme.color("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


def write(
    painter: QPainter,
    rect: QRect,
    text: str,
    role: str,
    color: str,
    *,
    right: bool = False,
    heavy: bool = False,
) -> None:
    """Writes a line in one of the theme's roles and colours, shortened with … where there is no room."""
    painter.setFont(theme.bold(role) if heavy else theme.font(role))
    painter.setPen(theme.color(color))
    shown = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | side), shown)


def text_width(text: str, role: str, *, heavy: bool = False) -> int:
    """How wide a line becomes, in pixels."""
    return QFontMetrics(theme.bold(role) if heavy else theme.font(role)).horizontalAdvance(text)


class CheckRow(Row):
    """One point of a meeting's checklist: a ring, or a tick when it is done. A press turns one into the other."""

    def __init__(
        self,
        text: str,
        fact: str,
        *,
        done: bool,
        late: bool,
        run: Callable[[], None],
        name: str,
    ) -> None:
        super().__init__(name, run)
        self.setCheckable(True)
        self.setChecked(done)
        self._text, self._fact, self._done, self._late = text, fact, done, late
        self.setFixedHeight(max(26, theme.row_height() - 2))

    def paint_content(self, painter: QPainter) -> None:
        middle = self.height() // 2
        if self._done:
            paint_icon(painter, QRect(0, middle - 8, 16, 16), "check", theme.color("text2"))
        else:
            paint_mark(painter, QRectF(1, middle - 6.5, 13, 13), Mark.NOT_BEGUN, theme.color("control"))
        room = self.width() - 24
        width = text_width(self._fact, "side")
        write(
            painter,
            QRect(24, 0, room - width - 12, self.height()),
            self._text,
            "body",
            "text2" if self._done else "text",
        )
        color = "alert" if self._late else "text2" if self._done else "text"
        write(
            painter,
            QRect(self.width() - width - 1, 0, width + 1, self.height()),
            self._fact,
            "side",
            color,
            right=True,
        )


class LackRow(Row):
    """A quiet line that takes as many lines as its words need."""

    def __init__(self, text: str, run: Callable[[], None]) -> None:
        super().__init__(text, run)
        self._text = text

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = QRect(0, 0, event.size().width() - 24, 10_000)
        words = QFontMetrics(theme.font("side")).boundingRect(room, WRAPPED, self._text)
        self.setFixedHeight(words.height() + 12)

    def paint_content(self, painter: QPainter) -> None:
        painter.setFont(theme.font("side"))
        painter.setPen(theme.color("text2"))
        painter.drawText(self.rect().adjusted(24, 0, 0, 0), WRAPPED, self._text)


class DueRow(Row):
    """Something that falls due: its day, what it is, and whether it is late. Never a confidential record's text."""

    def __init__(
        self,
        day: str,
        text: str,
        fact: str,
        *,
        late: bool,
        ground: str | None,
        run: Callable[[], None],
        name: str,
    ) -> None:
        super().__init__(name, run)
        self._day, self._text, self._fact, self._late, self._ground = day, text, fact, late, ground

    def paint_content(self, painter: QPainter) -> None:
        left = text_width("ons 30 sept", "side") + 12
        write(
            painter, QRect(0, 0, left, self.height()), self._day, "side", "alert" if self._late else "text2"
        )
        if self._ground is not None:
            width = chip_width("protected", self._ground)
            height = min(20, self.height() - 6)
            paint_chip(
                painter,
                QRect(self.width() - width, (self.height() - height) // 2, width, height),
                "protected",
                self._ground,
            )
        else:
            width = text_width(self._fact, "side", heavy=self._late) + 1
            color = "alert" if self._late else "text2"
            write(
                painter,
                QRect(self.width() - width, 0, width, self.height()),
                self._fact,
                "side",
                color,
                right=True,
                heavy=self._late,
            )
            if self._late:
                box = QRectF(self.width() - width - 18, self.height() / 2 - 5.5, 11, 11)
                paint_mark(painter, box, Mark.LATE, theme.color("alert"))
                width += 18
        write(
            painter,
            QRect(left, 0, self.width() - left - width - 16, self.height()),
            self._text,
            "body",
            "text",
        )
        self.hairline(painter)


class WaitRow(Row):
    """A district where nobody has been: a bar as long as the wait, the weeks in figures, the week of the last time."""

    def __init__(
        self, name: str, weeks: int | None, longest: int, last: str, run: Callable[[], None], words: str
    ) -> None:
        super().__init__(words, run)
        self._name, self._weeks, self._longest, self._last = name, weeks, max(longest, 1), last

    def paint_content(self, painter: QPainter) -> None:
        last_width = (
            max(
                text_width(_("last {week}", week=_("w. {number}", number=52)), "side"),
                text_width(self._last, "side"),
            )
            + 12
        )
        weeks_width = text_width(_("{n} w.", n=52), "body", heavy=True) + 8
        name_width = min(int(self.width() * 0.42), text_width("Öster Mälarstrand-Hamre", "body"))
        bar_room = self.width() - name_width - last_width - weeks_width - 24
        write(painter, QRect(0, 0, name_width, self.height()), self._name, "body", "text")
        if bar_room > 20:
            length = (
                bar_room if self._weeks is None else max(4, round(bar_room * self._weeks / self._longest))
            )
            use = theme.tokens()
            painter.setPen(QColor(use.waiting_edge[3]))
            painter.setBrush(Qt.BrushStyle.NoBrush if self._weeks is None else QColor(use.waiting[3]))
            painter.drawRect(QRect(name_width + 8, self.height() // 2 - 4, length, 8))
        weeks = "–" if self._weeks is None else _("{n} w.", n=self._weeks)
        right = self.width() - last_width
        write(
            painter,
            QRect(right - weeks_width, 0, weeks_width, self.height()),
            weeks,
            "body",
            "text",
            right=True,
            heavy=True,
        )
        write(painter, QRect(right, 0, last_width, self.height()), self._last, "side", "text2", right=True)
        self.hairline(painter)


class ChipRow(Row):
    """A record's title, or a confidential one's chip in its place."""

    def __init__(self, text: str, ground: str | None, run: Callable[[], None], name: str) -> None:
        super().__init__(name, run)
        self._text, self._ground = text, ground

    def paint_content(self, painter: QPainter) -> None:
        paint_icon(painter, QRect(0, self.height() // 2 - 7, 14, 14), "pencil-simple", theme.color("text2"))
        if self._ground is not None:
            height = min(20, self.height() - 6)
            width = chip_width("protected", self._ground)
            paint_chip(
                painter, QRect(24, (self.height() - height) // 2, width, height), "protected", self._ground
            )
        else:
            write(painter, QRect(24, 0, self.width() - 24, self.height()), self._text, "body", "text")
        self.hairline(painter)


class Steps(QWidget):
    """How many of how many, as small filled and empty steps with figures beside."""

    def __init__(self, done: int, of: int) -> None:
        super().__init__()
        self._done, self._of = done, of
        self.setAccessibleName(f"{done} / {of}")
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(self._of * 14 + 4, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for step in range(self._of):
            painter.setPen(theme.color("accent" if step < self._done else "control"))
            painter.setBrush(theme.color("accent") if step < self._done else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(step * 14 + 0.5, self.height() / 2 - 2.5, 11, 5), 1.5, 1.5)
