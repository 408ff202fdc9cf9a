"""Fields to write in that look like plain text until someone points at them or writes in them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionFrame,
    QStylePainter,
    QTextEdit,
    QToolTip,
)

from trygg_desktop.desktop import theme
from trygg_desktop.domain.personal_numbers import Passage

_INDENT = 2
"""Pixels that Qt leaves before the first letter of a line."""


class LineInPlace(QLineEdit):
    """One line of text.

    `left` tells that it was left or confirmed, `given_up` that Esc was pressed, `undo_wanted` that Ctrl+Z
    was pressed with nothing typed here.
    """

    left = Signal()
    given_up = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, *, quiet: bool = True) -> None:
        super().__init__()
        self.setProperty("quiet", quiet)
        self.setFont(theme.font("body"))
        self._quiet = quiet
        self._hint = self._empty = ""
        self._tool: QAction | None = None

    def set_hint(self, hint: str, empty: str = "–") -> None:
        """What stands in an empty field: while it is written in, a hint; otherwise only a dash."""
        self._hint, self._empty = hint, empty if self._quiet else hint
        self.setPlaceholderText(self._empty)

    def set_tool(self, tool: QAction) -> None:
        """A button at the end of the line; in a quiet field it is there when it may be wanted."""
        self._tool = tool
        self.addAction(tool, QLineEdit.ActionPosition.TrailingPosition)
        tool.setVisible(not self._quiet)

    def _stir(self, awake: bool) -> None:
        if self._quiet and self._tool is not None:
            self._tool.setVisible((awake or self.hasFocus()) and self._tool.isEnabled())

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.installEventFilter(self)  # for the tool tip, and only while it may come: each event costs a call
        self._stir(True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.removeEventFilter(self)
        self._stir(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._hint:
            self.setPlaceholderText(self._hint)
        self._stir(True)

    def written(self) -> str:
        """What stands here."""
        return self.text()

    def write(self, text: str) -> None:
        """Puts a text here."""
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def set_touched(self, touched: bool) -> None:
        """Notes whether someone has typed here."""
        self.setModified(touched)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.given_up.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        elif event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable():
            self.undo_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable():
            self.redo_wanted.emit()
        else:
            super().keyPressEvent(event)
            if event.key() == Qt.Key.Key_Escape:
                event.ignore()

    def _room(self) -> QRect:
        panel = QStyleOptionFrame()
        self.initStyleOption(panel)
        inside = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, panel, self)
        return inside.marginsRemoved(self.textMargins()).adjusted(_INDENT, 0, -_INDENT, 0)

    @property
    def too_long(self) -> bool:
        """Whether only the beginning of the text can be seen."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self._room().width()

    def paintEvent(self, event: QPaintEvent) -> None:
        """While nobody writes here, a text that is too long ends with … and not in the middle of a letter."""
        tools = any(tool.isVisible() for tool in self.actions())
        if self.hasFocus() or tools or not self.too_long:
            super().paintEvent(event)
            return
        panel = QStyleOptionFrame()
        self.initStyleOption(panel)
        painter = QStylePainter(self)
        painter.drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, panel)
        room = self._room()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A text that is cut stands whole in the tool tip, over the help of the field."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.too_long:
            QToolTip.showText(event.globalPos(), self.whole_text(), self)
            return True
        return super().eventFilter(watched, event)

    def whole_text(self) -> str:
        """The text, and under it the help of the field where there is one."""
        return "\n\n".join(part for part in (self.text(), self.toolTip()) if part)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._hint:
            self.setPlaceholderText(self._empty)
        self._stir(self.underMouse())
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.setCursorPosition(0)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class TextInPlace(QPlainTextEdit):
    """Text of any length, as high as what is written in it."""

    left = Signal()
    given_up = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, *, quiet: bool = True) -> None:
        super().__init__()
        self.setProperty("quiet", quiet)
        self._empty = ""
        self.setFont(theme.font("body"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self._grow()

    def set_hint(self, hint: str, empty: str = "–") -> None:
        """What stands in an empty field, until someone writes in it."""
        self._empty = empty if self.property("quiet") else hint
        self.setPlaceholderText(self._empty)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setPlaceholderText("")

    def written(self) -> str:
        """What stands here."""
        return self.toPlainText()

    def write(self, text: str) -> None:
        """Puts a text here."""
        if text != self.toPlainText():
            self.setPlainText(text)

    def set_touched(self, touched: bool) -> None:
        """Notes whether someone has typed here."""
        self.document().setModified(touched)

    def _grow(self) -> None:
        lines = 0
        block = self.document().firstBlock()
        while block.isValid():
            lines += max(1, block.layout().lineCount())
            block = block.next()
        height = max(1, lines) * QFontMetrics(self.font()).lineSpacing() + 10
        height = max(height, theme.row_height())
        if height != self.height():
            self.setFixedHeight(height)
            QTimer.singleShot(0, self, self._to_top)

    def _to_top(self) -> None:
        self.verticalScrollBar().setValue(0)

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._grow()

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(source.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        document = self.document()
        if event.key() == Qt.Key.Key_Escape and document.isModified():
            self.given_up.emit()
        elif event.matches(QKeySequence.StandardKey.Undo) and not document.isUndoAvailable():
            self.undo_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Redo) and not document.isRedoAvailable():
            self.redo_wanted.emit()
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.left.emit()
        else:
            super().keyPressEvent(event)
            if event.key() == Qt.Key.Key_Escape:
                event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setPlaceholderText(self._empty)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def underline(self, passages: Sequence[Passage]) -> None:
        """Marks passages that deserve another look: a wavy line on a warm ground."""
        marks = []
        for passage in passages:
            mark = QTextEdit.ExtraSelection()
            shape = QTextCharFormat()
            shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            shape.setUnderlineColor(theme.color("warn"))
            shape.setBackground(QColor(theme.tokens().warn_ground))
            cursor = QTextCursor(self.document())
            cursor.setPosition(passage.start)
            cursor.setPosition(passage.end, QTextCursor.MoveMode.KeepAnchor)
            mark.cursor, mark.format = cursor, shape
            marks.append(mark)
        self.setExtraSelections(marks)
