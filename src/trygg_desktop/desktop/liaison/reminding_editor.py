"""A field for text that reminds the one who writes when a passage may point out a person."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.domain.personal_numbers import Passage, passages

FEWEST_LINES, MOST_LINES = 2, 8


class RemindingEditor(QPlainTextEdit):
    """Grows with its text. Passages are underlined with a wave; `reminded` tells those still there."""

    reminded = Signal(object)
    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: Collection[str] = ()
        self._let_stand: set[str] = set()
        self.passages: list[Passage] = []
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._look)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        theme.notice().changed.connect(self._underline)
        self._grow()

    def know_places(self, names: Collection[str]) -> None:
        """Words that look like people's names but are names of districts."""
        self._places = names
        self._look()

    def text(self) -> str:
        """What is written, without blanks around it."""
        return self.toPlainText().strip()

    def begin_anew(self, text: str = "") -> None:
        """Another text, about which nothing has been said yet."""
        self._let_stand.clear()
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def remove(self, passage: Passage) -> None:
        """Takes a passage out of the text, with one of the blanks around it; Ctrl+Z brings it back."""
        text = self.toPlainText()
        start, end = passage.start, passage.end
        if text[start - 1 : start].isspace() and (not text[end:] or text[end].isspace()):
            start -= 1
        cursor = self.textCursor()
        cursor.setPosition(_utf16(text, start))
        cursor.setPosition(_utf16(text, end), QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self.setTextCursor(cursor)
        self.setFocus()

    def let_stand(self, passage: Passage) -> None:
        """Says that a passage may stay; it is not asked about again in this text."""
        self._let_stand.add(self.toPlainText()[passage.start : passage.end])
        self._look()
        self.setFocus()

    def _look(self) -> None:
        text = self.toPlainText()
        found = passages(text, places=self._places)
        self.passages = [each for each in found if text[each.start : each.end] not in self._let_stand]
        self._underline()
        self.reminded.emit(self.passages)

    def _underline(self) -> None:
        text, wave = self.toPlainText(), QTextCharFormat()
        wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wave.setUnderlineColor(theme.color("warn"))
        wave.setBackground(theme.color("warn_ground"))
        marks = []
        for passage in self.passages:
            mark = QTextEdit.ExtraSelection()
            mark.format = wave
            mark.cursor = QTextCursor(self.document())
            mark.cursor.setPosition(_utf16(text, passage.start))
            mark.cursor.setPosition(_utf16(text, passage.end), QTextCursor.MoveMode.KeepAnchor)
            marks.append(mark)
        self.setExtraSelections(marks)

    # -- growing and sending

    def _grow(self) -> None:
        line = QFontMetrics(self.font()).lineSpacing()
        lines = round(self.document().size().height())
        self.setFixedHeight(line * max(FEWEST_LINES, min(lines, MOST_LINES)) + 4)

    def sizeHint(self) -> QSize:
        return QSize(300, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.submitted.emit()
            return
        super().keyPressEvent(event)


def _utf16(text: str, place: int) -> int:
    """A place in the text as Qt counts: characters outside the common plane, such as emoji, are two."""
    return len(text[:place].encode("utf-16-le")) // 2
