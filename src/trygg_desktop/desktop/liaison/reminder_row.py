"""The row under a text that says what it looks like and what to do; a reminder, never in the way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.icons import paint_icon
from trygg_desktop.desktop.liaison.reminding_editor import RemindingEditor
from trygg_desktop.desktop.parts import Words
from trygg_desktop.domain.personal_numbers import Passage, PointsOut
from trygg_desktop.i18n import _, ngettext


class ReminderRow(QWidget):
    """Shown while the editor has passages left; it speaks of one at a time, the first one."""

    def __init__(self, editor: RemindingEditor) -> None:
        super().__init__()
        self._editor = editor
        self._passages: Sequence[Passage] = ()
        self.words = Words("", "side", "text", bold=True)
        self.words.setWordWrap(True)
        self.remove = QPushButton()
        self.let_stand = QPushButton(_("Let it stand"))
        row = QHBoxLayout(self)
        row.setContentsMargins(34, 5, 8, 5)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.remove)
        row.addWidget(self.let_stand)
        self.remove.clicked.connect(self._remove)
        self.let_stand.clicked.connect(self._let_stand)
        editor.reminded.connect(self.show_passages)
        theme.notice().changed.connect(self.update)
        self.hide()

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """What the editor found."""
        self._passages = passages
        self.setVisible(bool(passages))
        if not passages:
            return
        words = passages[0].why.label
        if len(passages) > 1:
            more = ngettext("{n} more passage.", "{n} more passages.", len(passages) - 1)
            words = f"{words} {more}"
        self.words.setText(words)
        self.words.setToolTip(words)
        number = passages[0].why is not PointsOut.NAME_AND_OFFENCE
        self.remove.setText(_("Remove the number") if number else _("Remove the passage"))
        self.setAccessibleName(words)

    def _remove(self) -> None:
        if self._passages:
            self._editor.remove(self._passages[0])

    def _let_stand(self) -> None:
        if self._passages:
            self._editor.let_stand(self._passages[0])

    def sizeHint(self) -> QSize:
        return QSize(300, max(38, super().sizeHint().height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("warn_ground"))
        painter.setPen(theme.color("warn"))
        painter.setOpacity(0.35)
        painter.drawLine(0, 0, self.width(), 0)
        painter.setOpacity(1)
        middle = self.rect().center().y()
        paint_icon(painter, QRect(12, middle - 8, 16, 16), "warning-fill", theme.color("warn"))
