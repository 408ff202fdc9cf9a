"""The line in a note's form that says in which briefings the note can be, and in which it never is."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.icons import paint_icon
from trygg_desktop.domain.record import Audience, Record
from trygg_desktop.i18n import _

INDENT = 26


class SpreadLine(QWidget):
    """An eye, struck through where someone may not see the note, and one or two sentences."""

    def __init__(self) -> None:
        super().__init__()
        self._words, self._hidden = "", False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.notice().changed.connect(self.update)

    def show_record(self, record: Record) -> None:
        """Says where a record may be."""
        self._words = spread_words(record)
        self._hidden = bool(record.draft) or not Audience.PUBLIC.may_see(record.protection)
        self.setAccessibleName(self._words)
        self.updateGeometry()
        self.update()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(40, width - INDENT), 10_000)
        flags = int(Qt.TextFlag.TextWordWrap)
        return QFontMetrics(theme.font("side")).boundingRect(room, flags, self._words).height() + 20

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(max(self.width(), 300)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.color("line"))
        painter.drawLine(0, 0, self.width(), 0)
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        paint_icon(
            painter, QRect(0, 11, 16, 16), "eye-slash" if self._hidden else "eye", theme.color("text2")
        )
        painter.setFont(theme.font("side"))
        painter.setPen(theme.color("text2"))
        painter.drawText(self.rect().adjusted(INDENT, 10, 0, -10), int(Qt.TextFlag.TextWordWrap), self._words)


def spread_words(record: Record) -> str:
    """In which briefings a record may be, by its protection and whether it has been released."""
    if record.draft:
        return _("In no briefing, and not sent, until it is released.")
    if Audience.PUBLIC.may_see(record.protection):
        return _("May be in briefings for everyone.")
    if Audience.COUNCIL.may_see(record.protection):
        return _("Not in briefings for the public. May be shown to the council.")
    return _("Not in briefings for the council or the public. Shown only to the two leaders.")
