"""Small widgets that many pages share: headings, chips, status marks, links, and what an empty page says."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.icons import paint_icon
from trygg_desktop.i18n import _

_OPEN, _INTERNAL, _PROTECTED = "open", "internal", "protected"


class _FocusLeader(QObject):
    """Leads the keyboard from a container to the control in it that is used first."""

    def __init__(self, container: QWidget, first: QWidget) -> None:
        super().__init__(container)
        self._first = first
        container.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)
        return False


def lead_focus(container: QWidget, first: QWidget) -> None:
    """Has a container that is given the focus hand it to one of its controls.

    Qt's own focus proxy does that too, but Tab then passes over the controls that come before that one.
    """
    _FocusLeader(container, first)


class Words(QLabel):
    """A label in one of the theme's roles and colours, which follows light and dark."""

    def __init__(
        self, text: str = "", role: str = "body", color: str = "text", *, bold: bool = False
    ) -> None:
        super().__init__(text)
        self._color, self._pale = color, False
        self.setFont(theme.bold(role) if bold else theme.font(role))
        self.setTextFormat(Qt.TextFormat.PlainText)
        theme.notice().changed.connect(self._follow)
        self.recolor()

    def _follow(self) -> None:
        """Takes on the colours that are in use now; where it is not seen, once it is: the window need not wait."""
        if self.isVisible():
            self.recolor()
        else:
            self._pale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._pale:
            self.recolor()

    def set_color(self, color: str) -> None:
        """Uses another of the theme's colours."""
        self._color = color
        self.recolor()

    def recolor(self) -> None:
        """Takes on its colour of the scheme in use."""
        self._pale = False
        palette = self.palette()
        palette.setColor(self.foregroundRole(), theme.color(self._color))
        self.setPalette(palette)


class ElidedWords(Words):
    """A label that is shortened with … where there is no room; the whole text is in the tool tip."""

    def __init__(
        self, text: str = "", role: str = "body", color: str = "text", *, bold: bool = False
    ) -> None:
        super().__init__(text, role, color, bold=bold)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(" ".join(self.text().split()), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(theme.color(self._color))
        painter.setFont(self.font())
        painter.drawText(self.rect(), int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fits = QFontMetrics(self.font()).horizontalAdvance(self.text()) <= self.width()
        self.setToolTip("" if fits else self.text())


class LinkLabel(QPushButton):
    """A quiet button that looks like a link."""

    def __init__(self, text: str, run: Callable[[], None] | None = None) -> None:
        super().__init__(text)
        self.setProperty("link", True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFlat(True)
        if run is not None:
            self.clicked.connect(lambda _checked=False: run())


class HeadingLine(QWidget):
    """A heading, quiet words right beside it and a fact at the far right, all on one line of writing."""

    def __init__(self, text: str, role: str = "page", *, beside: str = "", fact: str = "") -> None:
        super().__init__()
        self.title = Words(text, role)
        self.title.setWordWrap(True)
        self.beside = Words(beside, "side", "text2")
        self.fact = Words(fact, "side", "text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        wide = 1 if not beside else 0
        row.addWidget(self.title, wide, Qt.AlignmentFlag.AlignTop)
        drop = QFontMetrics(theme.font(role)).ascent() - QFontMetrics(theme.font("side")).ascent()
        for each in (self.beside, self.fact):
            each.setContentsMargins(0, drop, 0, 0)
        row.addWidget(self.beside, 0, Qt.AlignmentFlag.AlignTop)
        if not wide:
            row.addStretch(1)
        row.addWidget(self.fact, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(text)


class SectionHeading(QWidget):
    """A heading with a hairline under it, and a fact or a link at the far right."""

    def __init__(
        self, text: str, fact: str = "", *, link: LinkLabel | None = None, beside: QWidget | None = None
    ) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 6)
        row.setSpacing(12)
        self._title = Words(text, "section")
        self._fact = Words(fact, "side", "text2")
        row.addWidget(self._title)
        row.addStretch(1)
        if beside is not None:
            row.addWidget(beside)
        row.addWidget(self._fact)
        if link is not None:
            row.addWidget(link)
        self.setAccessibleName(text)

    def set_text(self, text: str) -> None:
        """Another heading."""
        self._title.setText(text)
        self.setAccessibleName(text)

    def set_fact(self, fact: str) -> None:
        """Another fact at the right."""
        self._fact.setText(fact)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.color("line2"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


def chip_text(protection: str | None, ground: str | None = None) -> str:
    """What the chip of a protection level says; a confidential one always with its ground."""
    from trygg_desktop.domain.record import Protection  # not before the first picture: brings the tables

    if protection == Protection.PROTECTED:
        return _("Confidential · {ground}", ground=ground) if ground else _("Confidential · no ground")
    if protection in (Protection.OPEN, Protection.INTERNAL):
        return Protection(protection).label
    return protection or Protection.INTERNAL.label


def chip_width(protection: str | None, ground: str | None = None) -> int:
    """How wide the chip becomes, in pixels."""
    return QFontMetrics(theme.bold("small")).horizontalAdvance(chip_text(protection, ground)) + 32


def paint_chip(painter: QPainter, rect: QRect, protection: str | None, ground: str | None = None) -> None:
    """Draws a protection chip: outline, grey, or solid wine, each with its own icon."""
    use = theme.tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    if protection == _OPEN:
        painter.setPen(QPen(QColor(use.control), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        text, icon = use.text, "lock-open"
    elif protection in (None, _INTERNAL):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(use.internal_ground))
        text, icon = use.internal, "users"
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(use.protected))
        text, icon = use.on_protected, "lock-fill"
    painter.drawRoundedRect(box, 3, 3)
    size = 13
    paint_icon(painter, QRect(rect.left() + 7, rect.center().y() - size // 2, size, size), icon, text)
    painter.setFont(theme.bold("small") if protection == _PROTECTED else theme.font("small"))
    painter.setPen(QColor(text))
    painter.drawText(
        rect.adjusted(24, 0, -6, 0), int(Qt.AlignmentFlag.AlignVCenter), chip_text(protection, ground)
    )
    painter.restore()


def paint_draft_chip(painter: QPainter, rect: QRect) -> None:
    """Draws the chip of a draft: a dashed outline and a pencil."""
    use = theme.tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(use.control), 1, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    paint_icon(painter, QRect(rect.left() + 7, rect.center().y() - 6, 13, 13), "pencil-simple", use.text2)
    painter.setFont(theme.font("small"))
    painter.setPen(QColor(use.text2))
    painter.drawText(rect.adjusted(24, 0, -6, 0), int(Qt.AlignmentFlag.AlignVCenter), _("Draft"))
    painter.restore()


def draft_chip_width() -> int:
    """How wide the chip of a draft becomes, in pixels."""
    return QFontMetrics(theme.font("small")).horizontalAdvance(_("Draft")) + 32


class ProtectionChip(QWidget):
    """How far a record may be spread, impossible to overlook."""

    def __init__(self, protection: str | None = None, ground: str | None = None, draft: bool = False) -> None:
        super().__init__()
        self.show_level(protection, ground, draft)

    def show_level(self, protection: str | None, ground: str | None = None, draft: bool = False) -> None:
        """Shows another level."""
        self._protection, self._ground, self._draft = protection, ground, draft
        words = chip_text(protection, ground)
        self.setAccessibleName(f"{_('Draft')}, {words}" if draft else words)
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        draft = draft_chip_width() + 6 if self._draft else 0
        height = max(20, QFontMetrics(theme.font("small")).height() + 4)
        return QSize(chip_width(self._protection, self._ground) + draft, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        width = chip_width(self._protection, self._ground)
        paint_chip(painter, QRect(0, 0, width, self.height()), self._protection, self._ground)
        if self._draft:
            paint_draft_chip(painter, QRect(width + 6, 0, draft_chip_width(), self.height()))


class Mark(StrEnum):
    """The shapes of a status; the same on paper."""

    ON_PLAN = "on-plan"
    DONE = "done"
    RISK = "risk"
    LATE = "late"
    NOT_BEGUN = "not-begun"


def paint_mark(painter: QPainter, rect: QRect | QRectF, mark: Mark, color: QColor | str) -> None:
    """Draws a status: filled disc, ringed tick, open triangle, crossed square, open ring."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(rect).adjusted(1, 1, -1, -1)
    pen = QPen(QColor(color), 1.5)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    middle, width, height = box.center(), box.width(), box.height()
    if mark is Mark.ON_PLAN:
        painter.setBrush(QColor(color))
        painter.drawEllipse(box)
    elif mark is Mark.DONE:
        painter.drawEllipse(box)
        tick = [QPointF(-0.22, 0.02), QPointF(-0.05, 0.2), QPointF(0.24, -0.18)]
        painter.drawPolyline(
            QPolygonF([QPointF(middle.x() + p.x() * width, middle.y() + p.y() * height) for p in tick])
        )
    elif mark is Mark.RISK:
        painter.drawPolygon(QPolygonF([QPointF(middle.x(), box.top()), box.bottomRight(), box.bottomLeft()]))
        painter.drawLine(
            QPointF(middle.x(), box.top() + height * 0.42), QPointF(middle.x(), box.top() + height * 0.7)
        )
    elif mark is Mark.LATE:
        painter.setBrush(QColor(color))
        painter.drawRect(box)
        painter.setPen(QPen(theme.color("base"), 1.5))
        inner = box.adjusted(width * 0.28, height * 0.28, -width * 0.28, -height * 0.28)
        painter.drawLine(inner.topLeft(), inner.bottomRight())
        painter.drawLine(inner.topRight(), inner.bottomLeft())
    else:
        painter.drawEllipse(box)
    painter.restore()


class EmptyPage(QWidget):
    """What belongs here, and the first step: one sentence, one button, one link."""

    button_pressed = Signal()
    link_pressed = Signal()

    def __init__(self, sentence: str, button: str = "", link: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(12)
        words = Words(sentence)
        words.setWordWrap(True)
        column.addWidget(words)
        row = QHBoxLayout()
        row.setSpacing(12)
        if button:
            press = QPushButton(button)
            press.clicked.connect(lambda _checked=False: self.button_pressed.emit())
            row.addWidget(press)
        if link:
            row.addWidget(LinkLabel(link, self.link_pressed.emit))
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
