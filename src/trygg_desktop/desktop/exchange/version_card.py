"""One of the values that stand beside one another: who wrote it, when, and the words that only it has."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.exchange.marked_text import MarkedText
from trygg_desktop.desktop.exchange.wording import when
from trygg_desktop.desktop.parts import Words
from trygg_desktop.i18n import _


class VersionCard(QWidget):
    """A frame with name and time over the text; with a button, if it can be taken."""

    taken = Signal()

    def __init__(self, author: str, at: int | None, words: str, other: str, *, button: str = "") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.text = MarkedText()
        if words.strip():
            self.text.show_against(other, words)
        else:
            self.text.show_text(_("empty"))
            self.text.set_color("placeholder")
        name = author or _("Someone")
        head = QVBoxLayout()
        head.setSpacing(0)
        whose = Words(name, "body", bold=True)
        whose.setWordWrap(True)
        head.addWidget(whose)
        if at is not None:
            head.addWidget(Words(when(at), "side", "text2"))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.text)
        column.addStretch(1)
        self.button: QPushButton | None = None
        if button:
            self.button = QPushButton(button)
            self.button.setAccessibleName(f"{button}: {name}")
            self.button.clicked.connect(lambda _checked=False: self.taken.emit())
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(f"{name}: {words}")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
